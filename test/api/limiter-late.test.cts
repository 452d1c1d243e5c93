import fc from 'fast-check';

import { makeLimiter } from '../../nodes/OneCodex/api/http/limiter';
import { now, pass, stall } from '../fake-timing.cts';

/** By how much each of the next timers is late, in milliseconds; none once all are used up. */
let late: number[] = [];

jest.mock('../../nodes/OneCodex/api/http/timing', (): unknown => {
	const timing = jest.requireActual<typeof import('../fake-timing.cts')>('../fake-timing.cts');
	const pause = async (ms: number, signal?: AbortSignal) => {
		// Time moves on for all at once: what has started before is to be seen first.
		await new Promise((resolve) => setImmediate(resolve));
		await timing.pause(ms + (late.shift() ?? 0), signal);
	};
	return { ...timing, pause };
});

/** When each of many requests starts that come at once, where timers are late. */
async function startsOf(count: number, delays: number[], firsts: number[] = []): Promise<number[]> {
	pass(60_000);
	late = [...delays];
	const wait = makeLimiter(new Map());
	const starts: number[] = [];
	const isFirst = new Set(firsts);
	await Promise.all(
		Array.from({ length: count }, async (_, request) => {
			await wait('A', undefined, { goesFirst: isFirst.has(request) });
			starts.push(now());
		}),
	);
	return starts;
}

const gapsOf = (starts: number[], apart = 1) =>
	starts.slice(apart).map((start, index) => start - (starts[index] ?? 0));

test('of any eleven the last starts more than a second after the first, however late timers are', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.oneof(fc.nat(8), fc.nat(400)), { maxLength: 80 }),
			fc.array(fc.nat(60)),
			async (delays, firsts) => {
				const starts = await startsOf(60, delays, firsts);
				expect(starts).toHaveLength(60);
				expect(Math.min(...gapsOf(starts, 10))).toBeGreaterThan(1_000);
			},
		),
	);
});

test('no delay makes those behind it start together', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.nat(400), { maxLength: 80 }), async (delays) => {
			const spaced = (await startsOf(60, delays)).slice(1, 49);
			expect(Math.min(...gapsOf(spaced))).toBeGreaterThan(90);
		}),
	);
});

test('what timers are late by does not add up', async () => {
	const delays = Array.from({ length: 300 }, (_, index) => index % 5);
	const punctual = (await startsOf(200, [])).at(-1) ?? 0;
	const begin = now();
	const end = (await startsOf(200, delays)).at(-1) ?? 0;
	expect(end - begin - 60_000).toBeLessThan(200 * 104 + 300);
	expect(punctual).toBeLessThan(end);
});

test.each([0, 15])('what a busy computer sends late counts from then on: %i ms', async (begun) => {
	pass(60_000);
	const wait = makeLimiter(new Map());
	// Those after the first ten are not taken for late anyway.
	for (let request = 0; request < 20; request++) await wait('A', undefined);
	const gone: number[] = [];
	for (let request = 0; request < 10; request++) await wait('A', undefined);
	pass(begun);
	stall(200);
	const left = now();
	for (let request = 0; request < 10; request++) {
		await wait('A', undefined);
		gone.push(now());
	}
	expect((gone[9] ?? 0) - left).toBeGreaterThan(1_000);
});
