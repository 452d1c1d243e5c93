import { startSandbox } from '../../sandbox/server.cts';
import type { Fault, Sandbox } from '../../sandbox/server.cts';
import type { WireTube } from '../../sandbox/wire.cts';
import { barcode, batches, call, register, registration, send } from './client.cts';

const match = { method: 'POST', path: /register$/ };
const three = [barcode(1), barcode(2), barcode(3)];
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const post = (signal?: AbortSignal) =>
	fetch(`${sandbox.url}${batches}/register`, {
		method: 'POST',
		headers: { 'X-API-Key': sandbox.apiKey, 'Content-Type': 'application/json' },
		body: JSON.stringify(registration('Plate', three)),
		redirect: 'manual',
		signal,
	});
const barcodesOf = (tubes: WireTube[]) => tubes.map((tube) => tube.tube_barcode);

describe.each([
	['before', 0],
	['after', 1],
] as const)('a fault %s the request is carried out', (when, committed) => {
	const inject = (fault: Fault) => sandbox.inject({ match, when, fault });

	it('status: a documented one or any other', async () => {
		const headers = { 'Retry-After': '3' };
		inject({ kind: 'status', status: 503, message: 'Down for repair', headers });
		const response = await post();
		expect(response.status).toBe(503);
		expect(response.headers.get('Retry-After')).toBe('3');
		expect(await response.json()).toEqual({ message: 'Down for repair', status: 503 });
		expect(sandbox.requests.at(-1)?.status).toBe(503);
		expect(sandbox.batches()).toHaveLength(committed);
	});

	it('html', async () => {
		inject({ kind: 'html', status: 502 });
		const response = await post();
		expect(response.status).toBe(502);
		expect(response.headers.get('Content-Type')).toBe('text/html');
		expect(await response.text()).toContain('<html>');
		expect(sandbox.batches()).toHaveLength(committed);
	});

	it('cutJson: half of the text', async () => {
		inject({ kind: 'cutJson' });
		const response = await post();
		const text = await response.text();
		expect(response.status).toBe(200);
		expect(text).toMatch(/^\{"batch"/);
		expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
		expect(sandbox.batches()).toHaveLength(committed);
	});

	it('cutJson: the connection breaks in the middle', async () => {
		inject({ kind: 'cutJson', drop: true });
		const response = await post();
		expect(response.status).toBe(200);
		await expect(response.text()).rejects.toThrow('terminated');
		expect(sandbox.batches()).toHaveLength(committed);
	});

	it('body', async () => {
		inject({ kind: 'body', body: '[]', contentType: 'application/json' });
		const response = await post();
		expect([response.status, await response.text()]).toEqual([200, '[]']);
		expect(sandbox.batches()).toHaveLength(committed);
	});

	it('delay: late, but right', async () => {
		inject({ kind: 'delay', ms: 5 });
		const response = await post();
		expect(response.status).toBe(200);
		const { samples } = (await response.json()) as { samples: WireTube[] };
		expect(barcodesOf(samples)).toEqual(three);
		expect(sandbox.batches()).toHaveLength(1);
	});

	it('hang: no answer, and none is noted', async () => {
		inject({ kind: 'hang' });
		const giveUp = new AbortController();
		const answer = post(giveUp.signal);
		// Give up only once the request has been taken up and, if it is to be, carried out.
		const isUnderWay = () =>
			sandbox.requests[0]?.body !== undefined && sandbox.batches().length === committed;
		while (!isUnderWay()) await send(sandbox, 'GET', '/sandbox/state');
		giveUp.abort();
		await expect(answer).rejects.toThrow('aborted');
		expect(sandbox.requests[0]).not.toHaveProperty('status');
		expect(sandbox.batches()).toHaveLength(committed);
	});

	it('reset', async () => {
		inject({ kind: 'reset' });
		await expect(post()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
		expect(sandbox.batches()).toHaveLength(committed);
	});

	it('redirect', async () => {
		inject({ kind: 'redirect', to: 'https://elsewhere.example/' });
		const response = await post();
		expect(response.status).toBe(302);
		expect(response.headers.get('Location')).toBe('https://elsewhere.example/');
		expect(sandbox.batches()).toHaveLength(committed);
	});
});

describe('tubes in an answer', () => {
	it.each([
		[[barcode(1), barcode(3)], [barcode(2)]],
		[2, [barcode(1)]],
		[0, three],
	])('dropSamples %j: missing from the answer, not from the batch', async (barcodes, left) => {
		sandbox.inject({ match, fault: { kind: 'dropSamples', barcodes } });
		const { batch, samples } = (await register(sandbox, 'Plate', three)).body;
		expect(barcodesOf(samples)).toEqual(left);
		const listed = await call<WireTube[]>(sandbox, 'GET', `${batch.$uri}/samples`);
		expect(barcodesOf(listed.body)).toEqual(three);
	});

	it('dropSamples everywhere: missing for good, but registered', async () => {
		sandbox.inject({ match, fault: { kind: 'dropSamples', barcodes: 1, everywhere: true } });
		const { batch } = (await register(sandbox, 'Plate', three)).body;
		const listed = await call<WireTube[]>(sandbox, 'GET', `${batch.$uri}/samples`);
		expect(barcodesOf(listed.body)).toEqual(three.slice(0, 2));
		expect((await register(sandbox, 'Again', three.slice(2))).status).toBe(400);
	});

	it('dropSamples from the list of a batch', async () => {
		sandbox.inject({ match: { path: /samples$/ }, fault: { kind: 'dropSamples', barcodes: 3 } });
		const { batch, samples } = (await register(sandbox, 'Plate', three)).body;
		expect(samples).toHaveLength(3);
		expect((await call(sandbox, 'GET', `${batch.$uri}/samples`)).body).toEqual([]);
	});

	it('reorderSamples', async () => {
		sandbox.inject({ match, fault: { kind: 'reorderSamples' } });
		const { samples } = (await register(sandbox, 'Plate', three)).body;
		expect(barcodesOf(samples)).toEqual(three.toReversed());
	});
});
