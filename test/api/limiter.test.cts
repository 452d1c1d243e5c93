import fc from 'fast-check';

import { waitForTurn } from '../../nodes/OneCodex/api/limiter';
import { now, pass } from '../fake-timing.cts';

jest.mock('../../nodes/OneCodex/api/timing', (): unknown =>
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
	const gaps = starts.slice(1, 35).map((start, index) => start - (starts[index] ?? 0));
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
