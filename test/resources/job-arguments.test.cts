import {
	argumentsOf,
	readArguments,
} from '../../nodes/OneCodex/resources/analysis/run/jobArguments';
import type { Fault } from '../../nodes/OneCodex/domain/fault';

/** What is read of a cell for an argument with a schema, and the codes of what is wrong. */
function read(schema: unknown, cell: unknown, required: string[] = []) {
	const faults: Fault[] = [];
	const value = readArguments(
		argumentsOf({ properties: { one: schema }, required }),
		{ one: cell },
		faults,
	);
	return { value, codes: faults.map(({ code }) => code) };
}

test.each<[schema: unknown, cell: unknown, value: unknown]>([
	[{ type: 'integer' }, '7', 7],
	[{ type: 'number' }, '0.5', 0.5],
	[{ type: 'boolean' }, 'yes', true],
	[{ type: 'string' }, 7, '7'],
	[{ type: ['string', 'null'] }, 'a', 'a'],
	[{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, '7', 7],
	[{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, '7', '7'],
	[{ oneOf: [{ type: 'array' }] }, '[1,2]', [1, 2]],
	[{ type: 'object' }, { a: 1 }, { a: 1 }],
	[{ type: 'object' }, '{"a":1}', { a: 1 }],
	[{ type: 'of tomorrow' }, { a: 1 }, { a: 1 }],
	['no schema', 'a', 'a'],
	[{ enum: [1, 2, null] }, '2', 2],
	[{ enum: [1, 2] }, 2, 2],
	[{ enum: ['Deep scan', 'Quick'] }, 'deep SCAN', 'Deep scan'],
])('%j takes %j', (schema, cell, value) => {
	expect(read(schema, cell)).toEqual({ value: { one: value }, codes: [] });
});

test.each<[schema: unknown, cell: unknown]>([
	[{ type: 'integer' }, 'many'],
	[{ type: 'string' }, { a: 1 }],
	[{ type: 'array' }, '{"a":1}'],
	[{ type: 'object' }, 'no JSON'],
	[{ enum: [1, 2] }, 3],
	[{ enum: ['a'] }, ['a']],
])('%j does not take %j', (schema, cell) => {
	expect(read(schema, cell)).toEqual({ value: {}, codes: ['argument_unusable'] });
});

test('one that has to be given is missed', () => {
	expect(read({ type: 'string' }, '', ['one'])).toEqual({ value: {}, codes: ['argument_missing'] });
	expect(read({ type: 'string', default: 'a' }, '', ['one'])).toEqual({ value: {}, codes: [] });
});

test.each([undefined, 'text', { properties: 'none', required: 'none' }])(
	'a job that says nothing of its arguments takes none: %j',
	(schema) => {
		expect(argumentsOf(schema)).toEqual([]);
		expect(readArguments(argumentsOf(schema), undefined, [])).toEqual({});
	},
);
