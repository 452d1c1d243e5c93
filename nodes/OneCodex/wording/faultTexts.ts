import type { Fault, RowFault } from '../domain/fault';
import { FIELD_NAMES } from '../domain/fields';
import { faultWords } from './faults';

/** The most bytes of UTF-8 in a message. Longer ones are not read, and n8n stores each of them. */
export const MAX_MESSAGE_BYTES = 10_240;

/** A fault as sentences, without the row that it is in. */
export const faultText = (fault: Fault): string => afterSubject(subjectOf(fault), fault);

/** What a fault is about, where a value can be shown: the field with the value. */
const subjectOf = ({ field, value }: Fault) =>
	value && `${FIELD_NAMES[field]} ${shown(value)}`.trim();

function afterSubject(subject: string, fault: Fault): string {
	const { what, cure } = faultWords(fault);
	return `${subject && `${subject}: `}${what}. ${cure}.`;
}

/** Words and numbers need no quotes; everything else is easier to make out in quotes. */
const shown = (value: string) => (/^[\w.+-]+$/.test(value) ? value : `"${value}"`);

/** How many texts, from the first on, fit into some bytes of UTF-8 with a separator behind each. */
export function countFitting(texts: string[], separator: string, bytes: number): number {
	let taken = 0;
	const over = texts.findIndex((text) => (taken += Buffer.byteLength(text + separator)) > bytes);
	return over === -1 ? texts.length : over;
}

const ROOM_FOR_REST = 100;

/** All faults of one row as one text, as many as fit into a message. */
export function faultsText(faults: Fault[]): string {
	const texts = faults.map(faultText);
	const fitting = countFitting(texts, ' ', MAX_MESSAGE_BYTES - ROOM_FOR_REST);
	const more = texts.length - fitting;
	if (more === 0) return texts.join(' ');
	return [...texts.slice(0, fitting), `… and ${more} more to fix.`].join(' ');
}

/** A line for people. */
export interface FaultLine {
	text: string;
	/** All rows that it is about. */
	rows: number[];
	/** How many of these it counts without their names. */
	unnamed: number;
}

/**
 * The faults as lines for people, in the order of the rows. Rows that share the very same fault
 * (a bad fixed parameter, say) share a line, which names some of them where they are very many.
 * @param nameOf the name of a row as the user sees it, such as `17` or `2, sample 4`
 */
export function faultLines(faults: RowFault[], nameOf: (row: number) => string): FaultLine[] {
	const rowsByText = new Map<string, Set<number>>();
	for (const fault of faults) {
		const subject = subjectOf(fault);
		const text = `${subject ? ', ' : ': '}${afterSubject(subject, fault)}`;
		const rows = rowsByText.get(text);
		if (rows) rows.add(fault.row);
		else rowsByText.set(text, new Set([fault.row]));
	}
	return [...rowsByText].map(([text, rowsOfText]) => {
		const rows = [...rowsOfText];
		const { names, unnamed } = nameRows(rows, nameOf);
		return { text: `${names}${text}`, rows, unnamed };
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

export const NOTHING_SENT = 'Nothing was sent to One Codex';
export const NOTHING_CHANGED = 'Nothing was changed in One Codex';

/**
 * How many rows need fixing.
 * @param rest a sentence to follow; empty if none
 */
export const needFixing = (count: number, of: number, rest: string): string =>
	`${count} of ${of} rows ${count === 1 ? 'needs' : 'need'} fixing${rest && `. ${rest}`}`;

/**
 * Counts what a message leaves out, as one sentence or none.
 * @param shown the lines of the message, whose rows have been named
 * @param others the lines left out
 * @param toSeeAll what to do to see everything, as in "turn on …"
 */
export function whatIsLeft(shown: FaultLine[], others: FaultLine[], toSeeAll: string): string[] {
	const shownRows = new Set(shown.flatMap(({ rows }) => rows));
	const left = others.flatMap(({ rows }) => rows);
	const inThese = left.filter((row) => shownRows.has(row)).length;
	const rows = new Set(left.filter((row) => !shownRows.has(row))).size;
	const more = [
		...(inThese > 0 ? [`${inThese} more to fix in these rows`] : []),
		...(rows > 0 ? [`${rows} more ${rows === 1 ? 'row' : 'rows'}`] : []),
	];
	if (more.length > 0) return [`… and ${more.join(', and ')}. To see them all, ${toSeeAll}.`];
	return shown.some(({ unnamed }) => unnamed > 0) ? [`To see them all, ${toSeeAll}.`] : [];
}
