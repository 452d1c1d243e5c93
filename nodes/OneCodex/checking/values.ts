import {
	cleanProse,
	cleanText,
	EMPTY,
	faultIn,
	hasLostDigits,
	isEmptyCell,
	valueOf,
	type Reading,
} from './cells';
import type { ProblemField } from './problems';

const AS_TEXT = 'Format the column as plain text and enter the value again';

/** Reads text; a whole number is taken as its digits, since a sheet makes numbers of many codes. */
export function readText(field: ProblemField, cell: unknown, maxLength?: number): Reading<string> {
	if (isEmptyCell(cell)) return EMPTY;
	if (typeof cell !== 'string' && typeof cell !== 'number') {
		return faultIn(field, cell, 'is not text', 'Map a column that holds text');
	}
	if (typeof cell === 'number' && hasLostDigits(cell)) return lossy(field, cell);
	const text = cleanProse(String(cell));
	if (maxLength !== undefined && text.length > maxLength) {
		const what = `has ${text.length} characters`;
		return faultIn(field, cell, what, `Use at most ${maxLength} characters`);
	}
	return valueOf(text);
}

/** Reads an id of the lab's own: text, in which the form that sheets give long numbers is a fault. */
export function readCode(field: ProblemField, cell: unknown, maxLength: number): Reading<string> {
	return hasLostDigits(cell) ? lossy(field, cell) : readText(field, cell, maxLength);
}

const lossy = (field: ProblemField, cell: unknown) =>
	faultIn(field, cell, 'is a long number that may have lost digits', AS_TEXT);

/** Reads a number within limits, both of which are allowed; digits with a decimal point as text, too. */
export function readNumber(
	field: ProblemField,
	cell: unknown,
	[least, most]: [number, number],
): Reading<number> {
	if (isEmptyCell(cell)) return EMPTY;
	// Some sheets write the minus sign of typesetting.
	const text = typeof cell === 'string' ? cleanText(cell).replace(/^\u2212/, '-') : '';
	const number = /^[+-]?(\d+\.?|\d*\.\d+)$/.test(text) ? Number(text) : cell;
	if (typeof number !== 'number' || !Number.isFinite(number)) {
		const cure = 'Use digits with a point as decimal mark, such as 52.52';
		return faultIn(field, cell, 'is not a number', cure);
	}
	if (number < least || number > most) {
		return faultIn(field, cell, 'is out of range', `Use a number from ${least} to ${most}`);
	}
	return valueOf(number);
}

/** Reads a whole number within limits. */
export function readWholeNumber(
	field: ProblemField,
	cell: unknown,
	limits: [number, number],
): Reading<number> {
	const reading = readNumber(field, cell, limits);
	if (reading.kind !== 'value' || Number.isInteger(reading.value)) return reading;
	return faultIn(field, cell, 'is not a whole number', `Use a number from ${limits.join(' to ')}`);
}

const YES = ['true', 'yes', '1'];
const NO = ['false', 'no', '0'];

/** Reads true or false, also as yes or no, or 1 or 0. */
export function readYesOrNo(field: ProblemField, cell: unknown): Reading<boolean> {
	if (isEmptyCell(cell)) return EMPTY;
	const text = typeof cell === 'object' ? '' : cleanText(String(cell)).toLowerCase();
	if (YES.includes(text)) return valueOf(true);
	if (NO.includes(text)) return valueOf(false);
	return faultIn(field, cell, 'is neither true nor false', 'Use true or false');
}
