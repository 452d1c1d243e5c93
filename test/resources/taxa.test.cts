import {
	filterTaxa,
	hasAbundances,
	type FilterableTaxon,
} from '../../nodes/OneCodex/resources/results/taxa';

const genus = { rank: 'genus', abundance: null, abundance_w_children: 0.45 };
const species = { rank: 'Species', abundance: 0.2, abundance_w_children: 0.2 };
const rare = { rank: 'species', abundance: 0.001, abundance_w_children: 0.001 };
const own = { rank: 'family', abundance: 0.3, abundance_w_children: null };
const domain = { rank: 'domain', abundance: null, abundance_w_children: 0 };
const superkingdom = { rank: 'superkingdom', abundance: null, abundance_w_children: 0 };
const none = { rank: null, abundance: null, abundance_w_children: null };
const TABLE: FilterableTaxon[] = [genus, species, rare, own, domain, superkingdom, none, {}];

test.each<[string, string[], number, FilterableTaxon[]]>([
	['all', [], 0, TABLE],
	['less than nothing is asked for', [], -1, TABLE],
	['one rank, in any case', ['species'], 0, [species, rare]],
	['two ranks', ['genus', 'family'], 0, [genus, own]],
	['domain, which was called superkingdom before', ['domain'], 0, [domain, superkingdom]],
	['superkingdom, which is called domain now', ['superkingdom'], 0, [domain, superkingdom]],
	['a rank that nothing has', ['kingdom'], 0, []],
	['an abundance, with children if they are known', [], 0.2, [genus, species, own]],
	['an abundance above all', [], 0.9, []],
	['any abundance at all', [], 1e-9, [genus, species, rare, own]],
	['both', ['species'], 0.1, [species]],
])('%s', (_, ranks, minAbundance, expected) => {
	expect(filterTaxa(TABLE, { ranks, minAbundance })).toEqual(expected);
});

test.each<[string, FilterableTaxon[], boolean]>([
	['its own', [none, own], true],
	['that with its children', [none, { abundance_w_children: 0.1 }], true],
	['none that is more than nothing', [{ abundance: 0, abundance_w_children: 0 }], true],
	['none', [none, {}], false],
	['nothing missing, for lack of taxa', [], true],
])('a table tells abundances: %s', (_, table, expected) => {
	expect(hasAbundances(table)).toBe(expected);
});
