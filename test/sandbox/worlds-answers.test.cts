import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/server.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import type { WireBatch, WireTube } from '../../sandbox/wire.cts';
import type { World } from '../../sandbox/worlds.cts';
import { barcode, batches, call, read, register, withSandbox } from './client.cts';

describe('a barcode', () => {
	it.each<[World['barcodeEcho'], string, number]>([
		['same', 'abcDE12345', 200],
		['upperCase', 'ABCDE12345', 400],
	])('comes back in %s', (barcodeEcho, echoed, statusOfOtherCase) =>
		withSandbox({ world: { barcodeEcho } }, async (sandbox) => {
			const { batch, samples } = (await register(sandbox, 'Plate', ['abcDE12345'])).body;
			const listed = await read<WireTube[]>(sandbox, `${batch.$uri}/samples`);
			expect([samples, listed].flat().map((tube) => tube.tube_barcode)).toEqual([echoed, echoed]);
			const tries = [['ABCde12345'], [barcode(1), 'xyzDE12345', 'XYZde12345']];
			for (const barcodes of tries) {
				expect((await register(sandbox, 'Other', barcodes)).status).toBe(statusOfOtherCase);
			}
		}),
	);

	it('is compared as in the world of now', () =>
		withSandbox({}, async (sandbox) => {
			await register(sandbox, 'Plate', ['abcDE12345']);
			sandbox.setWorld({ barcodeEcho: 'upperCase' });
			expect((await register(sandbox, 'Other', ['ABCDE12345'])).status).toBe(400);
		}));
});

describe('the name of a batch', () => {
	const sent = ' Cafe\u0301 \u00a0 rack\t1 ';
	it.each<[World['nameEcho'], string]>([
		['same', sent],
		['normalised', 'Caf\u00e9 rack 1'],
	])('comes back %s', (nameEcho, stored) =>
		withSandbox({ world: { nameEcho } }, async (sandbox) => {
			const { batch } = (await register(sandbox, sent, [barcode(1)])).body;
			expect(batch.name).toBe(stored);
			expect((await read<WireBatch>(sandbox, batch.$uri)).name).toBe(stored);
			const found = async (name: string) => {
				const query = { where: { name } };
				return (await call<WireBatch[]>(sandbox, 'GET', batches, { query })).body.length;
			};
			expect(await found(stored)).toBe(1);
			expect(await found(sent)).toBe(nameEcho === 'same' ? 1 : 0);
		}),
	);
});

describe("the server's clock", () => {
	const time = Date.parse('2026-01-05T08:00:00Z');
	it.each<[World['clock'], string]>([
		['same', '2026-01-05T08:00:00.000Z'],
		['behind', '2026-01-05T05:00:00.000Z'],
		['ahead', '2026-01-05T11:00:00.000Z'],
	])('is %s', (clock, expected) =>
		withSandbox({ world: { clock }, now: () => time, lagMs: 1 }, async (sandbox) => {
			const { batch } = (await register(sandbox, 'Plate', [barcode(1)])).body;
			expect(batch.created_at).toBe(expected);
			// The lag does not go by it.
			expect((await call(sandbox, 'GET', batch.$uri)).status).toBe(404);
			sandbox.setLag(0);
			const { body, headers } = await call<WireSample[]>(sandbox, 'GET', '/api/v1/samples');
			expect(body.map(({ created_at }) => created_at)).toEqual([expected]);
			expect(Date.parse(headers.get('Date') ?? '')).toBe(Date.parse(expected));
		}),
	);
});

describe('the Date header', () => {
	const time = Date.parse('2026-01-05T08:00:00Z');
	/** The Date header of an answer, whatever it is, beside its status. */
	const dateOf = (sandbox: Sandbox, path: string, key = sandbox.apiKey) =>
		new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
			request(sandbox.url + path, { headers: { 'X-API-Key': key } }, (response) => {
				response.resume();
				resolve([response.statusCode, response.headers.date]);
			})
				.once('error', reject)
				.end();
		});

	it.each<[World['dateHeader'], string | undefined]>([
		['sent', 'Mon, 05 Jan 2026 08:00:00 GMT'],
		['none', undefined],
	])('%s', (dateHeader, expected) =>
		withSandbox({ world: { dateHeader }, now: () => time }, async (sandbox) => {
			sandbox.inject({ match: { path: '/faulty' }, fault: { kind: 'html', status: 502 } });
			expect(await dateOf(sandbox, batches)).toEqual([200, expected]);
			expect(await dateOf(sandbox, batches, 'unknown')).toEqual([401, expected]);
			expect(await dateOf(sandbox, '/faulty')).toEqual([502, expected]);
		}),
	);

	it('tells when the answer was sent, not when it was asked for', async () => {
		let clock = time;
		await withSandbox({ now: () => clock }, async (sandbox) => {
			sandbox.inject({ fault: { kind: 'delay', ms: 300 } });
			const answer = dateOf(sandbox, batches);
			while (sandbox.requests.length === 0) await pause(1);
			clock += 60_000;
			expect(await answer).toEqual([200, 'Mon, 05 Jan 2026 08:01:00 GMT']);
		});
	});
});
