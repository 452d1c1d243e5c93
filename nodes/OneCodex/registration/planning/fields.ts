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
import { firstFaults } from '../../checking/lists';
import type { Fault } from '../../domain/fault';
import { foldName } from '../../domain/batchNames';
import { lengthOf, tidyName } from './names';
import { MAX_BATCH_NAME_LENGTH } from '../../domain/batch';
import { MAX_TRACKING_NUMBERS, TRACKING_NUMBER_PATTERN } from './schema';

const TRACKING = 'return_tracking_numbers';
/** By the API description. */
const MAX_TRACKING_NUMBER_LENGTH = 255;

/** Half of a surrogate pair: no text that could be sent or stored holds one. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Reads a batch name: text of 1 to 100 characters, or a number, which is taken as its digits. */
export function readBatchName(cell: unknown): Reading<string> {
	if (isEmptyCell(cell)) return EMPTY;
	if (typeof cell !== 'string' && !Number.isFinite(cell)) {
		return faultIn('batch_name', cell, 'batch_name_not_text');
	}
	if (typeof cell === 'number' && Math.abs(cell) > Number.MAX_SAFE_INTEGER) {
		return faultIn('batch_name', cell, 'lost_digits');
	}
	// A name is prose: nothing that is seen in it is changed. In one form only, it is found again.
	const given = String(cell);
	const name = given.length > MAX_CELL_LENGTH ? given : tidyName(given);
	if (name.length <= MAX_CELL_LENGTH && foldName(name) === '') return EMPTY;
	if (lengthOf(name) > MAX_BATCH_NAME_LENGTH) {
		return faultIn('batch_name', name, 'too_long', {
			length: lengthOf(name),
			most: MAX_BATCH_NAME_LENGTH,
		});
	}
	if (HALF_CHARACTER.test(name)) {
		return faultIn('batch_name', name, 'half_character');
	}
	return valueOf(name);
}

/**
 * Reads return tracking numbers: one text with commas, semicolons, tabs or new lines between them, one
 * whole number, or a list of these. The value is the different numbers in order, none of them empty.
 */
export function readTrackingNumbers(cell: unknown): Reading<string[]> {
	const tooMany = (count: number, unit: 'characters' | 'entries') =>
		faultIn(TRACKING, cell, 'too_many_tracking_numbers', {
			count,
			unit,
			most: MAX_TRACKING_NUMBERS,
		});
	if (isEmptyCell(cell)) return EMPTY;
	if (typeof cell === 'string' && cell.length > MAX_CELL_LENGTH) {
		return tooMany(cell.length, 'characters');
	}
	const parts = (Array.isArray(cell) ? cell : [cell]).flatMap(splitNumbers);
	if (parts.length > MAX_ENTRIES) return tooMany(parts.length, 'entries');
	return readParts(parts);
}

// A list of a column has an entry for each row: that of a large sheet is meant, one of millions is not.
const MAX_ENTRIES = 100_000;

function readParts(parts: unknown[]): Reading<string[]> {
	const faults: Fault[] = [];
	const numbers = new Set<string>();
	for (const part of parts) {
		const reading = readTrackingNumber(part);
		if (reading.kind === 'fault') faults.push(...reading.faults);
		if (reading.kind === 'value') numbers.add(reading.value);
	}
	if (faults.length > 0) return { kind: 'fault', faults: firstFaults(TRACKING, faults) };
	return numbers.size === 0 ? EMPTY : valueOf([...numbers]);
}

const splitNumbers = (part: unknown): unknown[] =>
	typeof part === 'string' ? part.split(/[,;\t\n\r]+/) : [part];

function readTrackingNumber(part: unknown): Reading<string> {
	if (isEmptyCell(part)) return EMPTY;
	if (typeof part === 'number') {
		const reason = lostDigits(part);
		return reason ? faultIn(TRACKING, part, 'unusable_number', { reason }) : valueOf(String(part));
	}
	if (typeof part !== 'string') return faultIn(TRACKING, part, 'not_text_list');
	const text = cleanText(part).replace(/\s+/g, ' ');
	if (TRACKING_NUMBER_PATTERN.test(text)) return valueOf(text);
	if (isScientific(text)) return faultIn(TRACKING, part, 'scientific');
	if (text.length > MAX_TRACKING_NUMBER_LENGTH) {
		return faultIn(TRACKING, part, 'too_long', {
			length: text.length,
			most: MAX_TRACKING_NUMBER_LENGTH,
		});
	}
	return faultIn(TRACKING, part, 'tracking_number_characters');
}
