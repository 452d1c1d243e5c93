import type { BatchStatus } from '../../sandbox/server.cts';
import type { WireAccount, WireBatch, WireTube } from '../../sandbox/wire.cts';
import {
	barcode,
	batches,
	call,
	idOf,
	register,
	registration,
	send,
	withSandbox,
} from './client.cts';
import type { Refused } from './client.cts';

describe('a tube from registration to its sample', () => {
	it('registers, and shows the batch and its tubes', () =>
		withSandbox({}, async (sandbox) => {
			const registered = await register(sandbox, 'Plate 1', [barcode(1), 'abcDEF1234']);
			expect(registered.status).toBe(200);
			const { batch, samples } = registered.body;
			expect(batch).toMatchObject({ name: 'Plate 1', status: 'registered' });
			expect(samples.map((tube) => tube.tube_barcode)).toEqual([barcode(1), 'abcDEF1234']);
			expect(new Set(samples.map((tube) => tube.sample.$ref)).size).toBe(2);

			const id = idOf(batch);
			expect((await call<WireBatch>(sandbox, 'GET', `${batches}/${id}`)).body).toEqual(batch);
			expect((await call<WireBatch[]>(sandbox, 'GET', batches)).body).toEqual([batch]);
			const tubes = await call<WireTube[]>(sandbox, 'GET', `${batches}/${id}/samples`);
			expect(tubes.body).toEqual(samples);
			expect(sandbox.batches()).toMatchObject([
				{
					id,
					number: batch.batch_number,
					trackingNumbers: ['1Z 999-AA'],
					tubes: [{ barcode: barcode(1), specimenType: 'Human stool', depth: 'Standard' }, {}],
				},
			]);
		}));

	it('takes 5,000 tubes and no more', () =>
		withSandbox({}, async (sandbox) => {
			const barcodes = Array.from({ length: 5001 }, (_, index) => barcode(index));
			const refused = await register(sandbox, 'Too many', barcodes);
			expect(refused.status).toBe(400);
			const registered = await register(sandbox, 'Just enough', barcodes.slice(1));
			expect(registered.body.samples).toHaveLength(5000);
		}));

	it('moves a batch on', () =>
		withSandbox({}, async (sandbox) => {
			const { batch } = (await register(sandbox, 'Plate', [barcode(1)])).body;
			sandbox.setBatchStatus(idOf(batch), 'sequencing');
			const shown = await call<WireBatch>(sandbox, 'GET', batch.$uri);
			expect(shown.body.status).toBe('sequencing');
			expect(() => sandbox.setBatchStatus('unknown', 'done')).toThrow('unknown');
		}));
});

describe('keys and accounts', () => {
	it('shows the account of a key', () =>
		withSandbox({ apiKeys: ['one', 'two'] }, async (sandbox) => {
			const one = await call<WireAccount>(sandbox, 'GET', '/api/v1/account');
			const two = await call<WireAccount>(sandbox, 'GET', '/api/v1/account', { key: 'two' });
			expect([one.status, two.status]).toEqual([200, 200]);
			expect(one.body.user).not.toEqual(two.body.user);
		}));

	it.each([
		['no key', null],
		['an empty key', ''],
		['an unknown key', 'guessed-key'],
	])('refuses %s before it looks at the request', (_what, key) =>
		withSandbox({}, async (sandbox) => {
			const paths = ['/api/v1/account', batches, `${batches}/0123456789abcdef`];
			for (const path of paths) {
				const refused = await call<Refused>(sandbox, 'GET', path, { key });
				expect(refused.body).toEqual({ message: expect.any(String) as string, status: 401 });
			}
			const json = { not: 'a registration' };
			const refused = await call<Refused>(sandbox, 'POST', `${batches}/register`, { json, key });
			expect(refused.status).toBe(401);
			expect(sandbox.batches()).toEqual([]);
		}),
	);

	it('hides the batches of another key', () =>
		withSandbox({ apiKeys: ['one', 'two'] }, async (sandbox) => {
			const { batch } = (await register(sandbox, 'Mine', [barcode(1)], 'one')).body;
			const list = await call<WireBatch[]>(sandbox, 'GET', batches, { key: 'two' });
			expect(list.body).toEqual([]);
			expect((await send(sandbox, 'GET', batch.$uri, { key: 'two' })).status).toBe(404);
			expect((await register(sandbox, 'Theirs', [barcode(1)], 'two')).status).toBe(200);
		}));
});

describe('what does not exist', () => {
	it.each([
		['GET', `${batches}/0123456789abcdef`, 404],
		['GET', `${batches}/0123456789abcdef/samples`, 404],
		['GET', '/api/v1/nothing', 404],
		['POST', '/api/v1/account', 405],
		['DELETE', batches, 405],
		['GET', `${batches}/register`, 405],
	])('%s %s is a %i', (method, path, status) =>
		withSandbox({}, async (sandbox) => {
			const refused = await call<Refused>(sandbox, method, path);
			expect(refused.body).toEqual({ message: expect.any(String) as string, status });
			expect(refused.status).toBe(status);
		}),
	);
});

describe('the description', () => {
	const good = registration('Plate', [barcode(1)]);
	const tube = good.samples[0];
	it.each<[string, unknown]>([
		['tube_barcode', { ...good, samples: [{ ...tube, tube_barcode: '1234567890123' }] }],
		['tube_barcode', { ...good, samples: [{ ...tube, tube_barcode: 'abc-EF1234' }] }],
		['tube_barcode', { ...good, samples: [{ ...tube, tube_barcode: 12345678901234 }] }],
		['specimen_type', { ...good, samples: [{ ...tube, specimen_type: 'human stool' }] }],
		['sequencing_depth', { ...good, samples: [{ ...tube, sequencing_depth: undefined }] }],
		['samples/0', { ...good, samples: [{ ...tube, note: 'fragile' }] }],
		['samples', { ...good, samples: [] }],
		['batch_name', { ...good, batch_name: '' }],
		['batch_name', { ...good, batch_name: 'x'.repeat(101) }],
		['return_tracking_numbers', { ...good, return_tracking_numbers: [] }],
		['return_tracking_numbers', { ...good, return_tracking_numbers: ['1Z', '1Z'] }],
		['return_tracking_numbers/0', { ...good, return_tracking_numbers: ['1Z_2'] }],
		['additional properties', { ...good, batch: 'Plate' }],
	])('refuses a wrong %s and names it', (named, json) =>
		withSandbox({}, async (sandbox) => {
			const refused = await call<Refused>(sandbox, 'POST', `${batches}/register`, { json });
			expect(refused.body.status).toBe(400);
			expect(refused.body.message).toContain(named);
			expect(sandbox.batches()).toEqual([]);
		}),
	);

	it('refuses a body that is not JSON', () =>
		withSandbox({}, async (sandbox) => {
			const response = await fetch(`${sandbox.url}${batches}/register`, {
				method: 'POST',
				headers: { 'X-API-Key': sandbox.apiKey, 'Content-Type': 'application/json' },
				body: '{"batch_name": ',
			});
			expect(response.status).toBe(400);
		}));

	it('holds for answers: one that breaks it is a 500 that says so', async () => {
		const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
		const unheardOf = JSON.parse('"lost"') as BatchStatus;
		for (const validateAnswers of [true, false]) {
			await withSandbox({ validateAnswers }, async (sandbox) => {
				const { batch } = (await register(sandbox, 'Plate', [barcode(1)])).body;
				sandbox.setBatchStatus(idOf(batch), unheardOf);
				const shown = await call<Refused>(sandbox, 'GET', batch.$uri);
				expect(shown.status).toBe(validateAnswers ? 500 : 200);
				expect(sandbox.requests.at(-1)?.status).toBe(shown.status);
				if (validateAnswers) expect(shown.body.message).toContain('status must be equal to one of');
			});
		}
		expect(log).toHaveBeenCalledTimes(1);
		log.mockRestore();
	});
});

describe('the log', () => {
	it('tells what came and what was answered, but never the key', () =>
		withSandbox({}, async (sandbox) => {
			await register(sandbox, 'Plate', [barcode(1)]);
			await call(sandbox, 'GET', batches, { key: null, query: { page: '2' } });
			expect(sandbox.requests).toMatchObject([
				{
					method: 'POST',
					path: `${batches}/register`,
					status: 200,
					keyPresented: true,
					body: registration('Plate', [barcode(1)]),
				},
				{ method: 'GET', path: batches, query: { page: '2' }, status: 401, keyPresented: false },
			]);
			expect(sandbox.requests[0]?.headerNames).toContain('x-api-key');
			expect(JSON.stringify(sandbox.requests)).not.toContain(sandbox.apiKey);
		}));
});
