import { startSandbox } from '../../sandbox/server.cts';
import type { Fault, Sandbox } from '../../sandbox/server.cts';
import type { WireBatch } from '../../sandbox/wire.cts';
import { barcode, batches, call, register, send } from './client.cts';

const three = [barcode(1), barcode(2), barcode(3)];
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

describe('which requests a fault happens to', () => {
	const down: Fault = { kind: 'status', status: 500 };
	const ask = async (path = '/api/v1/account') => (await send(sandbox, 'GET', path)).status;

	it('one, unless told otherwise', async () => {
		sandbox.inject({ fault: down });
		expect([await ask(), await ask()]).toEqual([500, 200]);
	});

	it('as many as told, after as many as told', async () => {
		sandbox.inject({ fault: down, after: 1, times: 2 });
		expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 500, 500, 200]);
	});

	it('by method and exact path', async () => {
		sandbox.inject({ match: { method: 'get', path: batches }, times: 'always', fault: down });
		sandbox.inject({ match: { method: 'POST' }, fault: down });
		expect([await ask(), await ask(batches), await ask(`${batches}/x`)]).toEqual([200, 500, 404]);
	});

	it('by a pattern, even one that remembers its place', async () => {
		sandbox.inject({ match: { path: /account/g }, times: 2, fault: down });
		expect([await ask(batches), await ask(), await ask()]).toEqual([200, 500, 500]);
	});

	it('by a text in what they look for', async () => {
		sandbox.inject({ match: { where: 'Plate' }, times: 'always', fault: down });
		const list = async (query: Record<string, unknown>) =>
			(await send(sandbox, 'GET', batches, { query })).status;
		expect(await list({ where: { name: 'Plate' } })).toBe(500);
		expect(await list({ where: { name: 'Rack' } })).toBe(200);
		expect(await list({ sort: { created_at: true } })).toBe(200);
	});

	it('one fault after the other, and none after they are cleared', async () => {
		sandbox.inject({ fault: down });
		sandbox.inject({ fault: { kind: 'status', status: 503 } });
		sandbox.inject({ fault: down, times: 'always' });
		expect([await ask(), await ask(), await ask()]).toEqual([500, 503, 500]);
		sandbox.clearFaults();
		expect(await ask()).toBe(200);
	});

	it('refuseWhere: only those with a filter', async () => {
		await register(sandbox, 'Plate', three);
		sandbox.inject({ fault: { kind: 'refuseWhere' } });
		const list = (query: Record<string, unknown>) => send(sandbox, 'GET', batches, { query });
		expect((await list({ sort: { created_at: true } })).status).toBe(200);
		expect((await list({ where: { name: 'Plate' } })).status).toBe(400);
		expect((await list({ where: { name: 'Plate' } })).status).toBe(200);
	});

	it('not those that the rate limit refuses', async () => {
		const limited = await startSandbox({ rateLimit: 1, now: () => 0 });
		limited.inject({ fault: down, after: 1, times: 'always' });
		const statuses = [];
		for (let count = 0; count < 3; count += 1) {
			statuses.push((await send(limited, 'GET', batches)).status);
		}
		await limited.close();
		expect(statuses).toEqual([200, 429, 429]);
	});
});

it('close ends connections that hang, and delays', async () => {
	const closing = await startSandbox({ rateLimit: false });
	closing.inject({ fault: { kind: 'hang' } });
	closing.inject({ fault: { kind: 'delay', ms: 600_000 } });
	const answers = [send(closing, 'GET', batches), send(closing, 'GET', batches)];
	const outcomes = Promise.allSettled(answers);
	while (closing.requests.length < 2) await send(closing, 'GET', '/sandbox/state');
	await closing.close();
	expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

it('reset makes the sandbox as new', async () => {
	await register(sandbox, 'Plate', three);
	sandbox.inject({ fault: { kind: 'hang' }, times: 'always' });
	sandbox.setLag(60_000);
	sandbox.reset();
	expect(sandbox.requests).toEqual([]);
	expect((await register(sandbox, 'Plate', three)).status).toBe(200);
	expect((await call<WireBatch[]>(sandbox, 'GET', batches)).body).toHaveLength(1);
});
