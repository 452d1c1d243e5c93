import { looseText } from '../checking/cells';
import { FIELD_NAMES, type ProblemField } from '../checking/fieldNames';
import { nameSome } from '../checking/naming';
import { makeFault, type Fault } from '../checking/problems';
import { showValue } from '../checking/show';

/** Which column holds which field, and what speaks against reading them at all. */
export interface MatchedTitles<F extends ProblemField> {
	titleOf: Partial<Record<F, string>>;
	faults: Fault[];
}

/**
 * Finds the columns of some fields by their titles, without regard to case, spaces, hyphens and
 * underscores. Two columns that could be the same field are a fault: either may be the right one.
 * @param wanted the titles that each field goes by, in the loose form of {@link looseText}
 * @param otherwise what else can be done about a fault, to follow a cure; empty if nothing
 */
export function matchTitles<F extends ProblemField>(
	titles: string[],
	wanted: Record<F, string[]>,
	otherwise: string,
): MatchedTitles<F> {
	const matched: MatchedTitles<F> = { titleOf: {}, faults: [] };
	const loose = titles.map((title) => [title, looseText(title)] as const);
	for (const field of Object.keys(wanted) as F[]) {
		const matching = loose.filter(([, text]) => wanted[field].includes(text));
		if (matching.length > 1) {
			const named = matching.map(([title]) => title);
			matched.faults.push(ambiguous(field, named, otherwise));
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

/** Which titles there are, as part of a sentence. */
export function thereAre(titles: string[]): string {
	if (titles.length === 0) return 'there are no columns';
	const list = titles.slice(0, 10).map(quoteTitle).join(', ');
	return `there ${titles.length === 1 ? 'is' : 'are'}: ${list}`;
}

function ambiguous(field: ProblemField, titles: string[], otherwise: string): Fault {
	const list = nameSome(titles.map(quoteTitle), 3);
	return makeFault(
		field,
		'',
		`The columns ${list} could both be the ${FIELD_NAMES[field]}`,
		`Rename or remove all but one of them${otherwise}`,
	);
}
