import type { Results, Taxon } from '../../api/results';
import { ofRanks } from './taxa';

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
	// Where a table has a taxon twice, the first counts.
	const byId = new Map([...table].reverse().map((taxon) => [taxon.tax_id, taxon]));
	const all = [...byId.values()];
	const amount = amountsOf(byId, metric);
	if (!amount) return undefined;
	const sum = (taxa: Taxon[]) => taxa.reduce((total, taxon) => total + amount(taxon), 0);
	const isRanked = ofRanks([rank]);
	const hostIds = new Set(hostTaxIds);

	const hosts = all.flatMap((taxon) => {
		const within = hostIds.has(taxon.tax_id) ? new Set(ancestorsOf(taxon, byId)) : undefined;
		return within && ![...within].some((id) => hostIds.has(id)) ? [{ taxon, within }] : [];
	});
	const parts = all.flatMap((taxon) => {
		if (!isRanked(taxon) || hostIds.has(taxon.tax_id)) return [];
		const within = [...ancestorsOf(taxon, byId)];
		if (within.some((id) => hostIds.has(id) || isRanked(byId.get(id)))) return [];
		const hosted = hosts.filter((host) => host.within.has(taxon.tax_id));
		return [{ taxon, amount: Math.max(0, amount(taxon) - sum(hosted.map((one) => one.taxon))) }];
	});
	const known = parts.reduce((total, part) => total + part.amount, 0);
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

/** A function that says how much there is of a taxon with its descendants; undefined if no taxon has the metric. */
function amountsOf(byId: Map<string, Taxon>, metric: Metric) {
	const isAbundance = metric === 'abundance';
	const whole = (taxon?: Taxon) =>
		(isAbundance ? taxon?.abundance_w_children : taxon?.readcount_w_children) ?? undefined;
	const own = (taxon: Taxon) => (isAbundance ? taxon.abundance : taxon.readcount) ?? undefined;
	let isThere = byId.size === 0;
	// For a taxon whose amount with its descendants is not given: what these have.
	const below = new Map<string, number>();
	for (const taxon of byId.values()) {
		const part = whole(taxon) ?? own(taxon);
		if (part === undefined) continue;
		isThere = true;
		for (const id of ancestorsOf(taxon, byId)) {
			if (whole(byId.get(id)) !== undefined) break;
			below.set(id, (below.get(id) ?? 0) + part);
		}
	}
	if (!isThere) return undefined;
	return (taxon: Taxon): number =>
		Math.max(0, whole(taxon) ?? (own(taxon) ?? 0) + (below.get(taxon.tax_id) ?? 0));
}

/** The ids of what a taxon is within, the nearest first, as far as the table names them. An odd table may lead in a circle. */
function* ancestorsOf(taxon: Taxon, byId: Map<string, Taxon>): Generator<string> {
	const found = new Set([taxon.tax_id]);
	let parent = taxon.parent_tax_id;
	while (parent && !found.has(parent)) {
		found.add(parent);
		yield parent;
		parent = byId.get(parent)?.parent_tax_id;
	}
}
