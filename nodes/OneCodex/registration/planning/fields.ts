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
import { makeFault, type Fault } from '../../checking/problems';
import { foldName, lengthOf, tidyName } from './names';
import { MAX_BATCH_NAME_LENGTH, MAX_TRACKING_NUMBERS, TRACKING_NUMBER_PATTERN } from './schema';

/** Half of a surrogate pair: no text that could be sent or stored holds one. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Reads a batch name: text of 1 to 100 characters, or a number, which is taken as its digits. */
export function readBatchName(cell: unknown): Reading<string> {
	if (isEmptyCell(cell)) return EMPTY;
	if (typeof cell !== 'string' && !Number.isFinite(cell)) {
		return faultIn(
			'batch_name',
			cell,
			'is not text',
			'Use text, or an expression that gives text (for a date, add .toFormat("yyyy-LL-dd"))',
		);
	}
	if (typeof cell === 'number' && Math.abs(cell) > Number.MAX_SAFE_INTEGER) {
		return faultIn(
			'batch_name',
			cell,
			'is a long number that may have lost digits',
			'Format the column as plain text and enter the name again',
		);
	}
	// A name is prose: nothing that is seen in it is changed. In one form only, it is found again.
	const given = String(cell);
	const name = given.length > MAX_CELL_LENGTH ? given : tidyName(given);
	if (name.length <= MAX_CELL_LENGTH && foldName(name) === '') return EMPTY;
	if (lengthOf(name) > MAX_BATCH_NAME_LENGTH) {
		return faultIn(
			'batch_name',
			name,
			`has ${lengthOf(name)} characters`,
			`Use at most ${MAX_BATCH_NAME_LENGTH} characters`,
		);
	}
	if (HALF_CHARACTER.test(name)) {
		return faultIn(
			'batch_name',
			name,
			'has half of a character, such as an emoji that was cut in two',
			'Enter the name again, or cut it elsewhere',
		);
	}
	return valueOf(name);
}

/**
 * Reads return tracking numbers: one text with commas, semicolons, tabs or new lines between them, one
 * whole number, or a list of these. The value is the different numbers in order, none of them empty.
 */
export function readTrackingNumbers(cell: unknown): Reading<string[]> {
	const tooLong = (count: number, of: string) =>
		faultIn(
			'return_tracking_numbers',
			cell,
			`has ${count} ${of}`,
			`Use at most ${MAX_TRACKING_NUMBERS} tracking numbers`,
		);
	if (isEmptyCell(cell)) return EMPTY;
	if (typeof cell === 'string' && cell.length > MAX_CELL_LENGTH) {
		return tooLong(cell.length, 'characters');
	}
	const parts = (Array.isArray(cell) ? cell : [cell]).flatMap(splitNumbers);
	if (parts.length > MAX_ENTRIES) return tooLong(parts.length, 'entries');
	return readParts(parts);
}

// A list of a column has an entry for each row: that of a large sheet is meant, one of millions is not.
const MAX_ENTRIES = 100_000;
const MAX_TOLD_FAULTS = 5;

function readParts(parts: unknown[]): Reading<string[]> {
	const faults: Fault[] = [];
	const numbers = new Set<string>();
	for (const part of parts) {
		const reading = readTrackingNumber(part);
		if (reading.kind === 'fault') faults.push(...reading.faults);
		if (reading.kind === 'value') numbers.add(reading.value);
	}
	if (faults.length > 0) return { kind: 'fault', faults: someOf(faults) };
	return numbers.size === 0 ? EMPTY : valueOf([...numbers]);
}

/** The first faults, and how many more there are: one mistake often makes all entries faulty. */
function someOf(faults: Fault[]): Fault[] {
	const more = faults.length - MAX_TOLD_FAULTS;
	if (more <= 0) return faults;
	const rest = makeFault(
		'return_tracking_numbers',
		'',
		`${more} more cannot be read`,
		'Correct them likewise',
	);
	return [...faults.slice(0, MAX_TOLD_FAULTS), rest];
}

const splitNumbers = (part: unknown): unknown[] =>
	typeof part === 'string' ? part.split(/[,;\t\n\r]+/) : [part];

function readTrackingNumber(part: unknown): Reading<string> {
	const fault = (what: string, cure: string) =>
		faultIn('return_tracking_numbers', part, what, cure);
	const asText = 'Format the column as plain text and enter the tracking number again';
	if (isEmptyCell(part)) return EMPTY;
	if (typeof part === 'number') {
		const lost = lostDigits(part);
		return lost ? fault(lost, asText) : valueOf(String(part));
	}
	if (typeof part !== 'string') return fault('is not text', 'Use text or a list of texts');
	const text = cleanText(part).replace(/\s+/g, ' ');
	if (TRACKING_NUMBER_PATTERN.test(text)) return valueOf(text);
	if (isScientific(text)) {
		return fault('is in scientific notation, which has lost digits of the number', asText);
	}
	if (text.length > 255)
		return fault(`has ${text.length} characters`, 'Use at most 255 characters');
	return fault(
		'has characters other than letters, digits, spaces and hyphens',
		'Separate several tracking numbers by commas, semicolons or new lines',
	);
}
