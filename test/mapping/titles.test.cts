import { cellOf, matchTitles, titlesOf } from '../../nodes/OneCodex/mapping/titles';
import { makeFault } from '../../nodes/OneCodex/checking/faults';

const WANTED = { name: ['name', 'samplename'], platform: ['platform'] };

const match = (titles: string[]) => matchTitles(titles, WANTED, true);

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
