import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
	barcode,
	at,
	call,
	idOf,
	read,
	register,
	registerSample,
	sandbox,
	statusOf,
	useSandbox,
	withSandbox,
} from './client.cts';
import type { Refused } from './client.cts';

useSandbox();

describe('a sandbox steered over HTTP', () => {
	const steer = (path: string, json: unknown) =>
		statusOf(`/sandbox/${path}`, { key: null, json }, 'POST');

	it('shows its state without a key', async () => {
		await register('Plate', [barcode(1)]);
		await register('Again', [barcode(1)]);
		const state = await call('GET', '/sandbox/state', { key: null });
		expect(state.body).toMatchObject({
			batches: [{ name: 'Plate', tubes: [{ barcode: barcode(1) }] }],
			requests: {
				total: 2,
				byStatus: { 200: 1, 400: 1 },
				byRoute: { [`POST ${at.batches}/register`]: 2 },
			},
		});
		expect(state.text).not.toContain(sandbox().apiKey);
	});

	it('moves a batch and a sample on, and changes the world', async () => {
		const sample = await registerSample();
		const id = sandbox().batches()[0]?.id;
		expect(await steer('batch-status', { id, status: 'sequencing' })).toBe(204);
		expect(await read(`${at.batches}/${id}`)).toMatchObject({ status: 'sequencing' });
		expect(await steer('finish-sample', { id: idOf(sample) })).toBe(204);
		expect(await read(sample.$uri)).toMatchObject({ status: 'available' });
		const where = encodeURIComponent('{"name":"Plate"}');
		expect(await read(`${at.batches}?where=${where}`)).toHaveLength(1);
		expect(await steer('world', { batchFilter: 'nothing' })).toBe(204);
		expect(await read(`${at.batches}?where=${where}`)).toEqual([]);
	});

	it('adds a job, and ends the analyses that are its runs', async () => {
		expect(await steer('add-job', { name: 'Typing', type: 'mlst' })).toBe(204);
		const [job] = await read<Array<{ $uri: string }>>(at.jobs);
		const sample = { $ref: `${at.samples}/${sandbox().addSample()}` };
		const start = async () => {
			const json = { sample, job_args: {} };
			const { body } = await call<{ $ref: string }>('POST', `${job?.$uri}/run`, { json });
			return body.$ref;
		};
		const [good, bad] = [await start(), await start()];
		expect(await statusOf(`${good}/results`)).toBe(404);
		expect(await steer('finish-analysis', { id: good.split('/').at(-1) })).toBe(204);
		const failed = { id: bad.split('/').at(-1), error_msg: 'Too few reads' };
		expect(await steer('finish-analysis', failed)).toBe(204);
		const { body } = await call('GET', '/sandbox/state', { key: null });
		const type = { analysis_type: 'mlst', complete: true };
		expect(body).toMatchObject({
			analyses: [
				{ $uri: good, ...type, success: true, error_msg: null },
				{ $uri: bad, ...type, success: false, error_msg: 'Too few reads' },
			],
		});
		expect(await read(`${good}/results`)).toMatchObject({
			mlstResults: { summary: { mlst: 131 } },
		});
		expect(await statusOf(`${bad}/results`)).toBe(404);
	});

	const id = '0123456789abcdef';
	it.each<[string, unknown, number]>([
		['batch-status', { id, status: 'done' }, 404],
		['batch-status', { id, status: 'lost' }, 400],
		['batch-status', {}, 400],
		['finish-sample', { id }, 404],
		['finish-sample', { id, table: [] }, 400],
		['add-job', { name: 'Typing', type: 'constructor' }, 400],
		['finish-analysis', { id }, 404],
		['world', [], 400],
		['world', { batchFilter: 'nothing', batchFilters: 'nothing' }, 400],
		['world', { batchFilter: 'none' }, 400],
		['world', { samplesLagMs: -1 }, 400],
	])('%s %j is a %i, and changes nothing', async (path, json, status) => {
		const refused = await call<Refused>('POST', `/sandbox/${path}`, { json });
		expect(refused.body).toEqual({ message: expect.any(String) as string, status });
		expect(refused.status).toBe(status);
		await register('Plate', [barcode(1)]);
		const where = encodeURIComponent('{"name":"Plate"}');
		expect(await read(`${at.batches}?where=${where}`)).toHaveLength(1);
	});
});

describe('a world', () => {
	it('is that of the options, can be changed, and comes back with a reset', () =>
		withSandbox({ world: { batchFilter: 'refused' } }, async () => {
			const both = async () => [
				await statusOf(at.batches, { query: { where: {} } }),
				await statusOf(at.batches, { query: { sort: {} } }),
			];
			expect(await both()).toEqual([400, 200]);
			sandbox().setWorld({ batchSort: 'refused' });
			expect(await both()).toEqual([400, 400]);
			sandbox().setWorld({ batchFilter: 'ignored' });
			expect(await both()).toEqual([200, 400]);
			sandbox().reset();
			expect(await both()).toEqual([400, 200]);
		}));
});

describe('the command', () => {
	const start = (...options: string[]) =>
		spawn(process.execPath, ['--require', 'tsx/cjs', 'sandbox/main.cts', ...options], {
			cwd: join(__dirname, '..', '..'),
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
		const filtered = await ask(`${at.batches}?where={}`);
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
