import {
	EMPTY,
	faultIn,
	isEmptyCell,
	looseText,
	MAX_CELL_LENGTH,
	valueOf,
	type Reading,
} from './cells';
import type { FaultField } from '../domain/fields';

/**
 * Reads one of a field's choices, ignoring case, spaces, hyphens and underscores.
 * @param choices the spellings of the API, one of which is the value
 */
export function readChoice<T extends string>(
	field: FaultField,
	cell: unknown,
	choices: readonly T[],
): Reading<T> {
	if (isEmptyCell(cell)) return EMPTY;
	const isCell = typeof cell === 'string' && cell.length <= MAX_CELL_LENGTH;
	const wanted = isCell ? looseText(cell) : undefined;
	const choice = choices.find((one) => looseText(one) === wanted);
	if (choice !== undefined) return valueOf(choice);
	return faultIn(field, cell, 'not_a_choice', { choices });
}
