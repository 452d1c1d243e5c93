import type { Taxon } from '../../sandbox/server.cts';

/** A taxon of a table of results; `share` is its abundance. */
export const taxon = (
	name: string,
	rank: string,
	share: number | null,
	withChildren = share,
): Taxon => ({
	tax_id: name.length.toString(),
	parent_tax_id: null,
	name,
	rank,
	readcount: 10,
	readcount_w_children: 20,
	abundance: share,
	abundance_w_children: withChildren,
});
