import type { Sandbox } from '../../sandbox/server.cts';
import type { World } from '../../sandbox/worlds.cts';
import {
	barcode,
	batches,
	call,
	metadata,
	projects,
	register,
	samples,
	send,
	tags,
	withSandbox,
} from './client.cts';

/** Registers so many tubes in one batch, and in a batch each; gives the address of the first's samples. */
async function fill(sandbox: Sandbox, count: number): Promise<string> {
	const barcodes = Array.from({ length: count }, (_, index) => barcode(index));
	const { batch } = (await register(sandbox, 'Rack', barcodes)).body;
	for (let index = 1; index < count; index += 1) {
		await register(sandbox, 'Rack', [barcode(count + index)]);
	}
	return `${batch.$uri}/samples`;
}

const ask = (sandbox: Sandbox, path: string, query: Record<string, unknown> = {}) =>
	call<unknown[]>(sandbox, 'GET', path, { query });

describe('what tells how long a list is', () => {
	it.each<[World['counts'], boolean, boolean]>([
		['sent', true, true],
		['totalOnly', true, false],
		['linkOnly', false, true],
		['none', false, false],
	])('%s', (counts, hasTotal, hasLink) =>
		withSandbox({ world: { counts, batchSamples: 'paged' } }, async (sandbox) => {
			const ofBatch = await fill(sandbox, 2);
			for (const path of [batches, ofBatch, samples, metadata, projects, tags]) {
				const { headers } = await ask(sandbox, path);
				expect([headers.has('X-Total-Count'), headers.has('Link')]).toEqual([hasTotal, hasLink]);
			}
		}),
	);
});

describe('a page after the last one', () => {
	it.each<[World['beyondLastPage'], number]>([
		['empty', 200],
		['notFound', 404],
	])('%s', (beyondLastPage, status) =>
		withSandbox({ world: { beyondLastPage, batchSamples: 'paged' } }, async (sandbox) => {
			const ofBatch = await fill(sandbox, 2);
			for (const path of [batches, ofBatch, samples, metadata, projects, tags]) {
				// An empty list has a first page all the same.
				expect((await ask(sandbox, path, { page: '1', per_page: '1' })).status).toBe(200);
				expect((await ask(sandbox, path, { page: '9', per_page: '1' })).status).toBe(status);
			}
			const last = await ask(sandbox, batches, { page: '2', per_page: '1' });
			expect(last.body).toHaveLength(1);
		}),
	);
});

describe('the most that a page holds', () => {
	it.each<[World['pageSize'], number[]]>([
		['asked', [25, 10, 25]],
		['small', [5, 5, 5]],
	])('%s', (pageSize, expected) =>
		withSandbox({ world: { pageSize, batchSamples: 'paged' } }, async (sandbox) => {
			const ofBatch = await fill(sandbox, 25);
			for (const path of [batches, ofBatch]) {
				const sizes = [];
				for (const query of [{}, { per_page: '10' }, { per_page: '100' }]) {
					sizes.push((await ask(sandbox, path, query)).body.length);
				}
				expect(sizes).toEqual(expected);
				const { headers } = await ask(sandbox, path, { per_page: '100' });
				expect(headers.get('X-Total-Count')).toBe('25');
				expect(headers.get('Link')?.includes('rel="next"')).toBe(pageSize === 'small');
			}
		}),
	);
});

describe('the samples of a batch', () => {
	it.each<[World['batchSamples'], Record<string, unknown>, number, number | undefined]>([
		['whole', {}, 200, 120],
		['whole', { page: '2' }, 200, 120],
		['whole', { per_page: '10' }, 200, 120],
		['wholeStrict', {}, 200, 120],
		['wholeStrict', { page: '1' }, 400, undefined],
		['wholeStrict', { per_page: '100' }, 400, undefined],
		['paged', {}, 200, 50],
		['paged', { page: '3' }, 200, 20],
		['paged', { per_page: '100' }, 200, 100],
		['paged', { per_page: '101' }, 400, undefined],
		['paged', { page: '2', per_page: '100' }, 200, 20],
	])('%s, asked for %j', (batchSamples, query, status, length) =>
		withSandbox({ world: { batchSamples } }, async (sandbox) => {
			const barcodes = Array.from({ length: 120 }, (_, index) => barcode(index));
			const { batch, samples: answered } = (await register(sandbox, 'Rack', barcodes)).body;
			expect(answered).toHaveLength(120);
			const list = await ask(sandbox, `${batch.$uri}/samples`, query);
			expect(list.status).toBe(status);
			if (length === undefined) return;
			expect(list.body).toHaveLength(length);
			expect(list.headers.get('X-Total-Count')).toBe(batchSamples === 'paged' ? '120' : null);
			expect(list.headers.has('Link')).toBe(batchSamples === 'paged');
		}),
	);

	it.each(['where', 'sort', 'cursor'])('never take %s', (name) =>
		withSandbox({}, async (sandbox) => {
			const path = await fill(sandbox, 1);
			expect((await send(sandbox, 'GET', path, { query: { [name]: {} } })).status).toBe(400);
		}),
	);
});

describe('the lists of samples and metadata', () => {
	it.each<[World['sampleLists'], number[]]>([
		['whole', [0, 1, 2, 3]],
		['fewer', [0, 2]],
	])('are %s, and each can be read by its id', (sampleLists, listed) =>
		withSandbox({ world: { sampleLists } }, async (sandbox) => {
			await register(sandbox, 'Rack', [0, 1, 2, 3].map(barcode));
			for (const [path, all] of [
				[samples, sandbox.samples()],
				[metadata, sandbox.metadata()],
			] as const) {
				const { body, headers } = await ask(sandbox, path);
				expect(body).toEqual(listed.map((index) => all[index]));
				expect(headers.get('X-Total-Count')).toBe(String(listed.length));
				for (const one of all) {
					expect((await call(sandbox, 'GET', one.$uri)).body).toEqual(one);
				}
			}
		}),
	);
});
