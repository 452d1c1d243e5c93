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
import type { FaultField } from '../domain/fields';

/** Reads text. A number is read as its digits, because sheets turn many codes into numbers. */
export function readText(field: FaultField, cell: unknown, maxLength?: number): Reading<string> {
	if (isEmptyCell(cell)) return EMPTY;
	if (typeof cell !== 'string' && typeof cell !== 'number') {
		return faultIn(field, cell, 'not_text');
	}
	if (typeof cell === 'number' && hasLostDigits(cell)) return lossy(field, cell);
	const text = cleanProse(String(cell));
	if (maxLength !== undefined && text.length > maxLength) {
		return faultIn(field, cell, 'too_long', { length: text.length, most: maxLength });
	}
	return valueOf(text);
}

/** Reads an ID that the lab uses: text, but not in the form in which sheets show long numbers. */
export function readCode(field: FaultField, cell: unknown, maxLength: number): Reading<string> {
	return hasLostDigits(cell) ? lossy(field, cell) : readText(field, cell, maxLength);
}

const lossy = (field: FaultField, cell: unknown) => faultIn(field, cell, 'lost_digits');

/** Reads a number within inclusive limits, also from text with digits and a decimal point, such as 1e-5. */
export function readNumber(
	field: FaultField,
	cell: unknown,
	[least, most]: readonly [number, number],
): Reading<number> {
	if (isEmptyCell(cell)) return EMPTY;
	// Some sheets use the typographic minus sign.
	const text = typeof cell === 'string' ? cleanText(cell).replace(/^\u2212/, '-') : '';
	const number = /^[+-]?(\d+\.?|\d*\.\d+)(e-\d+)?$/i.test(text) ? Number(text) : cell;
	if (typeof number !== 'number' || !Number.isFinite(number)) {
		return faultIn(field, cell, 'not_a_number');
	}
	if (number < least || number > most) {
		return faultIn(field, cell, 'out_of_range', { least, most });
	}
	return valueOf(number);
}

/** Reads a whole number within inclusive limits. */
export function readWholeNumber(
	field: FaultField,
	cell: unknown,
	limits: [number, number],
): Reading<number> {
	const reading = readNumber(field, cell, limits);
	if (reading.kind !== 'value' || Number.isInteger(reading.value)) return reading;
	const [least, most] = limits;
	return faultIn(field, cell, 'not_a_whole_number', { least, most });
}

const YES = ['true', 'yes', '1'];
const NO = ['false', 'no', '0'];

/** Reads true or false, yes or no, or 1 or 0. */
export function readYesOrNo(field: FaultField, cell: unknown): Reading<boolean> {
	if (isEmptyCell(cell)) return EMPTY;
	const text = typeof cell === 'object' ? '' : cleanText(String(cell)).toLowerCase();
	if (YES.includes(text)) return valueOf(true);
	if (NO.includes(text)) return valueOf(false);
	return faultIn(field, cell, 'not_yes_or_no');
}
