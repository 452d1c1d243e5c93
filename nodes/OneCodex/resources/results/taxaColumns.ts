import { rounded, type Composition } from './composition';
import { groupBy } from '../rows/groupBy';

/** A column of a table of samples and taxa. */
export interface TaxaColumn {
	title: string;
	/** What is in it: a taxon, the taxa that have no column, the host, or what has no taxon of the rank. */
	kind: 'taxon' | 'other' | 'host' | 'unranked';
}

/** A table of samples and taxa. */
export interface TaxaTable {
	/** The taxa with the most in all samples, and the three that hold the rest. */
	columns: TaxaColumn[];
	/** For each sample its amounts, by the columns; undefined if it has none. */
	rows: Array<number[] | undefined>;
	/** How many taxa there are. */
	taxaCount: number;
}

/**
 * Puts samples next to each other.
 * @param samples undefined for one whose results do not have the metric
 * @param most how many taxa get a column of their own
 * @param taken titles that no taxon may have
 */
export function taxaTable(
	samples: Array<Composition | undefined>,
	rank: string,
	most: number,
	taken: string[],
): TaxaTable {
	const rest: TaxaColumn[] = [
		{ title: 'Other', kind: 'other' },
		{ title: 'Host', kind: 'host' },
		{ title: `No ${rank}`, kind: 'unranked' },
	];
	const all = rankTaxa(new Set(samples));
	const shown = all.slice(0, most);
	const titles = titlesOf(shown, [...taken, ...rest.map(({ title }) => title)]);
	return {
		columns: [...titles.map((title): TaxaColumn => ({ title, kind: 'taxon' })), ...rest],
		rows: samples.map((sample) => {
			if (!sample) return undefined;
			const { taxa, host, unranked } = sample;
			const amounts = shown.map(({ id }) => taxa.get(id)?.amount ?? 0);
			const others = new Map(taxa);
			for (const { id } of shown) others.delete(id);
			const other = [...others.values()].reduce((sum, { amount }) => sum + amount, 0);
			return [...amounts, rounded(other), host, unranked];
		}),
		taxaCount: all.length,
	};
}

interface Ranked {
	id: string;
	name: string;
	share: number;
}

/** All taxa, those with the largest shares first, whatever the samples' numbers of reads. */
function rankTaxa(samples: Iterable<Composition | undefined>): Ranked[] {
	const found = new Map<string, Ranked>();
	for (const sample of samples) {
		for (const [id, { name, amount }] of sample?.taxa ?? []) {
			const one = found.get(id) ?? { id, name, share: 0 };
			one.share += amount / (sample?.total ?? 1);
			found.set(id, one);
		}
	}
	const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));
	return [...found.values()].sort(
		(a, b) => b.share - a.share || order(a.name, b.name) || order(a.id, b.id),
	);
}

/** The names of taxa, with their ids where a name alone is not theirs alone. */
function titlesOf(taxa: Ranked[], taken: string[]): string[] {
	const named = groupBy(taxa, ({ name }) => name);
	const used = new Set(taken);
	return taxa.map(({ id, name }) => {
		let title = (named.get(name)?.length ?? 0) > 1 ? `${name} (${id})` : name;
		while (used.has(title)) title += ` (${id})`;
		used.add(title);
		return title;
	});
}
