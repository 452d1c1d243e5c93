import { FIELD_NAMES, type ProblemField } from './fieldNames';
import { showValue } from './show';

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

/** The most bytes of UTF-8 of anything that is said at once: what is longer, nobody reads and n8n has to store. */
export const MAX_MESSAGE_BYTES = 10_240;

/** A fault in a value of any kind, shown as far as it fits into a message. */
export function makeFault(field: ProblemField, value: unknown, what: string, cure: string): Fault {
	return { field, value: showValue(value), what, cure };
}

/** A fault as a sentence for people, without the row it stands in. */
export function faultText({ field, value, what, cure }: Fault): string {
	const subject = [FIELD_NAMES[field], value && `"${value}"`].filter(Boolean).join(' ');
	return `${subject ? `${subject}: ` : ''}${what}. ${cure}.`;
}

/** How many texts, from the first on, fit into some bytes of UTF-8 with a separator behind each. */
export function countFitting(texts: string[], separator: string, bytes: number): number {
	let taken = 0;
	const over = texts.findIndex((text) => (taken += Buffer.byteLength(text + separator)) > bytes);
	return over === -1 ? texts.length : over;
}

const ROOM_FOR_REST = 100;

/** All faults of one row in one text, as far as they fit into a message. */
export function faultsText(faults: Fault[]): string {
	const texts = faults.map(faultText);
	const told = countFitting(texts, ' ', MAX_MESSAGE_BYTES - ROOM_FOR_REST);
	const more = texts.length - told;
	if (more === 0) return texts.join(' ');
	return [...texts.slice(0, told), `… and ${more} more fault${more === 1 ? '' : 's'}.`].join(' ');
}

/** A line for people. */
export interface ProblemLine {
	text: string;
	/** All rows that it is about. */
	rows: number[];
	/** How many of these it counts without their names. */
	unnamed: number;
}

/**
 * The problems as lines for people, in the order of the rows. Rows that share the very same fault
 * (a bad fixed parameter, say) share a line, which names some of them where they are very many.
 * @param nameOf the name of a row as the user sees it, such as `17` or `2, sample 4`
 */
export function problemLines(problems: Problem[], nameOf: (row: number) => string): ProblemLine[] {
	const rowsByText = new Map<string, Set<number>>();
	for (const problem of problems) {
		const text = faultText(problem);
		const rows = rowsByText.get(text);
		if (rows) rows.add(problem.row);
		else rowsByText.set(text, new Set([problem.row]));
	}
	return [...rowsByText].map(([text, rowsOfText]) => {
		const rows = [...rowsOfText];
		const { names, unnamed } = nameRows(rows, nameOf);
		return { text: `${names}: ${text}`, rows, unnamed };
	});
}

const MAX_NAMED_RUNS = 100;

function nameRows(rows: number[], nameOf: (row: number) => string) {
	const [first = 0] = rows;
	if (rows.length === 1) return { names: `Row ${nameOf(first)}`, unnamed: 0 };
	const runs = runsOf(rows, nameOf).slice(0, MAX_NAMED_RUNS);
	const names = runs.map((run) => {
		const [from = 0] = run;
		return run.length === 1 ? nameOf(from) : `${nameOf(from)} to ${nameOf(run.at(-1) ?? from)}`;
	});
	const unnamed = rows.length - runs.flat().length;
	return { names: `Rows ${names.join(', ')}${unnamed > 0 ? ` and ${unnamed} more` : ''}`, unnamed };
}

/**
 * Ascending row indexes as runs without a gap: [0, 1, 2, 5] gives [[0, 1, 2], [5]]. A sheet that is sorted
 * or filtered has gaps in the names of its rows.
 */
function runsOf(rows: number[], nameOf: (row: number) => string): number[][] {
	const runs: number[][] = [];
	for (const row of [...rows].sort((a, b) => a - b)) {
		const run = runs.at(-1);
		const last = run?.at(-1);
		if (run && last !== undefined && row === last + 1 && isNext(nameOf(last), nameOf(row))) {
			run.push(row);
		} else runs.push([row]);
	}
	return runs;
}

/** Whether a row has the number behind another's; samples of lists are numbered anew for each item. */
const isNext = (name: string, other: string) =>
	Number(other) === Number(name) + 1 || (name.includes(',') && other.includes(','));
