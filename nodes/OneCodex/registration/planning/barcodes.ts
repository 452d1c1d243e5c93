import {
	cleanText,
	EMPTY,
	faultIn,
	isEmptyCell,
	isScientific,
	looseText,
	lostDigits,
	MAX_CELL_LENGTH,
	valueOf,
	type Reading,
} from '../../checking/cells';
import { wellIn } from '../../checking/places';
import {
	MOST_DIGITS,
	RESTORABLE,
	TUBE_BARCODE_PATTERN,
	UNCERTAIN_LENGTHS,
} from '../../domain/barcodes';

const FIELD = 'tube_barcode';

/** What scanners of racks write, in loose form. None of it is a barcode, though some of it has the form of one. */
const NO_TUBE = ['notube', 'empty'];
const NOT_READ = ['noread', 'unreadable', 'readfailed', 'scanfailed', 'notscanned'];
// What separates two values in one cell.
const LINES = /[\t\n\v\f\r\u0085\u2028\u2029]/;
// Longer cells hold something else. The words come first, because most cells hold a barcode.
const MAX_WORDS_LENGTH = 30;

/** Whether a cell says that there is no tube at this place of the rack. */
export const saysNoTube = (cell: unknown): boolean =>
	typeof cell === 'string' &&
	cell.length <= MAX_WORDS_LENGTH &&
	/tube|empty/i.test(cell) &&
	NO_TUBE.includes(looseText(cell));

/**
 * Reads a tube barcode from a cell: text or a whole number. Spaces, also inside, and the marks that
 * spreadsheets leave are dropped; anything that would make a different barcode is a fault, as are words and
 * several lines.
 * @param restoreLeadingZeros adds leading zeros to a value that can only be a barcode of the longest format
 * @param columns those of the row, which may say where the tube is
 */
export function readBarcode(
	cell: unknown,
	restoreLeadingZeros: boolean,
	columns: Record<string, unknown> = {},
): Reading<string> {
	if (cell === undefined || cell === null) return EMPTY;
	if (typeof cell === 'number') return readNumber(cell, restoreLeadingZeros);
	if (typeof cell === 'string') return readText(cell, restoreLeadingZeros, columns);
	const type = Array.isArray(cell) ? 'list' : typeof cell === 'object' ? 'object' : 'boolean';
	return faultIn(FIELD, cell, 'barcode_not_text', { type });
}

/** Whether a cell is a number that is a valid barcode, but may be a longer one without its leading zeros. */
export function mayLackZeros(cell: unknown): boolean {
	if (typeof cell !== 'number') return false;
	const digits = String(cell);
	return UNCERTAIN_LENGTHS.includes(digits.length) && /^\d+$/.test(digits);
}

/** Whether a barcode is valid, but is also what an expression makes of an empty cell by adding zeros. */
export const hasOnlyZeros = (barcode: string): boolean => /^0+$/.test(barcode);

/** Whether a barcode is valid, but may be a word such as "NotPresent", which has as many letters. */
export const hasNoDigits = (barcode: string): boolean => !/\d/.test(barcode);

function readNumber(value: number, restoreLeadingZeros: boolean): Reading<string> {
	const reason = lostDigits(value);
	return reason
		? faultIn(FIELD, value, 'unusable_number', { reason })
		: readDigits(String(value), value, restoreLeadingZeros);
}

function readText(
	cell: string,
	restoreLeadingZeros: boolean,
	columns: Record<string, unknown>,
): Reading<string> {
	// No words have a digit.
	if (TUBE_BARCODE_PATTERN.test(cell) && /\d/.test(cell)) return valueOf(cell);
	if (cell.length > MAX_CELL_LENGTH) {
		return isEmptyCell(cell) ? EMPTY : wrongLength(cell, cell.length);
	}
	const clean = cleanText(cell);
	const text = clean.replace(/\s+/g, '');
	if (text === '') return EMPTY;
	if (NOT_READ.includes(looseText(text))) {
		return faultIn(FIELD, cell, 'barcode_not_read', { well: wellIn(columns) });
	}
	if (LINES.test(clean)) return faultIn(FIELD, cell, 'barcode_lines');
	if (TUBE_BARCODE_PATTERN.test(text)) {
		const areWords = hasNoDigits(text) && clean !== text;
		return areWords ? faultIn(FIELD, cell, 'barcode_words') : valueOf(text);
	}
	if (/^\d+$/.test(text)) return readDigits(text, cell, restoreLeadingZeros);
	if (isScientific(text)) return faultIn(FIELD, cell, 'scientific');
	if (/^\d+[.,]0*$/.test(text)) return faultIn(FIELD, cell, 'barcode_with_decimals');
	const character = /[^a-zA-Z0-9]/u.exec(text)?.[0];
	if (character !== undefined) return faultIn(FIELD, cell, 'barcode_with_character', { character });
	return wrongLength(cell, text.length);
}

const wrongLength = (cell: string, length: number) =>
	faultIn(FIELD, cell, 'barcode_length', { length });

function readDigits(digits: string, cell: unknown, restoreLeadingZeros: boolean): Reading<string> {
	if (TUBE_BARCODE_PATTERN.test(digits)) return valueOf(digits);
	const count = digits.length;
	if (count > MOST_DIGITS) {
		return faultIn(FIELD, cell, 'too_many_digits', { digits: count, most: MOST_DIGITS });
	}
	const canBeRestored = count >= RESTORABLE.least && count <= RESTORABLE.most;
	if (canBeRestored && restoreLeadingZeros) return valueOf(digits.padStart(MOST_DIGITS, '0'));
	return faultIn(FIELD, cell, 'lost_zeros', { digits: count, canBeRestored });
}
