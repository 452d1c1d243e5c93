import fc from 'fast-check';

import { compareMany } from './compare.cts';
import { damaged, plausible, rows } from './random-expressions.cts';

const together = (one: fc.Arbitrary<string>) => fc.array(one, { minLength: 5, maxLength: 5 });

test.each([
	['plausible', plausible, 60],
	['damaged', damaged, 0],
] as const)(
	'%s expressions have the values of n8n when they are evaluated for many items',
	async (_, expressions, least) => {
		let ahead = 0;
		await fc.assert(
			fc.asyncProperty(together(expressions), rows, async (some, items) => {
				const readings = await compareMany(some, items);
				expect(readings.flatMap(({ different }) => different)).toEqual([]);
				ahead += readings.filter((one) => one.ahead > 0).length;
			}),
			{ numRuns: 40 },
		);
		expect(ahead).toBeGreaterThan(least);
	},
	120_000,
);
