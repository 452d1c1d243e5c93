import { readTexts, splitList } from '../../nodes/OneCodex/checking/lists';

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
		faults: [
			{
				field: 'ranks',
				value,
				what: 'is not text',
				cure: 'Use text with commas between, or a list of texts',
			},
		],
	});
});
