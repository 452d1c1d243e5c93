import { FIELD_NAMES, type ProblemField } from './fieldNames';

export type { ProblemField };

/** What is wrong with one value, and what its owner can do about it. Both are sentences without an end mark. */
export interface Fault {
	field: ProblemField;
	/** The value as it came, cut to a readable length; empty where there is none to show. */
	value: string;
	what: string;
	cure: string;
}

/** A fault in one row. `row` counts the rows of the run from 0. */
export interface Problem extends Fault {
	row: number;
}

const MAX_SHOWN_LENGTH = 60;

/** A fault in a value of any kind, shown as far as it fits into a message. */
export function makeFault(field: ProblemField, value: unknown, what: string, cure: string): Fault {
	return { field, value: showValue(value), what, cure };
}

/** A value of any kind as a short text for a message. Never throws, whatever the value is. */
export function showValue(value: unknown): string {
	if (value === undefined || value === null) return '';
	const text = typeof value === 'object' ? showObject(value) : String(value);
	return text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text;
}

function showObject(value: object): string {
	try {
		return JSON.stringify(value) ?? 'object';
	} catch {
		return 'object';
	}
}

/** A fault as a sentence for people, without the row it stands in. */
export function faultText({ field, value, what, cure }: Fault): string {
	const subject = [FIELD_NAMES[field], value && `"${value}"`].filter(Boolean).join(' ');
	return `${subject ? `${subject}: ` : ''}${what}. ${cure}.`;
}

/** All faults of one row in one text. */
export function faultsText(faults: Fault[]): string {
	return faults.map(faultText).join(' ');
}

/**
 * The problems as lines for people, in the order of the rows. Rows that share the very same fault
 * (a bad fixed parameter, say) share a line.
 * @param nameOf the name of a row as the user sees it, such as `17` or `2, sample 4`
 */
export function problemLines(problems: Problem[], nameOf: (row: number) => string): string[] {
	const rowsByText = new Map<string, number[]>();
	for (const problem of problems) {
		const text = faultText(problem);
		const rows = rowsByText.get(text);
		if (rows) rows.push(problem.row);
		else rowsByText.set(text, [problem.row]);
	}
	return [...rowsByText].map(([text, rows]) => `${nameRows(rows, nameOf)}: ${text}`);
}

function nameRows(rows: number[], nameOf: (row: number) => string): string {
	const [first = 0] = rows;
	if (rows.length === 1) return `Row ${nameOf(first)}`;
	return `Rows ${runsOf(rows)
		.map(([from, to]) => (from === to ? nameOf(from) : `${nameOf(from)} to ${nameOf(to)}`))
		.join(', ')}`;
}

/** Ascending row indexes as runs without a gap: [0, 1, 2, 5] gives [[0, 2], [5, 5]]. */
function runsOf(rows: number[]): Array<[number, number]> {
	const runs: Array<[number, number]> = [];
	for (const row of [...rows].sort((a, b) => a - b)) {
		const last = runs.at(-1);
		if (last && row === last[1] + 1) last[1] = row;
		else runs.push([row, row]);
	}
	return runs;
}
