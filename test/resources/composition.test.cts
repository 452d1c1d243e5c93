import type { Results, Taxon } from '../../nodes/OneCodex/api/results';
import { compositionOf, type Metric } from '../../nodes/OneCodex/resources/results/composition';

type Given = [
	id: string,
	parent: string | null,
	rank: string,
	share?: number | null,
	reads?: number,
];

/** Results with these taxa; each is called by its id, and has its descendants in its share and its reads. */
const resultsOf = (taxa: Given[], more: Partial<Results> = {}): Results => ({
	hostTaxIds: null,
	reads: 100,
	unreadable: 0,
	table: taxa.map(
		([id, parent, rank, share, reads]): Taxon => ({
			name: `T${id}`,
			rank,
			tax_id: id,
			parent_tax_id: parent,
			abundance_w_children: share,
			readcount_w_children: reads,
		}),
	),
	...more,
});

const divide = (results: Results, rank: string, metric: Metric = 'abundance') => {
	const found = compositionOf(results, rank, metric);
	if (!found) throw new Error('The metric is missing');
	const { taxa, ...rest } = found;
	return { ...Object.fromEntries([...taxa].map(([id, { amount }]) => [id, amount])), ...rest };
};

const NOTHING = { host: 0, unranked: 0 };
const GUT: Given[] = [
	['1', null, 'no rank', null, 90],
	['2', '1', 'superkingdom', 1, 80],
	['10', '2', 'genus', 0.6, 50],
	['11', '10', 'species', 0.4, 30],
	['12', '10', 'species', 0.2, 15],
	['20', '2', 'species', 0.4, 20],
];
const HUMAN: Given[] = [
	['1', null, 'no rank', null, 95],
	['2', '1', 'domain', 1, 45],
	['11', '2', 'species', 1, 45],
	['3', '1', 'domain', null, 50],
	['30', '3', 'genus', null, 50],
	['9606', '30', 'species', null, 50],
	['31', '9606', 'subspecies', null, 5],
];
const WITH_HOST = { hostTaxIds: ['9606'] };

test.each<[string, Given[], Partial<Results>, string, Metric, object]>([
	['species', GUT, {}, 'species', 'abundance', { 11: 0.4, 12: 0.2, 20: 0.4, ...NOTHING, total: 1 }],
	[
		'what has no genus',
		GUT,
		{},
		'genus',
		'abundance',
		{ 10: 0.6, host: 0, unranked: 0.4, total: 1 },
	],
	['a rank under its older name', GUT, {}, 'domain', 'abundance', { 2: 1, ...NOTHING, total: 1 }],
	['a rank that nothing has', GUT, {}, 'strain', 'abundance', { host: 0, unranked: 1, total: 1 }],
	['reads', GUT, {}, 'genus', 'readcount', { 10: 50, host: 0, unranked: 50, total: 100 }],
	[
		'a share of reads',
		GUT,
		{},
		'genus',
		'read_share',
		{ 10: 0.5, host: 0, unranked: 0.5, total: 1 },
	],
	[
		'reads whose number is not known',
		GUT,
		{ reads: null },
		'genus',
		'readcount',
		{ 10: 50, host: 0, unranked: 40, total: 90 },
	],
	[
		'the host',
		HUMAN,
		WITH_HOST,
		'species',
		'readcount',
		{ 11: 45, host: 50, unranked: 5, total: 100 },
	],
	[
		'a rank above the host',
		HUMAN,
		WITH_HOST,
		'domain',
		'readcount',
		{ 2: 45, host: 50, unranked: 5, total: 100 },
	],
	[
		'a rank within the host',
		HUMAN,
		WITH_HOST,
		'subspecies',
		'readcount',
		{ host: 50, unranked: 50, total: 100 },
	],
	[
		'a host without abundances',
		HUMAN,
		WITH_HOST,
		'species',
		'abundance',
		{ 11: 1, ...NOTHING, total: 1 },
	],
	[
		'what no one calls the host',
		HUMAN,
		{},
		'species',
		'readcount',
		{ 11: 45, 9606: 50, host: 0, unranked: 5, total: 100 },
	],
	[
		'a host whose ancestors the table lacks',
		HUMAN.filter(([id]) => id !== '30'),
		WITH_HOST,
		'domain',
		'readcount',
		{ 2: 45, 3: 50, host: 5, unranked: 0, total: 100 },
	],
	[
		'a species within a species',
		[
			['1', null, 'Species', 0.7],
			['2', '1', 'no rank', 0.5],
			['3', '2', 'species', 0.5],
		],
		{},
		'species',
		'abundance',
		{ 1: 0.7, host: 0, unranked: 0.3, total: 1 },
	],
	[
		'taxa in a circle',
		[
			['1', '2', 'genus', 0.5],
			['2', '1', 'species', 0.5],
			['3', '3', 'species', 0.5],
		],
		{},
		'species',
		'abundance',
		{ 2: 0.5, 3: 0.5, ...NOTHING, total: 1 },
	],
	[
		'a taxon that is there twice',
		[
			['1', null, 'species', 0.5],
			['1', null, 'species', 0.5],
		],
		{},
		'species',
		'abundance',
		{ 1: 0.5, host: 0, unranked: 0.5, total: 1 },
	],
	[
		'shares of a little more than 1',
		[
			['1', null, 'species', 0.61],
			['2', null, 'species', 0.4],
		],
		{},
		'species',
		'abundance',
		{ 1: 0.61, 2: 0.4, ...NOTHING, total: 1 },
	],
	[
		'more reads than there are',
		[['1', null, 'species', null, 120]],
		{},
		'species',
		'read_share',
		{ 1: 1, ...NOTHING, total: 1 },
	],
	[
		'less than nothing',
		[['1', null, 'species', -0.5]],
		{},
		'species',
		'abundance',
		{ host: 0, unranked: 1, total: 1 },
	],
	['no taxa', [], {}, 'species', 'readcount', { host: 0, unranked: 100, total: 100 }],
	['no taxa and no reads', [], { reads: null }, 'species', 'read_share', { ...NOTHING, total: 0 }],
	[
		'a genus that is not said to have its species',
		GUT.map(([id, parent, rank, share]) => [id, parent, rank, rank === 'species' ? share : null]),
		{},
		'genus',
		'abundance',
		{ 10: 0.6, host: 0, unranked: 0.4, total: 1 },
	],
])('%s', (_, taxa, more, rank, metric, expected) => {
	expect(divide(resultsOf(taxa, more), rank, metric)).toEqual(expected);
});

test('a taxon without descendants of its own may have its own abundance only', () => {
	const results = resultsOf([['1', null, 'species']]);
	Object.assign(results.table[0] ?? {}, { abundance: 0.3, abundance_w_children: null, name: ' ' });
	expect(compositionOf(results, 'species', 'abundance')?.taxa.get('1')).toEqual({
		name: '1',
		amount: 0.3,
	});
});

test('results without the metric have no composition', () => {
	const results = resultsOf([['1', null, 'species', null, 5]]);
	expect(compositionOf(results, 'species', 'abundance')).toBeUndefined();
	expect(compositionOf(results, 'species', 'readcount')).toBeDefined();
});
