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

// Of bacteria and archaea, newer tables call domain what older ones call superkingdom.
const HIGHEST = ['domain', 'superkingdom'];

/** Makes a test of whether a taxon is of one of some ranks, which are in small letters. */
export function ofRanks(ranks: string[]): (taxon?: FilterableTaxon) => boolean {
	const isHighest = HIGHEST.some((rank) => ranks.includes(rank));
	const all = new Set(isHighest ? [...ranks, ...HIGHEST] : ranks);
	return (taxon) => all.has((taxon?.rank ?? '').toLowerCase());
}

/** Whether a table has taxa, but none of the ranks that are asked for. */
export const lacksRanks = (table: FilterableTaxon[], { ranks }: TaxonFilter): boolean =>
	ranks.length > 0 && table.length > 0 && !table.some(ofRanks(ranks));

/**
 * The taxa of a table that pass a filter, in the order of the table. What counts is the abundance of a
 * taxon with all that is below it, since the API gives one of their own to few ranks above the species.
 */
export function filterTaxa<T extends FilterableTaxon>(
	table: T[],
	{ ranks, minAbundance }: TaxonFilter,
): T[] {
	const isOfRanks = ofRanks(ranks);
	return table.filter((taxon) => {
		if (ranks.length > 0 && !isOfRanks(taxon)) return false;
		const { abundance, abundance_w_children: withChildren } = taxon;
		return minAbundance <= 0 || (withChildren ?? abundance ?? 0) >= minAbundance;
	});
}

/** Whether a table has abundances, if it has anything: not every kind of analysis does. */
export const hasAbundances = (table: FilterableTaxon[]): boolean =>
	table.length === 0 ||
	table.some(
		({ abundance, abundance_w_children: withChildren }) => (withChildren ?? abundance) != null,
	);
