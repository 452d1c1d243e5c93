import fc from 'fast-check';

import type { Composition } from '../../nodes/OneCodex/resources/results/composition';
import { taxaTable } from '../../nodes/OneCodex/resources/results/taxaColumns';

type Part = [id: string, amount: number, name?: string];

const sample = (parts: Part[], rest: Partial<Composition> = {}): Composition => ({
	taxa: new Map(parts.map(([id, amount, name = `T${id}`]) => [id, { name, amount }])),
	host: 0,
	unranked: 0,
	total: 1,
	...rest,
});

const titles = (samples: Composition[], most = 10, taken: string[] = []) =>
	taxaTable(samples, 'genus', most, taken).columns.map(({ title }) => title);

const REST = ['Other', 'Host', 'No genus'];

test('the taxa with the largest shares come first, and the rest is added up', () => {
	const small = sample(
		[
			['1', 0.5],
			['2', 0.3],
			['3', 0.1],
		],
		{ unranked: 0.1 },
	);
	const large = sample(
		[
			['3', 700],
			['4', 200],
		],
		{ host: 100, total: 1000 },
	);
	const { columns, rows, taxaCount } = taxaTable([small, undefined, large], 'genus', 2, []);
	expect(columns.map(({ title }) => title)).toEqual(['T3', 'T1', ...REST]);
	expect(rows).toEqual([[0.1, 0.5, 0.3, 0, 0.1], undefined, [700, 0, 200, 100, 0]]);
	expect(taxaCount).toBe(4);
});

test.each<[string, Part[], string[]]>([
	[
		'of one name',
		[
			['1', 0.2, 'B'],
			['2', 0.1, 'B'],
			['3', 0.3, 'A'],
		],
		['A', 'B (1)', 'B (2)'],
	],
	[
		'that are called as the rest',
		[
			['1', 0.2, 'Other'],
			['2', 0.1, 'No genus'],
		],
		['Other (1)', 'No genus (2)'],
	],
	['that are called as another column', [['1', 0.2, 'sample_id']], ['sample_id (1)']],
	[
		'that are called as another with its id',
		[
			['1', 0.3, 'B'],
			['2', 0.2, 'B'],
			['3', 0.1, 'B (2)'],
		],
		['B (1)', 'B (2)', 'B (2) (3)'],
	],
	[
		'of the same share, by name and id',
		[
			['2', 0.1, 'b'],
			['3', 0.1, 'a'],
			['1', 0.1, 'b'],
		],
		['a', 'b (1)', 'b (2)'],
	],
	['called as what every object has', [['1', 0.1, '__proto__']], ['__proto__']],
])('taxa %s have titles of their own', (_, parts, expected) => {
	expect(titles([sample(parts)], 10, ['sample_id'])).toEqual([...expected, ...REST]);
});

test('a taxon that samples call differently is one', () => {
	expect(titles([sample([['1', 0.5, 'New']]), sample([['1', 0.2, 'Old']])])).toEqual([
		'New',
		...REST,
	]);
});

test('a sample that several rows name counts once', () => {
	const often = sample([['1', 0.2]]);
	expect(titles([often, often, often, sample([['2', 0.5]])], 1)).toEqual(['T2', ...REST]);
});

test('the parts of a sample add up to the whole, in columns of different titles', () => {
	const name = fc.constantFrom('A', 'B', 'Other', 'A (1)', 'A (2)', 'B (1) (2)', 'sample_id');
	const part = fc.tuple(fc.integer({ min: 1, max: 12 }).map(String), fc.nat(1000), name);
	const parts = fc.uniqueArray(part, { selector: ([id]) => id });
	fc.assert(
		fc.property(fc.array(parts), fc.integer({ min: 1, max: 14 }), (samples, most) => {
			const whole = (all: Part[]) => all.reduce((sum, [, amount]) => sum + amount, 0);
			const { columns, rows } = taxaTable(
				samples.map((all) => sample(all, { host: 3, unranked: 4, total: whole(all) + 7 })),
				'genus',
				most,
				['sample_id'],
			);
			expect(new Set(columns.map(({ title }) => title)).size).toBe(columns.length);
			rows.forEach((row, index) => {
				expect(row).toHaveLength(columns.length);
				expect(row?.reduce((sum, amount) => sum + amount)).toBe(whole(samples[index] ?? []) + 7);
			});
		}),
	);
});
