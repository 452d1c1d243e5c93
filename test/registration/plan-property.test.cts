import {
	anything,
	type Arbitrary,
	array,
	assert,
	boolean,
	constant,
	constantFrom,
	double,
	integer,
	oneof,
	property,
	record,
	string,
} from 'fast-check';

import { faultLines } from '../../nodes/OneCodex/wording/faultTexts';
import type { Row } from '../../nodes/OneCodex/registration/planning/row';
import { registerRequestSchema } from '../../nodes/OneCodex/registration/planning/schema';
import { splitBatch } from '../../nodes/OneCodex/registration/planning/split';
import { plan as planOf } from './plans.cts';
import { barcode } from './rows.cts';

const hostile = constantFrom<unknown>(
	JSON.parse('{"__proto__": {"tube_barcode": "ABC1234567"}}'),
	Object.create(null),
	{ toString: null },
	{
		toJSON: () => {
			throw new Error('no');
		},
	},
	{ toJSON: () => undefined },
	Symbol('cell'),
	10n,
	() => 1,
);
const weird = oneof(
	anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
	hostile,
);

const cell = <T,>(...good: T[]) =>
	oneof(
		{ weight: 12, arbitrary: constantFrom<unknown>(...good) },
		{ weight: 1, arbitrary: constantFrom<unknown>(undefined, null, '', ' ') },
		{ weight: 1, arbitrary: weird },
	);

const barcodeCell = oneof(
	{ weight: 8, arbitrary: integer({ min: 0, max: 200 }).map(barcode) },
	{ weight: 2, arbitrary: integer({ min: 1e9, max: 1e14 }) },
	{ weight: 1, arbitrary: double() },
	{ weight: 1, arbitrary: cell<unknown>('ABC1234567', 'abc1234567', '1.2E+13') },
);
const manyNumbers = Array.from({ length: 60 }, (_, index) => `T${index}`);

const row: Arbitrary<Row> = record({
	cells: record({
		tube_barcode: barcodeCell,
		specimen_type: cell('Human stool', 'HUMAN_STOOL'),
		sequencing_depth: cell('Deep', 'standard'),
	}),
	batchName: oneof(cell('A', 'B', '__proto__', 'n'.repeat(100)), string({ maxLength: 110 })),
	trackingNumbers: oneof(cell<unknown>('7946 1234', 'a,b;c', manyNumbers), string()),
	defaults: constantFrom<Row['defaults'][]>(
		{},
		{ specimen_type: 'human stool', sequencing_depth: 'no depth' },
	),
	item: constant(0),
	name: constant('1'),
	columns: constant({}),
	holds: constant('tube' as const),
	faults: constant<Row['faults']>([]),
});
const maxSamples = constantFrom(1, 2, 3, 5000);

test('whatever the rows hold, each is faulty or in one batch that can be sent', () => {
	let sent = 0;
	let faulty = 0;
	assert(
		property(array(row, { maxLength: 12 }), boolean(), maxSamples, (rows, restore, max) => {
			const plan = planOf(rows, restore);
			const batches = plan.batches.flatMap((batch) => splitBatch(batch, max));
			const batchesOfRow = rows.map(() => 0);
			for (const { name, trackingNumbers, tubes } of batches) {
				registerRequestSchema().parse({
					batch_name: name,
					return_tracking_numbers: trackingNumbers,
					samples: tubes.map(({ tube }) => tube),
				});
				expect(new Set(trackingNumbers).size).toBe(trackingNumbers.length);
				expect(tubes.length).toBeLessThanOrEqual(max);
				for (const tube of tubes) batchesOfRow[tube.row] = (batchesOfRow[tube.row] ?? 0) + 1;
			}
			const goodOrNot = plan.rows.map(({ faults }) => (faults.length > 0 ? 0 : 1));
			expect(batchesOfRow).toEqual(goodOrNot);

			const keys = batches.flatMap(({ tubes }) =>
				tubes.map(({ tube }) => tube.tube_barcode.toUpperCase()),
			);
			expect(new Set(keys).size).toBe(keys.length);

			const order = plan.problems.map((problem) => problem.row);
			expect(order).toEqual(order.toSorted((a, b) => a - b));
			expect(() => faultLines(plan.problems, String)).not.toThrow();

			sent += keys.length;
			faulty += rows.length - keys.length;
		}),
		{ numRuns: 1000 },
	);
	expect(sent).toBeGreaterThan(100);
	expect(faulty).toBeGreaterThan(100);
});
