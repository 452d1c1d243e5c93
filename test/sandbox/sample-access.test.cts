import type { Fault, Sandbox } from '../../sandbox/server.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import {
	analyses,
	barcode,
	batches,
	call,
	classifications,
	idOf,
	jobs,
	metadata,
	projects,
	read,
	register,
	registerSamples,
	samples,
	send,
	tags,
	withSandbox,
} from './client.cts';
import type { Refused } from './client.cts';

const nothing = '0123456789abcdef';
const kinds = [samples, metadata, projects, tags, classifications, analyses, jobs];
const gets = [
	...kinds,
	...kinds.map((path) => `${path}/${nothing}`),
	`${classifications}/${nothing}/results`,
];
const patches = [`${samples}/${nothing}`, `${metadata}/${nothing}`];

/** How many entries each of the lists has for a key. */
async function counts(sandbox: Sandbox, key?: string): Promise<Array<string | null>> {
	const lists = [samples, metadata, projects, tags];
	const answers = await Promise.all(lists.map((path) => send(sandbox, 'GET', path, { key })));
	return answers.map(({ headers }) => headers.get('X-Total-Count'));
}

describe('who may read and change samples', () => {
	it.each([
		['no key', null],
		['an unknown key', 'guessed-key'],
	])('%s is refused before anything is looked at', (_what, key) =>
		withSandbox({}, async (sandbox) => {
			const requests = [
				...gets.map((path) => call<Refused>(sandbox, 'GET', path, { key })),
				...patches.map((path) => call<Refused>(sandbox, 'PATCH', path, { key, json: [] })),
			];
			for (const { body } of await Promise.all(requests)) {
				expect(body).toEqual({ message: expect.any(String) as string, status: 401 });
			}
		}),
	);

	it('another account sees nothing of them', () =>
		withSandbox({ apiKeys: ['one', 'two'] }, async (sandbox) => {
			const [sample] = (await registerSamples(sandbox, 1)) as [WireSample];
			const found = sandbox.finishSample(idOf(sample));
			sandbox.addProject('Mine');
			await send(sandbox, 'PATCH', sample.$uri, { json: { tags: [{ name: 'mine' }] } });
			expect(await counts(sandbox)).toEqual(['1', '1', '1', '1']);
			expect(await counts(sandbox, 'two')).toEqual(['0', '0', '0', '0']);

			const key = 'two';
			const results = `${classifications}/${found}/results`;
			for (const path of [sample.$uri, sample.metadata.$ref, results]) {
				expect((await send(sandbox, 'GET', path)).status).toBe(200);
				expect((await send(sandbox, 'GET', path, { key })).status).toBe(404);
			}
			const json = { starred: true };
			const refused = await send(sandbox, 'PATCH', sample.metadata.$ref, { key, json });
			expect(refused.status).toBe(404);
			sandbox.addSample({ apiKey: 'two' });
			sandbox.addProject('Theirs', 'two');
			expect(await counts(sandbox, 'two')).toEqual(['1', '1', '1', '0']);
		}));
});

it.each([
	...gets.filter((path) => path.includes(nothing)).map((path) => ['GET', path, 404] as const),
	['DELETE', `${samples}/${nothing}`, 405],
	['POST', tags, 405],
	['PATCH', projects, 405],
] as const)('%s %s is a %i', (method, path, status) =>
	withSandbox({}, async (sandbox) => {
		const refused = await call<Refused>(sandbox, method, path);
		expect(refused.body).toEqual({ message: expect.any(String) as string, status });
		expect(refused.status).toBe(status);
	}),
);

it('the lag hides the samples of a batch like the batch', async () => {
	let time = Date.parse('2026-01-05T08:00:00Z');
	await withSandbox({ lagMs: 2000, now: () => time }, async (sandbox) => {
		const { body } = await register(sandbox, 'Late', [barcode(1)]);
		const [sample] = sandbox.samples() as [WireSample];
		const results = `${classifications}/${sandbox.finishSample(idOf(sample))}/results`;
		const statuses = async () => {
			const paths = [sample.$uri, sample.metadata.$ref, results];
			const answers = await Promise.all(paths.map((path) => send(sandbox, 'GET', path)));
			return answers.map(({ status }) => status);
		};
		expect(body.samples[0]?.sample.$ref).toBe(sample.$uri);
		expect(await statuses()).toEqual([404, 404, 404]);
		expect(await counts(sandbox)).toEqual(['0', '0', '0', '0']);
		sandbox.addSample();
		expect(await counts(sandbox)).toEqual(['1', '1', '0', '0']);
		time += 2000;
		expect(await statuses()).toEqual([200, 200, 200]);
		expect(await counts(sandbox)).toEqual(['2', '2', '0', '0']);
	});
});

describe('faults', () => {
	it('happen to these requests, carried out or not', () =>
		withSandbox({}, async (sandbox) => {
			const [sample] = (await registerSamples(sandbox, 1)) as [WireSample];
			const change = (name: string) =>
				send(sandbox, 'PATCH', sample.metadata.$ref, { json: { name } });
			const match = { method: 'PATCH', path: /metadata/ };
			sandbox.inject({ match, fault: { kind: 'status', status: 503 } });
			expect((await change('never')).status).toBe(503);
			expect(sandbox.metadata()[0]?.name).toBeNull();
			sandbox.inject({ match, when: 'after', fault: { kind: 'html', status: 502 } });
			expect((await change('done')).status).toBe(502);
			expect(sandbox.metadata()[0]?.name).toBe('done');
			sandbox.inject({ match, fault: { kind: 'reset' } });
			await expect(change('never')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });

			sandbox.inject({ fault: { kind: 'refuseWhere' } });
			const query = { where: { status: 'available' } };
			expect((await send(sandbox, 'GET', samples)).status).toBe(200);
			expect((await send(sandbox, 'GET', samples, { query })).status).toBe(400);
			expect((await send(sandbox, 'GET', samples, { query })).status).toBe(200);
		}));

	it('dropSamples everywhere hides the sample of the tube as well', () =>
		withSandbox({}, async (sandbox) => {
			const fault: Fault = { kind: 'dropSamples', barcodes: [barcode(1)], everywhere: true };
			sandbox.inject({ match: { method: 'POST' }, fault });
			await register(sandbox, 'Plate', [barcode(1), barcode(2)]);
			const [dropped, kept] = sandbox.samples() as [WireSample, WireSample];
			expect(await read(sandbox, samples)).toEqual([kept]);
			expect((await send(sandbox, 'GET', dropped.$uri)).status).toBe(404);
		}));
});

it('reset forgets samples, projects, tags and results', () =>
	withSandbox({}, async (sandbox) => {
		const [sample] = (await registerSamples(sandbox, 1)) as [WireSample];
		const found = sandbox.finishSample(idOf(sample));
		sandbox.addProject('Gut');
		await send(sandbox, 'PATCH', sample.$uri, { json: { tags: [{ name: 'urgent' }] } });
		await register(sandbox, 'Unread', [barcode(2)]);
		sandbox.reset();
		expect(await counts(sandbox)).toEqual(['0', '0', '0', '0']);
		expect([sandbox.samples(), sandbox.metadata()]).toEqual([[], []]);
		for (const path of [sample.$uri, sample.metadata.$ref, `${classifications}/${found}/results`]) {
			expect((await send(sandbox, 'GET', path)).status).toBe(404);
		}
	}));

describe('things moved on over HTTP', () => {
	it('a batch and a sample', () =>
		withSandbox({}, async (sandbox) => {
			const [sample] = (await registerSamples(sandbox, 1)) as [WireSample];
			const steer = async (path: string, json: unknown) =>
				(await send(sandbox, 'POST', `/sandbox/${path}`, { key: null, json })).status;
			const [batch] = sandbox.batches();
			expect(await steer('batch-status', { id: batch?.id, status: 'sequencing' })).toBe(204);
			expect(await read(sandbox, `${batches}/${batch?.id}`)).toMatchObject({
				status: 'sequencing',
			});
			expect(await steer('finish-sample', { id: idOf(sample) })).toBe(204);
			expect(await read(sandbox, sample.$uri)).toMatchObject({ status: 'available' });
		}));

	it.each<[string, unknown, number]>([
		['batch-status', { id: nothing, status: 'done' }, 404],
		['batch-status', { id: nothing, status: 'lost' }, 400],
		['batch-status', {}, 400],
		['finish-sample', { id: nothing }, 404],
		['finish-sample', { id: nothing, table: [] }, 400],
	])('%s %j is a %i', (path, json, status) =>
		withSandbox({}, async (sandbox) => {
			const refused = await call<Refused>(sandbox, 'POST', `/sandbox/${path}`, { json });
			expect(refused.body).toEqual({ message: expect.any(String) as string, status });
			expect(refused.status).toBe(status);
		}),
	);
});
