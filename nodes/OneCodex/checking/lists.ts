import { cleanText, EMPTY, faultIn, isEmptyCell, valueOf, type Reading } from './cells';
import { makeFault } from './faults';
import type { Fault } from '../domain/fault';
import type { FaultField } from '../domain/fields';

/** The parts of a list, or of text with commas, semicolons, tabs or new lines, without the empty ones. */
export function splitList(cell: unknown): unknown[] {
	const parts = (Array.isArray(cell) ? (cell as unknown[]) : [cell]).flatMap((part) =>
		typeof part === 'string' ? part.split(/[,;\t\n\r]+/).map(cleanText) : [part],
	);
	return parts.filter((part) => !isEmptyCell(part));
}

/** Reads a list of texts, in any of the forms that {@link splitList} takes. */
export function readTexts(field: FaultField, cell: unknown): Reading<string[]> {
	const parts = splitList(cell);
	const strange = parts.find((part) => typeof part !== 'string');
	if (strange !== undefined) {
		return faultIn(field, strange, 'not_text_list');
	}
	return parts.length === 0 ? EMPTY : valueOf(parts as string[]);
}

const MAX_TOLD_FAULTS = 5;

/**
 * Reads each part of a list, in any of the forms that {@link splitList} takes. One mistake often affects all
 * parts, so only the first few faults are returned, and one more that counts the rest.
 */
export function readParts<T>(
	field: FaultField,
	cell: unknown,
	read: (part: unknown) => Reading<T>,
): Reading<T[]> {
	const readings = splitList(cell).map(read);
	const faults = readings.flatMap((one) => (one.kind === 'fault' ? one.faults : []));
	if (faults.length > 0) return { kind: 'fault', faults: firstOf(field, faults) };
	const values = readings.flatMap((one) => (one.kind === 'value' ? [one.value] : []));
	return values.length === 0 ? EMPTY : valueOf(values);
}

function firstOf(field: FaultField, faults: Fault[]): Fault[] {
	const more = faults.length - MAX_TOLD_FAULTS;
	if (more <= 0) return faults;
	const rest = makeFault(field, '', 'more_values', { count: more });
	return [...faults.slice(0, MAX_TOLD_FAULTS), rest];
}
