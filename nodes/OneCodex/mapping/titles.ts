import { looseText } from '../checking/cells';
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
 * columns that could both be a field are a fault, because either may be the right one.
 * @param wanted the titles of each field, in the loose form of {@link looseText}
 * @param canMap whether the user can map the columns manually instead
 * @param otherwise more titles of some fields, which count if no column has one of the wanted titles
 */
export function matchTitles<F extends FaultField>(
	titles: string[],
	wanted: Record<F, string[]>,
	canMap: boolean,
	otherwise: { [field in F]?: string[] | undefined } = {},
): MatchedTitles<F> {
	const matched: MatchedTitles<F> = { titleOf: {}, faults: [] };
	const loose = titles.map((title) => [title, looseText(title)] as const);
	const having = (names: string[] = []) => loose.filter(([, text]) => names.includes(text));
	for (const field of Object.keys(wanted) as F[]) {
		const first = having(wanted[field]);
		const matching = first.length > 0 ? first : having(otherwise[field]);
		if (matching.length > 1) {
			const params = { titles: matching.map(([title]) => showValue(title)), canMap };
			matched.faults.push(makeFault(field, '', 'ambiguous_columns', params));
		} else if (matching[0] !== undefined) matched.titleOf[field] = matching[0][0];
	}
	return matched;
}

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
