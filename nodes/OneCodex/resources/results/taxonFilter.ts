import type { TaxonFilter } from './taxa';
import { readTexts } from '../../checking/lists';
import { readNumber } from '../../checking/values';
import type { Fault } from '../../domain/fault';
import type { Parameters } from '../../parameters/readParameters';

/** Makes a reader of which taxa an item asks for. */
export function taxonFilterReader({ checked }: Parameters) {
	const minAbundance = checked('min_abundance', 'filters.minAbundance', (field, value) =>
		readNumber(field, value, [0, 1]),
	);
	const ranks = checked('ranks', 'filters.ranks', readTexts);
	return (item: number, faults: Fault[]): TaxonFilter => ({
		minAbundance: minAbundance(item, faults) ?? 0,
		ranks: (ranks(item, faults) ?? []).map((rank) => rank.toLowerCase()),
	});
}
