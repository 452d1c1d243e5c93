import {
	assert,
	constantFrom,
	oneof,
	property,
	record,
	string,
	array,
	type Arbitrary,
} from 'fast-check';

import { keepsToSchema, toRequest } from '../../nodes/OneCodex/registration/planning/request';
import { registerRequestSchema } from '../../nodes/OneCodex/registration/planning/schema';
import { barcode, makeBatch } from './rows.cts';

const tube = {
	tube_barcode: barcode(1),
	specimen_type: 'Human stool',
	sequencing_depth: 'Standard',
};
const request = { batch_name: 'Rack', return_tracking_numbers: ['7946 1234'], samples: [tube] };
const many = <T,>(count: number, thing: T) => Array.from({ length: count }, () => thing);

/** What the schema says of a request, and the check that takes its place. */
const verdicts = (given: typeof request) => [
	registerRequestSchema().safeParse(given).success,
	keepsToSchema(given),
];

test.each<[string, object]>([
	['as it is', {}],
	['a name of 100 characters', { batch_name: 'n'.repeat(100) }],
	['a name of 100 characters of two units', { batch_name: '𝒏'.repeat(100) }],
	['100 tracking numbers', { return_tracking_numbers: many(100, '1') }],
	['5,000 tubes', { samples: many(5_000, tube) }],
	['a barcode of ten letters', { samples: [{ ...tube, tube_barcode: 'abcdefghij' }] }],
	[
		'the other choices',
		{ samples: [{ ...tube, specimen_type: 'Microbial cell culture', sequencing_depth: 'Deep' }] },
	],
])('%s: both accept it', (_, change) => {
	expect(verdicts({ ...request, ...change })).toEqual([true, true]);
});

const tubes: object[] = [
	{ tube_barcode: 12345678901234 },
	{ tube_barcode: ['12345678901234'] },
	{ tube_barcode: undefined },
	{ tube_barcode: '' },
	{ tube_barcode: 'ABC1234567\n' },
	{ tube_barcode: 'ABC123456' },
	{ tube_barcode: 'АBC1234567' },
	{ specimen_type: 'human stool' },
	{ specimen_type: '' },
	{ specimen_type: null },
	{ specimen_type: 'Deep' },
	{ sequencing_depth: 'deep' },
	{ sequencing_depth: undefined },
	{ note: 'one more' },
	{ note: undefined },
].map((change) => ({ samples: [tube, { ...tube, ...change }] }));

test.each<object>([
	...tubes,
	...[null, 'text', [], {}, many(3, 'a')].map((one) => ({ samples: [one] })),
	...[undefined, null, {}, 'text', [], many(5_001, tube)].map((samples) => ({ samples })),
	...[undefined, null, 1, '', 'n'.repeat(101), '𝒏'.repeat(101)].map((batch_name) => ({
		batch_name,
	})),
	...[undefined, '7946', [], [''], [1], [null], ['a,b'], ['1'.repeat(256)], many(101, '1')].map(
		(return_tracking_numbers) => ({ return_tracking_numbers }),
	),
	{ note: 'one more' },
])('%j: both refuse it', (change) => {
	expect(verdicts({ ...request, ...change } as typeof request)).toEqual([false, false]);
});

/** Something good, or anything else. */
const mostly = (...good: unknown[]): Arbitrary<unknown> =>
	oneof(
		{ weight: 9, arbitrary: constantFrom(...good) },
		{
			weight: 1,
			arbitrary: oneof(string(), constantFrom(undefined, null, 12345678901234, [], {})),
		},
	);

test('whatever a request holds, the check says what the schema says', () => {
	const anyTube = record(
		{
			tube_barcode: mostly('ABC1234567', '12345678901234'),
			specimen_type: mostly('Human stool', 'Microbial cell culture'),
			sequencing_depth: mostly('Standard', 'Deep'),
			note: constantFrom('one more', undefined),
		},
		{ requiredKeys: ['tube_barcode', 'specimen_type', 'sequencing_depth'] },
	);
	const anyRequest = record({
		batch_name: mostly('Rack', '𝒏'.repeat(100), 'n'.repeat(101)),
		return_tracking_numbers: oneof(array(mostly('7946', '1Z-9'), { maxLength: 3 }), mostly([])),
		samples: oneof(array(anyTube, { maxLength: 3 }), mostly([tube])),
	});
	const seen = new Set<boolean | undefined>();
	assert(
		property(anyRequest, (given) => {
			const [bySchema, byCheck] = verdicts(given as typeof request);
			expect(byCheck).toBe(bySchema);
			seen.add(bySchema);
		}),
		{ numRuns: 1_000 },
	);
	expect(seen).toEqual(new Set([true, false]));
});

test('a batch that breaks a rule is not made a request', () => {
	const batch = makeBatch('Rack', [barcode(1)]);
	expect(toRequest(batch)).toEqual({ ...request, return_tracking_numbers: batch.trackingNumbers });
	expect(() => toRequest(makeBatch('Rack', ['12']))).toThrow('tube_barcode');
	expect(() => toRequest({ ...batch, name: '' })).toThrow('batch_name');
});
