import type { Results, Taxon } from '../../api/results';

/** What samples can be compared by: One Codex's abundances, numbers of reads, or these as a share of all reads. */
export const METRICS = ['abundance', 'readcount', 'read_share'] as const;
export type Metric = (typeof METRICS)[number];

/** What a sample consists of, in taxa of one rank that do not overlap. */
export interface Composition {
	/** By the id of the taxon, none of which has 0. */
	taxa: Map<string, { name: string; amount: number }>;
	/** What belongs to the host, and is in no other part. */
	host: number;
	/** What belongs to no taxon of the rank. */
	unranked: number;
	/** What the parts add up to: 1, or the number of reads. */
	total: number;
}

/** A number without the noise of sums of fractions. */
export const rounded = (amount: number): number => Number(Math.max(0, amount).toFixed(9));

/**
 * Divides a sample into the taxa of a rank. Each has its descendants in it, so a taxon within another of the
 * same rank is not counted again, and the host is taken out of its ancestors.
 * @returns undefined if the results do not have the metric
 */
export function compositionOf(
	{ table, hostTaxIds, reads }: Results,
	rank: string,
	metric: Metric,
): Composition | undefined {
	const amountOf = (taxon: Taxon): number | undefined =>
		(metric === 'abundance'
			? (taxon.abundance_w_children ?? taxon.abundance)
			: (taxon.readcount_w_children ?? taxon.readcount)) ?? undefined;
	if (table.length > 0 && table.every((taxon) => amountOf(taxon) === undefined)) return undefined;

	// Where a table has a taxon twice, the first counts.
	const byId = new Map([...table].reverse().map((taxon) => [taxon.tax_id, taxon]));
	const all = [...byId.values()];
	const amount = (taxon: Taxon) => Math.max(0, amountOf(taxon) ?? 0);
	const sum = (taxa: Taxon[]) => taxa.reduce((whole, taxon) => whole + amount(taxon), 0);
	// Of bacteria and archaea, newer tables call domain what older ones call superkingdom.
	const ranks = rank === 'domain' ? ['domain', 'superkingdom'] : [rank];
	const isRanked = (taxon?: Taxon) => ranks.includes((taxon?.rank ?? '').toLowerCase());
	const hostIds = new Set(hostTaxIds);

	const hosts = all.flatMap((taxon) => {
		const within = hostIds.has(taxon.tax_id) ? ancestorsOf(taxon, byId) : undefined;
		return within && ![...within].some((id) => hostIds.has(id)) ? [{ taxon, within }] : [];
	});
	const parts = all.flatMap((taxon) => {
		if (!isRanked(taxon) || hostIds.has(taxon.tax_id)) return [];
		const within = [...ancestorsOf(taxon, byId)];
		if (within.some((id) => hostIds.has(id) || isRanked(byId.get(id)))) return [];
		const hosted = hosts.filter((host) => host.within.has(taxon.tax_id));
		return [{ taxon, amount: Math.max(0, amount(taxon) - sum(hosted.map((one) => one.taxon))) }];
	});
	const known = parts.reduce((whole, part) => whole + part.amount, 0);
	const most = all.reduce((highest, taxon) => Math.max(highest, amount(taxon)), known);
	const total = metric === 'abundance' ? 1 : Math.max(reads ?? 0, most);
	// Where a table does not have all ancestors, the host may be in one of them.
	const host = Math.min(sum(hosts.map((one) => one.taxon)), Math.max(0, total - known));
	const scale = metric === 'read_share' && total > 0 ? total : 1;
	return {
		taxa: new Map(
			parts.flatMap(({ taxon: { tax_id: id, name }, amount: part }) =>
				part > 0 ? [[id, { name: name?.trim() || id, amount: rounded(part / scale) }]] : [],
			),
		),
		host: rounded(host / scale),
		unranked: rounded((total - known - host) / scale),
		total: total / scale,
	};
}

/** The ids of what a taxon is within, as far as the table names them. An odd table may lead in a circle. */
function ancestorsOf(taxon: Taxon, byId: Map<string, Taxon>): Set<string> {
	const found = new Set<string>();
	let parent = taxon.parent_tax_id;
	while (parent && parent !== taxon.tax_id && !found.has(parent)) {
		found.add(parent);
		parent = byId.get(parent)?.parent_tax_id;
	}
	return found;
}
