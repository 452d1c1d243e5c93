import { z } from 'zod/v4';

import {
	batchSchema,
	readBatch,
	readTubes,
	registerAnswerSchema,
	tubeAndSampleSchema,
} from '../../nodes/OneCodex/api/answers';
import { idOf } from '../../nodes/OneCodex/api/references';
import { schemaOf, type Schema } from './description.cts';

const PAIRS: Array<[string, z.ZodType, string[]]> = [
	[
		'SequencingBatch',
		batchSchema,
		['$uri', 'batch_number', 'created_at', 'name', 'owner', 'status'],
	],
	['TubeAndSample', tubeAndSampleSchema, ['sample', 'tube_barcode']],
	['RegisterAnswer', registerAnswerSchema, ['batch', 'samples']],
];

test.each(PAIRS)('%s: both sides have just these properties', (name, zodSchema, names) => {
	const ours = z.toJSONSchema(zodSchema) as Schema;
	expect(Object.keys(schemaOf(name).properties ?? {}).toSorted()).toEqual(names);
	expect(Object.keys(ours.properties ?? {}).toSorted()).toEqual(names);
});

test.each(PAIRS)('%s: what the node insists on, the description promises', (name, zodSchema) => {
	const needed = (z.toJSONSchema(zodSchema) as Schema).required ?? [];
	expect(needed.length).toBeGreaterThan(0);
	expect(schemaOf(name).required).toEqual(expect.arrayContaining(needed));
});

const EXAMPLE_OF_PATTERN: Record<string, string> = {
	'^/api/v1/samples/[a-f0-9]{16}$': '/api/v1/samples/0123456789abcdef',
	'^/api/v1/users/[a-f0-9]{16}$': '/api/v1/users/fedcba9876543210',
	'^/api/v1/sequencing/batches/[a-f0-9]{16}$': '/api/v1/sequencing/batches/00aa11bb22cc33dd',
};

/** A value that the description allows: its first choice, or one for each of its types. */
function exampleOf({ type, pattern, enum: choices, format, items, properties }: Schema): unknown {
	if (choices) return choices[0];
	if (pattern !== undefined) {
		const example = EXAMPLE_OF_PATTERN[pattern];
		if (example === undefined) throw new Error(`No example for the pattern ${pattern}`);
		return example;
	}
	if (format === 'date-time') return '2026-01-05T08:00:00.000Z';
	const first = Array.isArray(type) ? type[0] : type;
	if (first === 'array') return [exampleOf(items ?? {})];
	if (first === 'object') {
		return Object.fromEntries(
			Object.entries(properties ?? {}).map(([name, property]) => [name, exampleOf(property)]),
		);
	}
	return first === 'integer' ? 1 : 'text';
}

const batch = exampleOf(schemaOf('SequencingBatch')) as Record<string, unknown>;

test.each(PAIRS)('%s: an example of the description is read unchanged', (name, zodSchema) => {
	const example = exampleOf(schemaOf(name));
	expect(zodSchema.parse(example)).toEqual(example);
});

test('a list of samples is read', () => {
	const tubes = [exampleOf(schemaOf('TubeAndSample'))];
	expect(readTubes(tubes)).toEqual([
		{
			barcode: 'text',
			sampleUri: '/api/v1/samples/0123456789abcdef',
			sample: { $ref: '/api/v1/samples/0123456789abcdef' },
		},
	]);
});

const statuses = schemaOf('BatchStatus').enum ?? [];

test('the description knows statuses, and names that are null', () => {
	expect(statuses.length).toBeGreaterThan(1);
	expect(schemaOf('SequencingBatch').properties?.name?.type).toContain('null');
});

test.each<Record<string, unknown>>([
	...statuses.map((status) => ({ status })),
	{ status: 'a status of tomorrow' },
	{ name: null },
	{ owner: null },
	{ created_at: null },
	{ added_tomorrow: { any: 'thing' } },
])('a batch with %j is read unchanged', (change) => {
	expect(readBatch({ ...batch, ...change })).toEqual({
		id: '00aa11bb22cc33dd',
		name: change.name === null ? undefined : 'text',
		canceled: change.status === 'canceled',
		createdAt: change.created_at === null ? undefined : Date.UTC(2026, 0, 5, 8),
		batch: { ...batch, ...change },
	});
});

test.each(['SequencingBatch', 'SampleReference', 'UserReference'])(
	'the ids in a %s are safe in a path',
	(name) => {
		const { $uri, $ref } = exampleOf(schemaOf(name)) as { $uri?: string; $ref?: string };
		expect(idOf($uri ?? $ref ?? '')).toMatch(/^[a-f0-9]{16}$/);
	},
);
