import type { Fault, FaultCode, FaultParams } from '../domain/fault';
import type { FaultField } from '../domain/fields';
import { makeFault, type CodeAndParams } from './faults';

/** What was read from a cell. */
export type Reading<T> =
	| { kind: 'value'; value: T }
	| { kind: 'empty' }
	| { kind: 'fault'; faults: Fault[] };

export const EMPTY = { kind: 'empty' } as const;

export const valueOf = <T>(value: T): Reading<T> => ({ kind: 'value', value });

/** A reading that consists of one fault. */
export function faultIn<Code extends FaultCode>(
	field: FaultField,
	value: unknown,
	...codeAndParams: CodeAndParams<Code>
): { kind: 'fault'; faults: Fault[] } {
	return { kind: 'fault', faults: [makeFault<Code>(field, value, ...codeAndParams)] };
}

/**
 * Wraps a reader so that it does not read the same value twice in a row. A value that all rows share, such
 * as a whole list that is mapped by mistake, is read once.
 */
export function readingOnce<T, Cell = unknown>(read: (cell: Cell) => T): (cell: Cell) => T {
	let last: { cell: Cell; reading: T } | undefined;
	return (cell) => {
		if (!last || !Object.is(last.cell, cell)) last = { cell, reading: read(cell) };
		return last.reading;
	};
}

/** The longest cell: 50,000 characters in Google Sheets, 32,767 in Excel. Longer text is not from a sheet. */
export const MAX_CELL_LENGTH = 50_000;

// Invisible characters, such as those that a scanner or a copy from a web page adds.
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
/** Text that needs no cleaning, as most does not: printable ASCII, no apostrophe in front, no outer spaces. */
const CLEAN = /^[!-&(-~](?:[ -~]*[!-~])?$/;
/** A character that cleaning never removes. An apostrophe may be removed. */
const VISIBLE = /[^\s'\u2018\u2019\uFF07\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/;
const LEADING_APOSTROPHE = /^\s*['\u2018\u2019]/;

/**
 * Removes what spreadsheets add to text: the apostrophe that marks a cell as text, invisible characters,
 * and spaces at both ends. Full-width letters and digits become plain ones. No letter or digit becomes a
 * different one.
 */
export function cleanText(text: string): string {
	if (CLEAN.test(text)) return text;
	return text
		.replace(INVISIBLE, '')
		.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_OFFSET))
		.replace(LEADING_APOSTROPHE, '')
		.trim();
}

/** Whether a value is an object and no list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a cell looks empty. */
export function isEmptyCell(cell: unknown): boolean {
	if (typeof cell !== 'string') return cell === undefined || cell === null;
	return !VISIBLE.test(cell) && cleanText(cell) === '';
}

/** Invisible characters without a meaning. The two joiners have one, in emojis and some scripts. */
const MEANINGLESS = /[\u00AD\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;

/** Prose without meaningless invisible characters and spaces at both ends. */
export const cleanProse = (text: string): string => text.replace(MEANINGLESS, '').trim();

/** Text in a form for comparing: "HUMAN_STOOL" and "Human stool" are the same. */
export function looseText(text: string): string {
	return cleanText(text)
		.toLowerCase()
		.replace(/[\s_-]+/g, '');
}

/** Why a number cannot be the digits that somebody typed; undefined if it can. */
export function lostDigits(value: number): FaultParams['unusable_number']['reason'] | undefined {
	if (!Number.isFinite(value)) return 'unreadable';
	if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return 'rounded';
	if (!Number.isInteger(value)) return 'decimals';
	if (value < 0) return 'negative';
	return undefined;
}

const SHEET_SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+e\+?\d+|e\+\d+)$/i;

/**
 * Whether a spreadsheet removed digits from a value that may be a code: a number too large to be exact, or
 * text in the form in which sheets show long numbers. Other text, such as 12E3, may be a code.
 */
export function hasLostDigits(value: unknown): boolean {
	if (typeof value === 'number')
		return !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER;
	return typeof value === 'string' && SHEET_SCIENTIFIC.test(cleanText(value));
}

/** Whether text looks like 1.23457E+13, the form in which spreadsheets show long numbers. */
export function isScientific(text: string): boolean {
	return /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(text);
}
