import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { World } from '../../sandbox/server.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import {
	barcode,
	at,
	list,
	otherKey,
	register,
	sandbox,
	send,
	statusOf,
	stoppedClock,
	useSandbox,
	withSandbox,
} from './client.cts';

const clock = stoppedClock();

useSandbox({ now: clock.now });

// What is made in one instant gets a later time than it has.
beforeEach(() => clock.pass(1000));

describe('the rate limit', () => {
	const ACCOUNT = '/api/v1/account';
	const five = async () => {
		for (let count = 0; count < 5; count += 1) expect(await statusOf(ACCOUNT)).toBe(200);
	};

	it('lets ten requests of a key through in any second', () =>
		withSandbox({ rateLimit: 10, now: clock.now }, async () => {
			await five();
			clock.pass(600);
			await five();
			const refused = await send('GET', ACCOUNT);
			expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '1']);
			expect(await refused.json()).toEqual({ message: 'Too many requests', status: 429 });
			expect(await statusOf(ACCOUNT, { key: otherKey })).toBe(200);
			// The first five have left the window, the refused one never was in it.
			clock.pass(400);
			await five();
			expect(await statusOf(ACCOUNT)).toBe(429);
		}));

	it('carries nothing out that it refuses', () =>
		withSandbox({ rateLimit: 1, now: clock.now }, async () => {
			await register('First', [barcode(1)]);
			expect((await register('Second', [barcode(2)])).status).toBe(429);
			expect(sandbox().batches()).toHaveLength(1);
		}));

	it('can be switched off', async () => {
		for (let count = 0; count < 3; count += 1) await five();
	});
});

/** The Date header of an answer, beside its status. fetch would not show that there is none. */
const dateOf = (path: string, key = sandbox().apiKey) =>
	new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
		request(sandbox().url + path, { headers: { 'X-API-Key': key } }, (response) => {
			response.resume();
			resolve([response.statusCode, response.headers.date]);
		})
			.once('error', reject)
			.end();
	});
const shown = () => new Date(clock.now()).toUTCString();

describe("the server's clock", () => {
	it.each<[World['clock'], number]>([
		['same', 0],
		['behind', -3],
		['ahead', 3],
	])('is %s', async (setting, hours) => {
		sandbox().setWorld({ clock: setting });
		sandbox().setLag(1);
		const expected = new Date(clock.now() + hours * 3_600_000).toISOString();
		const { batch } = (await register('Plate', [barcode(1)])).body;
		expect(batch.created_at).toBe(expected);
		// The lag does not go by it.
		expect(await statusOf(batch.$uri)).toBe(404);
		sandbox().setLag(0);
		const { body, headers } = await list<WireSample[]>(at.samples);
		expect(body.map(({ created_at }) => created_at)).toEqual([expected]);
		expect(Date.parse(headers.get('Date') ?? '')).toBe(Date.parse(expected));
	});

	it.each(['sent', 'none'] as const)('is %s with every answer', async (dateHeader) => {
		const expected = dateHeader === 'sent' ? shown() : undefined;
		sandbox().setWorld({ dateHeader });
		sandbox().inject({ match: { path: '/faulty' }, fault: { kind: 'html', status: 502 } });
		expect(await dateOf(at.batches)).toEqual([200, expected]);
		expect(await dateOf(at.batches, 'unknown')).toEqual([401, expected]);
		expect(await dateOf('/faulty')).toEqual([502, expected]);
	});

	it('is read when the answer is sent, not when it was asked for', async () => {
		sandbox().inject({ fault: { kind: 'delay', ms: 300 } });
		const answer = dateOf(at.batches);
		while (sandbox().requests.length === 0) await pause(1);
		clock.pass(60_000);
		expect(await answer).toEqual([200, shown()]);
	});
});
