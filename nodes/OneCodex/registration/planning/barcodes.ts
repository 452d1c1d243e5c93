import {
	cleanText,
	EMPTY,
	faultIn,
	isEmptyCell,
	isScientific,
	lostDigits,
	MAX_CELL_LENGTH,
	valueOf,
	type Reading,
} from '../../checking/cells';
import { TUBE_BARCODE_PATTERN } from './schema';

const AS_TEXT =
	'Format the column as plain text in the spreadsheet and enter or scan the barcode again';
const AS_TEXT_OR_RESTORE = `${AS_TEXT}, or turn on the option Restore Leading Zeros`;
const ENTER_AGAIN = 'Enter or scan the barcode on the tube again';

/** A barcode of 11 to 13 digits can only be one of 14 digits that lost its leading zeros. */
const RESTORABLE = /^\d{11,13}$/;

const fault = (value: unknown, what: string, cure: string) =>
	faultIn('tube_barcode', value, what, cure);

/**
 * Reads a tube barcode from a cell: text or a whole number. Spaces, also inside, and the marks that
 * spreadsheets leave are dropped; anything that would make a different barcode is a fault.
 * @param restoreLeadingZeros pads values of 11 to 13 digits with zeros to 14
 */
export function readBarcode(cell: unknown, restoreLeadingZeros: boolean): Reading<string> {
	if (cell === undefined || cell === null) return EMPTY;
	if (typeof cell === 'number') return readNumber(cell, restoreLeadingZeros);
	if (typeof cell === 'string') return readText(cell, restoreLeadingZeros);
	const kind = Array.isArray(cell)
		? 'a list'
		: typeof cell === 'object'
			? 'an object'
			: 'true/false';
	return fault(cell, `is ${kind} instead of text`, 'Map the column that holds the barcode');
}

/** Whether a cell is a number of ten digits, which a barcode of 14 digits becomes when it loses four zeros. */
export function isTenDigitNumber(cell: unknown): boolean {
	return typeof cell === 'number' && /^\d{10}$/.test(String(cell));
}

function readNumber(value: number, restoreLeadingZeros: boolean): Reading<string> {
	const lost = lostDigits(value);
	return lost
		? fault(value, lost, AS_TEXT)
		: readDigits(String(value), value, restoreLeadingZeros, 'a number');
}

function readText(cell: string, restoreLeadingZeros: boolean): Reading<string> {
	if (cell.length > MAX_CELL_LENGTH) {
		return isEmptyCell(cell) ? EMPTY : wrongLength(cell, cell.length);
	}
	const text = cleanText(cell).replace(/\s+/g, '');
	if (text === '') return EMPTY;
	if (TUBE_BARCODE_PATTERN.test(text)) return valueOf(text);
	if (/^\d+$/.test(text)) return readDigits(text, cell, restoreLeadingZeros, 'text');
	if (isScientific(text)) {
		return fault(cell, 'is in scientific notation, which has lost digits of the barcode', AS_TEXT);
	}
	if (/^\d+[.,]0*$/.test(text)) {
		return fault(cell, 'has a decimal mark, so it was saved as a decimal number', AS_TEXT);
	}
	const strange = /[^a-zA-Z0-9]/u.exec(text)?.[0];
	if (strange !== undefined) {
		return fault(cell, `has the character ${nameCharacter(strange)}`, ENTER_AGAIN);
	}
	return wrongLength(cell, text.length);
}

const wrongLength = (cell: string, length: number) =>
	fault(
		cell,
		`has ${length} characters instead of 10 letters and digits or 14 digits`,
		ENTER_AGAIN,
	);

function readDigits(
	digits: string,
	cell: unknown,
	restoreLeadingZeros: boolean,
	kind: 'a number' | 'text',
): Reading<string> {
	if (TUBE_BARCODE_PATTERN.test(digits)) return valueOf(digits);
	const count = `is ${kind} of ${digits.length} digit${digits.length === 1 ? '' : 's'}`;
	if (digits.length > 14) return fault(cell, `${count} instead of 14`, ENTER_AGAIN);
	if (RESTORABLE.test(digits)) {
		if (restoreLeadingZeros) return valueOf(digits.padStart(14, '0'));
		return fault(cell, `${count}: its leading zeros seem to be lost`, AS_TEXT_OR_RESTORE);
	}
	return fault(cell, `${count}: its leading zeros seem to be lost`, AS_TEXT);
}

/** A character with its code point: look-alikes of Latin letters cannot be told apart by eye. */
function nameCharacter(char: string): string {
	const code = char.codePointAt(0) ?? 0;
	const hex = code.toString(16).toUpperCase().padStart(4, '0');
	return code > 0x7e || code < 0x20 ? `"${char}" (U+${hex}), not a plain letter` : `"${char}"`;
}
