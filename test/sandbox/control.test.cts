import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { barcode, batches, call, register, send, withSandbox } from './client.cts';
import type { Refused } from './client.cts';

describe('a sandbox steered over HTTP', () => {
	it('takes one fault or several, and forgets them', () =>
		withSandbox({}, async (sandbox) => {
			const fault = { kind: 'status', status: 500 };
			const match = { method: 'GET', pathPattern: 'acc.unt$' };
			const ask = async () => (await send(sandbox, 'GET', '/api/v1/account')).status;
			const inject = (json: unknown) => send(sandbox, 'POST', '/sandbox/faults', { json });
			expect((await inject({ match, fault })).status).toBe(204);
			expect(
				(
					await inject([
						{ match, fault },
						{ fault, times: 'always' },
					])
				).status,
			).toBe(204);
			expect([await ask(), await ask(), await ask()]).toEqual([500, 500, 500]);
			expect((await send(sandbox, 'DELETE', '/sandbox/faults')).status).toBe(204);
			expect(await ask()).toBe(200);
		}));

	it('refuses a fault it does not understand, and all that came with it', () =>
		withSandbox({}, async (sandbox) => {
			const json = [{ fault: { kind: 'hang' } }, { fault: { kind: 'hiccup' } }];
			const refused = await call<Refused>(sandbox, 'POST', '/sandbox/faults', { json });
			expect(refused.status).toBe(400);
			expect(refused.body.message).toContain('kind');
			expect((await send(sandbox, 'GET', '/api/v1/account')).status).toBe(200);
		}));

	it('tells its state without a key, and resets', () =>
		withSandbox({}, async (sandbox) => {
			await register(sandbox, 'Plate', [barcode(1)]);
			await register(sandbox, 'Plate', [barcode(1)]);
			const state = await call(sandbox, 'GET', '/sandbox/state', { key: null });
			expect(state.body).toMatchObject({
				batches: [{ name: 'Plate', tubes: [{ barcode: barcode(1) }] }],
				requests: {
					total: 2,
					byStatus: { 200: 1, 400: 1 },
					byRoute: { [`POST ${batches}/register`]: 2 },
				},
			});
			expect(state.text).not.toContain(sandbox.apiKey);
			await send(sandbox, 'POST', '/sandbox/reset', { key: null });
			const empty = await call(sandbox, 'GET', '/sandbox/state');
			expect(empty.body).toMatchObject({ batches: [], requests: { total: 0 } });
		}));
});

describe('the command', () => {
	const root = join(__dirname, '..', '..');
	const start = (...options: string[]) =>
		spawn(process.execPath, ['--require', 'tsx/cjs', 'sandbox/main.cts', ...options], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
		});

	it('prints address and key, serves, and stops when told to', async () => {
		const world = JSON.stringify({ batchFilter: 'refused' });
		const child = start('--port', '0', '--key', 'one', '--key', 'two', '--world', world);
		const exit = once(child, 'exit');
		const lines: string[] = [];
		for await (const line of createInterface({ input: child.stdout })) {
			lines.push(line);
			if (lines.length === 2) break;
		}
		const url = lines[0]?.split(' ').at(-1) ?? '';
		const ask = (path: string) => fetch(url + path, { headers: { 'X-API-Key': 'two' } });
		const answer = await ask('/api/v1/account');
		const filtered = await ask(`${batches}?where={}`);
		child.kill('SIGTERM');
		expect(lines[1]).toBe('API key: one, two');
		expect([answer.status, filtered.status]).toEqual([200, 400]);
		expect(await exit).toEqual([0, null]);
	}, 30_000);

	it.each([
		['--port', 'high', '--port takes a whole number, not "high"'],
		['--world', 'equality', '--world takes JSON, not "equality"'],
		['--world', '{"batchFilter":"none"}', '--world: batchFilter: Invalid enum value'],
		['--world', '{"batchFilters":"nothing"}', "Unrecognized key(s) in object: 'batchFilters'"],
	])(
		'says that it does not understand %s %s',
		async (option, value, words) => {
			const child = start(option, value);
			const exit = once(child, 'exit');
			let errors = '';
			for await (const chunk of child.stderr) errors += String(chunk);
			expect(errors).toContain(words);
			expect(await exit).toEqual([1, null]);
		},
		30_000,
	);
});
