import { splitList } from '../../nodes/OneCodex/checking/lists';

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
