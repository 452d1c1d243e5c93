import { cellOf, matchTitles, titlesOf } from '../../nodes/OneCodex/mapping/titles';
import { makeFault } from '../../nodes/OneCodex/checking/faults';

const WANTED = { name: ['name', 'samplename'], platform: ['platform'] };

const match = (titles: string[], rows: object[] = []) => matchTitles(titles, rows, WANTED, true);

test.each<[string[], object]>([
	[['Name', 'PLATFORM '], { name: 'Name', platform: 'PLATFORM ' }],
	[['sample-name'], { name: 'sample-name' }],
	[['Sample Name', 'Name 2', 'constructor', '__proto__', ''], { name: 'Sample Name' }],
	[['Ｎame'], { name: 'Ｎame' }],
	[['names', 'the platform'], {}],
	[[], {}],
])('the titles %j', (titles, titleOf) => {
	expect(match(titles)).toEqual({ titleOf, faults: [] });
});

test('two columns that could be a field are named, and neither is taken', () => {
	const { titleOf, faults } = match(['Name', 'Sample Name', 'Platform']);
	expect(titleOf).toEqual({ platform: 'Platform' });
	expect(faults).toEqual([
		makeFault('name', '', 'ambiguous_columns', { titles: ['Name', 'Sample Name'], canMap: true }),
	]);
});

describe('a title that is there twice, as n8n renames it', () => {
	const twice = (rows: object[], copy = 'Name_1') => match(['Name', copy, 'Platform'], rows);

	test.each<[string, object[]]>([
		[
			'differ',
			[
				{ Name: 'A', Name_1: 'A' },
				{ Name: 'B', Name_1: 'C' },
			],
		],
		['differ in letter case', [{ Name: 'A', Name_1: 'a' }]],
		['are the only ones of a row', [{ Name: 'A' }, { Name_1: 'B' }]],
		['are no text', [{ Name: {}, Name_1: {} }]],
	])('could be the field where its cells %s', (_, rows) => {
		expect(twice(rows)).toEqual({
			titleOf: { platform: 'Platform' },
			faults: [
				makeFault('name', '', 'ambiguous_columns', {
					titles: ['Name', 'Name_1'],
					canMap: true,
					twice: true,
				}),
			],
		});
	});

	test.each<[string, object[]]>([
		['are empty', [{ Name: 'A', Name_1: ' ' }, { Name: 'B' }, { Name: 'C', Name_1: null }]],
		[
			'say the same',
			[
				{ Name: 12, Name_1: ' 12 ' },
				{ Name: true, Name_1: true },
			],
		],
	])('is left out where its cells %s', (_, rows) => {
		expect(twice(rows)).toEqual({ titleOf: { name: 'Name', platform: 'Platform' }, faults: [] });
	});

	test.each(['Name_1a', 'Name_1_1', 'name_1', 'Other_1'])('is not %s', (copy) => {
		const rows = [{ Name: 'A', [copy]: 'B' }];
		expect(twice(rows, copy).faults).toEqual([]);
	});

	test('all of its columns are named', () => {
		const rows = [{ Name: 'A', Name_1: 'B', Name_2: '', Name_10: 'C' }];
		const { faults } = match(['Name_10', 'Name', 'Name_1', 'Name_2'], rows);
		expect(faults).toMatchObject([{ params: { titles: ['Name', 'Name_10', 'Name_1'] } }]);
	});
});

const hostile = JSON.parse('{"__proto__": "p", "constructor": "c"}') as object;

test('cells are own properties only', () => {
	expect(cellOf(hostile, '__proto__')).toBe('p');
	expect(cellOf(hostile, 'constructor')).toBe('c');
	expect(cellOf({}, '__proto__')).toBeUndefined();
	expect(cellOf({}, 'toString')).toBeUndefined();
	expect(cellOf({ a: 1 }, undefined)).toBeUndefined();
});

test('titles are those of all rows, each once, in the order in which they appear', () => {
	expect([...titlesOf([{ b: 1 }, { a: 1, b: 2 }, hostile, {}])]).toEqual([
		'b',
		'a',
		'__proto__',
		'constructor',
	]);
});

test.each<[object[], string[]]>([
	[[], []],
	[[{}, {}], []],
	[
		[
			{ a: 1, b: 2 },
			{ a: 1, b: 2 },
		],
		['a', 'b'],
	],
	[[{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1, c: 2 }, { d: 1 }, {}, { a: 1, e: 2 }], [...'abcde']],
	[
		[{ a: 1 }, hostile, { a: 1 }],
		['a', '__proto__', 'constructor'],
	],
])('the rows %j have the titles %j', (rows, titles) => {
	expect([...titlesOf(rows)]).toEqual(titles);
});
