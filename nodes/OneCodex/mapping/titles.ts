import { cleanText, isEmptyCell, looseText } from '../checking/cells';
import { makeFault } from '../checking/faults';
import type { FaultField } from '../domain/fields';
import type { Fault } from '../domain/fault';
import { showValue } from '../checking/show';

/** The title of each field's column, and the faults in the titles. */
export interface MatchedTitles<F extends FaultField> {
	titleOf: Partial<Record<F, string>>;
	faults: Fault[];
}

/**
 * Finds the columns of some fields by their titles, ignoring case, spaces, hyphens and underscores. Two
 * columns that could both be a field are a fault, because either may be the right one. So are two columns of
 * one title, unless the second adds nothing to the first.
 * @param rows the rows below the titles
 * @param wanted the titles of each field, in the loose form of {@link looseText}
 * @param canMap whether the user can map the columns manually instead
 * @param otherwise more titles of some fields, which count if no column has one of the wanted titles
 */
export function matchTitles<F extends FaultField>(
	titles: string[],
	rows: object[],
	wanted: Record<F, string[]>,
	canMap: boolean,
	otherwise: { [field in F]?: string[] | undefined } = {},
): MatchedTitles<F> {
	const matched: MatchedTitles<F> = { titleOf: {}, faults: [] };
	const loose = titles.map((title) => [title, looseText(title)] as const);
	const having = (names: string[] = []) =>
		loose.flatMap(([title, text]) => (names.includes(text) ? [title] : []));
	const renamed = titles.filter((title) => originalOf(title) !== title);
	for (const field of Object.keys(wanted) as F[]) {
		const first = having(wanted[field]);
		const matching = first.length > 0 ? first : having(otherwise[field]);
		const again = matching.flatMap((title) =>
			renamed.filter((other) => originalOf(other) === title && addsTo(rows, title, other)),
		);
		const all = [...matching, ...again];
		if (all.length > 1) {
			const twice = again.length > 0 && { twice: true };
			const params = { titles: all.map(showValue), canMap, ...twice };
			matched.faults.push(makeFault(field, '', 'ambiguous_columns', params));
		} else if (all[0] !== undefined) matched.titleOf[field] = all[0];
	}
	return matched;
}

/** The title as it is in the sheet: n8n adds _1, _2 … to one that is there already. */
export const originalOf = (title: string): string => title.replace(/_\d+$/, '');

/** Whether a column has any cell that is not the same as in the first one. */
const addsTo = (rows: object[], first: string, other: string) =>
	rows.some((row) => {
		const cell = cellOf(row, other);
		return !isEmptyCell(cell) && comparable(cell) !== comparable(cellOf(row, first));
	});

const comparable = (cell: unknown) =>
	typeof cell === 'string' || typeof cell === 'number' ? cleanText(String(cell)) : cell;

/** The cell under a title; undefined if there is no such column, or the row does not have it. */
export function cellOf(row: object, title: string | undefined): unknown {
	if (title === undefined || !Object.hasOwn(row, title)) return undefined;
	return (row as Record<string, unknown>)[title];
}

/** The titles of all rows. A row may not have the columns in which it is empty. */
export function titlesOf(rows: object[]): Set<string> {
	const titles = new Set<string>();
	let last: string[] = [];
	for (const row of rows) {
		const own = Object.keys(row);
		// Most rows have the titles of the row before.
		if (own.length === last.length && own.every((title, place) => title === last[place])) continue;
		last = own;
		for (const title of own) titles.add(title);
	}
	return titles;
}
