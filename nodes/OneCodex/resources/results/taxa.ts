/** What distinguishes taxa when a table of them is filtered. */
export interface FilterableTaxon {
	rank?: string | null;
	abundance?: number | null;
	abundance_w_children?: number | null;
}

/** Which taxa are asked for. */
export interface TaxonFilter {
	/** The ranks, in small letters; empty for any. */
	ranks: string[];
	/** The smallest abundance, as a share of 1; 0 asks for all, also for those without one. */
	minAbundance: number;
}

/**
 * The taxa of a table that pass a filter, in the order of the table. What counts is the abundance of a
 * taxon with all that is below it, since the API gives one of their own to few ranks above the species.
 */
export function filterTaxa<T extends FilterableTaxon>(
	table: T[],
	{ ranks, minAbundance }: TaxonFilter,
): T[] {
	return table.filter(({ rank, abundance, abundance_w_children: withChildren }) => {
		if (ranks.length > 0 && !ranks.includes((rank ?? '').toLowerCase())) return false;
		return minAbundance <= 0 || (withChildren ?? abundance ?? 0) >= minAbundance;
	});
}

/** Whether a table has abundances, if it has anything: not every kind of analysis does. */
export const hasAbundances = (table: FilterableTaxon[]): boolean =>
	table.length === 0 ||
	table.some(
		({ abundance, abundance_w_children: withChildren }) => (withChildren ?? abundance) != null,
	);
