import { isEmptyCell, looseText } from './cells';
import { showValue } from './show';

/** The titles of columns that say where a tube is, in loose form, the first for its place in the rack. */
const WELLS = ['well', 'position'];
const PLACES = [...WELLS, 'rack'];

/** Whether a column, by its title, says where a tube is. */
export const isPlace = (title: string): boolean => PLACES.includes(looseText(title));

/** The place of a tube in its rack by the columns of its row, as text; empty if no column has one. */
export function wellIn(columns: Record<string, unknown>): string {
	const titles = Object.keys(columns).filter((title) => !isEmptyCell(columns[title]));
	const wells = WELLS.flatMap((well) => titles.find((title) => looseText(title) === well) ?? []);
	return wells[0] === undefined ? '' : showValue(columns[wells[0]]);
}
