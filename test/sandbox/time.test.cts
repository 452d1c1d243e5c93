import type { WireBatch } from '../../sandbox/wire.cts';
import { barcode, batches, call, register, send, withSandbox } from './client.cts';

/** A clock that stands still until it is moved. */
function stoppedClock() {
	let time = Date.parse('2026-01-05T08:00:00Z');
	return {
		now: () => time,
		pass: (ms: number) => {
			time += ms;
		},
	};
}

describe('the rate limit', () => {
	it('lets ten requests of a key through in any second', async () => {
		const clock = stoppedClock();
		await withSandbox(
			{ rateLimit: 10, now: clock.now, apiKeys: ['one', 'two'] },
			async (sandbox) => {
				const ask = (key = 'one') => send(sandbox, 'GET', '/api/v1/account', { key });
				for (let count = 0; count < 5; count += 1) expect((await ask()).status).toBe(200);
				clock.pass(600);
				for (let count = 0; count < 5; count += 1) expect((await ask()).status).toBe(200);
				const refused = await ask();
				expect(refused.status).toBe(429);
				expect(refused.headers.get('Retry-After')).toBe('1');
				expect(await refused.json()).toEqual({ message: 'Too many requests', status: 429 });
				expect((await ask('two')).status).toBe(200);

				// The first five have left the window, the refused one never was in it.
				clock.pass(400);
				for (let count = 0; count < 5; count += 1) expect((await ask()).status).toBe(200);
				expect((await ask()).status).toBe(429);
			},
		);
	});

	it('carries nothing out that it refuses', async () => {
		const { now } = stoppedClock();
		await withSandbox({ rateLimit: 1, now }, async (sandbox) => {
			await register(sandbox, 'First', [barcode(1)]);
			expect((await register(sandbox, 'Second', [barcode(2)])).status).toBe(429);
			expect(sandbox.batches()).toHaveLength(1);
		});
	});

	it('can be switched off', async () => {
		const { now } = stoppedClock();
		await withSandbox({ rateLimit: false, now }, async (sandbox) => {
			const statuses = [];
			for (let count = 0; count < 12; count += 1) {
				statuses.push((await send(sandbox, 'GET', '/api/v1/account')).status);
			}
			expect(new Set(statuses)).toEqual(new Set([200]));
		});
	});
});

describe('the lag', () => {
	it('hides a committed batch everywhere until it has passed', async () => {
		const clock = stoppedClock();
		await withSandbox({ lagMs: 2000, now: clock.now }, async (sandbox) => {
			const { $uri } = (await register(sandbox, 'Late', [barcode(1)])).body.batch;
			const seen = async () => {
				const list = await call<WireBatch[]>(sandbox, 'GET', batches);
				const one = await send(sandbox, 'GET', $uri);
				const tubes = await send(sandbox, 'GET', `${$uri}/samples`);
				return [list.headers.get('X-Total-Count'), one.status, tubes.status];
			};
			expect(await seen()).toEqual(['0', 404, 404]);
			expect(sandbox.batches()).toHaveLength(1);
			expect((await register(sandbox, 'Again', [barcode(1)])).status).toBe(400);
			clock.pass(1999);
			expect(await seen()).toEqual(['0', 404, 404]);
			clock.pass(1);
			expect(await seen()).toEqual(['1', 200, 200]);
			sandbox.setLag(5000);
			expect(await seen()).toEqual(['0', 404, 404]);
			sandbox.setLag(0);
			expect(await seen()).toEqual(['1', 200, 200]);
		});
	});
});

it('gives batches of one instant different times', async () => {
	const { now } = stoppedClock();
	await withSandbox({ now }, async (sandbox) => {
		await register(sandbox, 'One', [barcode(1)]);
		await register(sandbox, 'Two', [barcode(2)]);
		expect(sandbox.batches().map((batch) => batch.createdAt)).toEqual([
			'2026-01-05T08:00:00.000Z',
			'2026-01-05T08:00:00.001Z',
		]);
	});
});
