import { looseText } from '../checking/cells';
import { makeFault } from '../checking/faults';
import type { FaultField } from '../domain/fields';
import type { Fault } from '../domain/fault';
import { showValue } from '../checking/show';

/** Which column holds which field, and what speaks against reading them at all. */
export interface MatchedTitles<F extends FaultField> {
	titleOf: Partial<Record<F, string>>;
	faults: Fault[];
}

/**
 * Finds the columns of some fields by their titles, without regard to case, spaces, hyphens and
 * underscores. Two columns that could be the same field are a fault: either may be the right one.
 * @param wanted the titles that each field goes by, in the loose form of {@link looseText}
 * @param canMap whether the user can map the columns by hand instead
 */
export function matchTitles<F extends FaultField>(
	titles: string[],
	wanted: Record<F, string[]>,
	canMap: boolean,
): MatchedTitles<F> {
	const matched: MatchedTitles<F> = { titleOf: {}, faults: [] };
	const loose = titles.map((title) => [title, looseText(title)] as const);
	for (const field of Object.keys(wanted) as F[]) {
		const matching = loose.filter(([, text]) => wanted[field].includes(text));
		if (matching.length > 1) {
			const params = { titles: matching.map(([title]) => showValue(title)), canMap };
			matched.faults.push(makeFault(field, '', 'ambiguous_columns', params));
		} else if (matching[0] !== undefined) matched.titleOf[field] = matching[0][0];
	}
	return matched;
}

/** The cell under a title; undefined where there is no such column or the row lacks it. */
export function cellOf(row: object, title: string | undefined): unknown {
	if (title === undefined || !Object.hasOwn(row, title)) return undefined;
	return (row as Record<string, unknown>)[title];
}

/** All titles that occur in any of the rows: a row may lack the columns in which it is empty. */
export function titlesOf(rows: object[]): Set<string> {
	const titles = new Set<string>();
	for (const row of rows) for (const title of Object.keys(row)) titles.add(title);
	return titles;
}

/** A title as it stands in a sentence. */
export const quoteTitle = (title: string): string => `"${showValue(title)}"`;
