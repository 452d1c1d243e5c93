import type { Fault, FaultCode, FaultParams } from '../domain/fault';
import type { FaultField } from '../domain/fields';
import { makeFault, type CodeAndParams } from './faults';

/** What a cell turned out to hold. */
export type Reading<T> =
	| { kind: 'value'; value: T }
	| { kind: 'empty' }
	| { kind: 'fault'; faults: Fault[] };

export const EMPTY = { kind: 'empty' } as const;

export const valueOf = <T>(value: T): Reading<T> => ({ kind: 'value', value });

/** A reading that is one fault. */
export function faultIn<Code extends FaultCode>(
	field: FaultField,
	value: unknown,
	...codeAndParams: CodeAndParams<Code>
): { kind: 'fault'; faults: Fault[] } {
	return { kind: 'fault', faults: [makeFault<Code>(field, value, ...codeAndParams)] };
}

/**
 * Makes a reader that does not read a value again that it read just before: what is the same for all rows,
 * such as a whole list that is mapped by mistake, is read once.
 */
export function readingOnce<T>(read: (cell: unknown) => T): (cell: unknown) => T {
	let last: { cell: unknown; reading: T } | undefined;
	return (cell) => {
		if (!last || !Object.is(last.cell, cell)) last = { cell, reading: read(cell) };
		return last.reading;
	};
}

/** The most characters of a cell: 50,000 in Google Sheets, 32,767 in Excel. What is longer is not from there. */
export const MAX_CELL_LENGTH = 50_000;

// Spaces that no eye sees, among them the marks that a copy from a web page or a scanner leaves.
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
/** Text that is clean as it stands, as most is: printable ASCII without an apostrophe or space in front. */
const CLEAN = /^[!-&(-~](?:[ -~]*[!-~])?$/;
/** A character that is left of any text that is cleaned, unlike an apostrophe, which may be. */
const VISIBLE = /[^\s'\u2018\u2019\uFF07\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/;
const LEADING_APOSTROPHE = /^\s*['\u2018\u2019]/;

/**
 * A text cell without what a spreadsheet leaves around its content: the apostrophe that marks a cell
 * as text, characters of no width, full-width forms of letters and digits, and spaces at both ends.
 * Changes no letter or digit into another one.
 */
export function cleanText(text: string): string {
	if (CLEAN.test(text)) return text;
	return text
		.replace(INVISIBLE, '')
		.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_OFFSET))
		.replace(LEADING_APOSTROPHE, '')
		.trim();
}

/** Whether a cell holds nothing that a person would see. */
export function isEmptyCell(cell: unknown): boolean {
	if (typeof cell !== 'string') return cell === undefined || cell === null;
	return !VISIBLE.test(cell) && cleanText(cell) === '';
}

/** Marks of no width that say nothing; two kinds of joiners do, in emojis and some scripts. */
const MEANINGLESS = /[\u00AD\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;

/** Prose without what nobody sees in it: marks of no width, and spaces at both ends. */
export const cleanProse = (text: string): string => text.replace(MEANINGLESS, '').trim();

/** Letters alone, for comparing what people write in different ways: "HUMAN_STOOL" and "Human stool". */
export function looseText(text: string): string {
	return cleanText(text)
		.toLowerCase()
		.replace(/[\s_-]+/g, '');
}

/** Why a number from a spreadsheet is not the digits that were typed into it, or undefined if it is. */
export function lostDigits(value: number): FaultParams['unusable_number']['reason'] | undefined {
	if (!Number.isFinite(value)) return 'unreadable';
	if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return 'rounded';
	if (!Number.isInteger(value)) return 'decimals';
	if (value < 0) return 'negative';
	return undefined;
}

const SHEET_SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+e\+?\d+|e\+\d+)$/i;

/**
 * Whether a spreadsheet took digits from a value that may be a code: a number beyond what a number can
 * hold, or text as sheets show long numbers. Other text such as 12E3 is a code of its own.
 */
export function hasLostDigits(value: unknown): boolean {
	if (typeof value === 'number')
		return !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER;
	return typeof value === 'string' && SHEET_SCIENTIFIC.test(cleanText(value));
}

/** Text such as 1.23457E+13, which a spreadsheet shows for a long number. */
export function isScientific(text: string): boolean {
	return /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(text);
}
