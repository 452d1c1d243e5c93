import type { Taxon } from './wire-samples.cts';

type Row = [
	taxId: string,
	parent: string | null,
	name: string,
	rank: string,
	reads: number,
	readsWithChildren: number,
	abundance: number | null,
	abundanceWithChildren: number | null,
];

// What a client must get along with: abundances that are null, and parents without a row.
const rows: Row[] = [
	['1', null, 'root', 'no rank', 1500, 98_500, null, null],
	['2', '131567', 'Bacteria', 'superkingdom', 3000, 97_000, null, 1],
	['815', '171549', 'Bacteroidaceae', 'family', 500, 75_500, null, 0.8],
	['816', '815', 'Bacteroides', 'genus', 5000, 45_000, null, 0.45],
	['820', '816', 'Bacteroides uniformis', 'species', 40_000, 40_000, 0.45, 0.45],
	['821', '909656', 'Phocaeicola vulgatus', 'species', 30_000, 30_000, 0.35, 0.35],
	['853', '216851', 'Faecalibacterium prausnitzii', 'species', 18_500, 18_500, 0.2, 0.2],
];

/** What is found in a sample that nothing else is said of: a plain gut, of 98,500 reads. */
export const gut: Taxon[] = rows.map(
	([taxId, parent, name, rank, reads, readsWithChildren, abundance, abundanceWithChildren]) => ({
		tax_id: taxId,
		parent_tax_id: parent,
		name,
		rank,
		readcount: reads,
		readcount_w_children: readsWithChildren,
		unfiltered_readcount: reads,
		unfiltered_readcount_w_children: readsWithChildren,
		abundance,
		abundance_w_children: abundanceWithChildren,
	}),
);
