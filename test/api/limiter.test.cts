import fc from 'fast-check';

import { makeLimiter, waitForTurn, type Line } from '../../nodes/OneCodex/api/http/limiter';
import { now, pass } from '../fake-timing.cts';

jest.mock('../../nodes/OneCodex/api/http/timing', (): unknown =>
	jest.requireActual('../fake-timing.cts'),
);

let accounts = 0;

test('of any eleven requests the last starts more than a second after the first', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.nat({ max: 300 }), { minLength: 11, maxLength: 60 }),
			async (gaps) => {
				const account = `account ${accounts++}`;
				const starts: number[] = [];
				for (const gap of gaps) {
					pass(gap);
					await waitForTurn(account, undefined);
					starts.push(now());
				}
				for (const [index, start] of starts.slice(10).entries()) {
					expect(start - (starts[index] ?? 0)).toBeGreaterThan(1000);
				}
			},
		),
	);
});

test('the first ten start at once, and another account is not slowed', async () => {
	const begin = now();
	for (let request = 0; request < 10; request++) await waitForTurn('one', undefined);
	await waitForTurn('another', undefined);
	expect(now()).toBe(begin);
	await waitForTurn('one', undefined);
	expect(now()).toBeGreaterThan(begin + 1000);
});

test('a cancelled execution does not wait for its turn', async () => {
	const cancelled = AbortSignal.abort(new Error('cancelled'));
	for (let request = 0; request < 10; request++) await waitForTurn('busy', undefined);
	await expect(waitForTurn('busy', cancelled)).rejects.toThrow('cancelled');
});

test('many that wait start one by one, in their order, as fast as the limit allows', async () => {
	const starts: number[] = [];
	const order: number[] = [];
	const requests = Array.from({ length: 45 }, async (_, request) => {
		await waitForTurn('crowd', undefined);
		order.push(request);
		starts.push(now());
	});
	await Promise.all(requests);
	expect(order).toEqual(requests.map((_, request) => request));
	const gaps = starts.slice(1, 34).map((start, index) => start - (starts[index] ?? 0));
	expect(Math.min(...gaps)).toBeGreaterThan(100);
	expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeLessThan(4_700);
});

test('one that is cancelled in the line makes way for those behind it', async () => {
	const stop = new AbortController();
	const ahead = Array.from({ length: 10 }, () => waitForTurn('line', undefined));
	const leaving = waitForTurn('line', stop.signal);
	const behind = waitForTurn('line', undefined);
	stop.abort(new Error('cancelled'));
	await expect(leaving).rejects.toThrow('cancelled');
	await Promise.all([...ahead, behind]);
});

describe('the line of an account', () => {
	const lines = new Map<string, Line>();
	const wait = makeLimiter(lines);
	beforeEach(() => {
		pass(60_000);
	});

	test('goes when its time is over, without another request', async () => {
		for (let request = 0; request < 3; request++) {
			await wait('A', undefined);
			pass(500);
		}
		await wait('B', undefined);
		pass(600);
		expect([...lines.keys()]).toEqual(['A', 'B']);
		pass(100);
		expect([...lines.keys()]).toEqual(['B']);
		pass(1_000);
		expect(lines.size).toBe(0);
	});

	test('stays while somebody waits', async () => {
		const requests = Array.from({ length: 25 }, async () => {
			await wait('A', undefined);
			return lines.size;
		});
		expect(new Set(await Promise.all(requests))).toEqual(new Set([1]));
		pass(900);
		expect(lines.size).toBe(1);
		pass(200);
		expect(lines.size).toBe(0);
	});

	test('stays for one who has just come', async () => {
		await wait('A', undefined);
		pass(1_184);
		const second = wait('A', undefined);
		pass(100);
		expect(lines.size).toBe(1);
		await second;
	});

	test('counts for as long as it has to, whenever the next requests come', async () => {
		const bursts = fc.array(
			fc.record({ count: fc.integer({ min: 1, max: 12 }), gap: fc.nat(1_300) }),
			{
				minLength: 2,
			},
		);
		await fc.assert(
			fc.asyncProperty(bursts, async (all) => {
				const starts: number[] = [];
				for (const { count, gap } of all) {
					for (let request = 0; request < count; request++) {
						await wait('A', undefined);
						starts.push(now());
					}
					pass(gap);
				}
				for (const [index, start] of starts.slice(10).entries()) {
					expect(start - (starts[index] ?? 0)).toBeGreaterThan(1000);
				}
				pass(60_000);
				expect(lines.size).toBe(0);
			}),
		);
	});

	test('goes at once where all in it were cancelled', async () => {
		const cancelled = AbortSignal.abort(new Error('cancelled'));
		await expect(wait('A', cancelled)).rejects.toThrow('cancelled');
		expect(lines.size).toBe(0);
	});
});
