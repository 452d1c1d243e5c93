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
	if (strange !== undefined) return faultIn(field, strange, 'not_text_list');
	return parts.length === 0 ? EMPTY : valueOf(parts as string[]);
}

const MAX_SHOWN_FAULTS = 5;

/**
 * Reads each part of a list, in any of the forms that {@link splitList} takes. Of many faults, it returns the
 * {@link firstFaults}.
 */
export function readParts<T>(
	field: FaultField,
	cell: unknown,
	read: (part: unknown) => Reading<T>,
): Reading<T[]> {
	const readings = splitList(cell).map(read);
	const faults = readings.flatMap((one) => (one.kind === 'fault' ? one.faults : []));
	if (faults.length > 0) return { kind: 'fault', faults: firstFaults(field, faults) };
	const values = readings.flatMap((one) => (one.kind === 'value' ? [one.value] : []));
	return values.length === 0 ? EMPTY : valueOf(values);
}

/** The first few faults of one value, and one more that counts the rest: one mistake often spoils all parts. */
export function firstFaults(field: FaultField, faults: Fault[]): Fault[] {
	const count = faults.length - MAX_SHOWN_FAULTS;
	if (count <= 0) return faults;
	const rest = makeFault(field, '', 'more_values', { count });
	return [...faults.slice(0, MAX_SHOWN_FAULTS), rest];
}
