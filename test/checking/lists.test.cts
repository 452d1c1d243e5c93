import { readParts, readTexts, splitList } from '../../nodes/OneCodex/checking/lists';
import { readText } from '../../nodes/OneCodex/checking/values';

test.each<[unknown, unknown[]]>([
	[undefined, []],
	[null, []],
	['', []],
	[' , ;\n ,', []],
	['a', ['a']],
	["a, b;c\r\nd , 'e", ['a', 'b', 'c', 'd', 'e']],
	['a b', ['a b']],
	[
		['a,b', ' c '],
		['a', 'b', 'c'],
	],
	[
		['a', null, '', 7, { $ref: 'x' }],
		['a', 7, { $ref: 'x' }],
	],
	[7, [7]],
	[{ $ref: 'a,b' }, [{ $ref: 'a,b' }]],
])('the parts of %j', (cell, parts) => {
	expect(splitList(cell)).toEqual(parts);
});

test.each<[unknown, string[]]>([
	['a', ['a']],
	['a, b; c', ['a', 'b', 'c']],
	[
		['a', 'b,c', ''],
		['a', 'b', 'c'],
	],
])('the texts in %j', (cell, value) => {
	expect(readTexts('status', cell)).toEqual({ kind: 'value', value });
});

test.each([undefined, null, '', ' , ', [], [null, '']])('there is no text in %j', (cell) => {
	expect(readTexts('status', cell)).toEqual({ kind: 'empty' });
});

test.each<[unknown, string]>([
	[7, '7'],
	[true, 'true'],
	[['a', 7], '7'],
	[['a', { b: 1 }], '{"b":1}'],
	[{ b: 1 }, '{"b":1}'],
])('%j is no list of texts', (cell, value) => {
	expect(readTexts('ranks', cell)).toEqual({
		kind: 'fault',
		faults: [{ field: 'ranks', value, code: 'not_text_list' }],
	});
});

const readTags = (cell: unknown) =>
	readParts('tags', cell, (part: unknown) => readText('tags', part, 3));

test.each<[unknown, unknown]>([
	['a, b', { kind: 'value', value: ['a', 'b'] }],
	[[' , '], { kind: 'empty' }],
	[['a', 'long', 'b'], { kind: 'fault', faults: [expect.objectContaining({ value: 'long' })] }],
])('the parts of %j, each read', (cell, reading) => {
	expect(readTags(cell)).toEqual(reading);
});

test.each([
	[5, 5, '4'],
	[6, 6, '{"count":1}'],
	[5_000, 6, '{"count":4995}'],
])(
	'of %i parts that are faulty, the first are told and the others counted',
	(count, told, last) => {
		const reading = readTags(Array.from({ length: count }, (_, n) => ({ n })));
		const faults = reading.kind === 'fault' ? reading.faults : [];
		expect(faults).toHaveLength(told);
		expect(JSON.stringify(faults.at(-1))).toContain(last);
	},
);
