import type { World } from '../../sandbox/worlds.cts';
import {
	barcodes,
	at,
	list,
	read,
	register,
	registerMany,
	sandbox,
	statusOf,
	useSandbox,
} from './client.cts';

useSandbox();

/** Registers so many tubes in a world; gives the address of their batch's samples. */
async function fill(count: number, world: Partial<World> = {}): Promise<string> {
	sandbox().setWorld({ repeatedBarcodes: 'accepted', ...world });
	const { batch } = (await register('Rack', barcodes(count))).body;
	return `${batch.$uri}/samples`;
}

const OTHERS = [at.batches, at.samples, at.metadata, at.projects, at.tags];

it.each<[World['counts'], boolean, boolean]>([
	['sent', true, true],
	['totalOnly', true, false],
	['linkOnly', false, true],
	['none', false, false],
])('how long a list is: %s', async (counts, hasTotal, hasLink) => {
	const ofBatch = await fill(2, { counts, batchSamples: 'paged' });
	for (const path of [ofBatch, ...OTHERS]) {
		const { headers } = await list(path);
		expect([headers.has('X-Total-Count'), headers.has('Link')]).toEqual([hasTotal, hasLink]);
	}
});

it.each<[World['beyondLastPage'], number]>([
	['empty', 200],
	['notFound', 404],
])('a page after the last one: %s', async (beyondLastPage, status) => {
	const ofBatch = await fill(2, { beyondLastPage, batchSamples: 'paged' });
	for (const path of [ofBatch, ...OTHERS]) {
		// An empty list has a first page all the same.
		expect(await statusOf(path, { query: { page: '1', per_page: '1' } })).toBe(200);
		expect(await statusOf(path, { query: { page: '9', per_page: '1' } })).toBe(status);
	}
	expect((await list(ofBatch, { page: '2', per_page: '1' })).body).toHaveLength(1);
});

it.each<[World['pageSize'], number[], boolean]>([
	['asked', [25, 10, 25], false],
	['small', [5, 5, 5], true],
])('the most that a page holds: %s', async (pageSize, expected, hasNext) => {
	const ofBatch = await fill(25, { pageSize, batchSamples: 'paged' });
	await registerMany(24);
	for (const path of [at.batches, ofBatch]) {
		const sizes = [];
		for (const query of [{}, { per_page: '10' }, { per_page: '100' }]) {
			sizes.push((await list(path, query)).body.length);
		}
		expect(sizes).toEqual(expected);
		const { headers } = await list(path, { per_page: '100' });
		expect(headers.get('X-Total-Count')).toBe('25');
		expect(headers.get('Link')?.includes('rel="next"')).toBe(hasNext);
	}
});

describe('the samples of a batch', () => {
	it.each<[World['batchSamples'], Record<string, unknown>, number]>([
		['whole', {}, 120],
		['whole', { page: '2' }, 120],
		['whole', { per_page: '10' }, 120],
		['wholeStrict', {}, 120],
		['paged', {}, 50],
		['paged', { page: '3' }, 20],
		['paged', { per_page: '100' }, 100],
		['paged', { page: '2', per_page: '100' }, 20],
	])('come %s, asked for %j', async (batchSamples, query, length) => {
		const { body, headers } = await list(await fill(120, { batchSamples }), query);
		expect(body).toHaveLength(length);
		expect(headers.get('X-Total-Count')).toBe(batchSamples === 'paged' ? '120' : null);
		expect(headers.has('Link')).toBe(batchSamples === 'paged');
	});

	it.each<[World['batchSamples'], Record<string, unknown>]>([
		['wholeStrict', { page: '1' }],
		['wholeStrict', { per_page: '100' }],
		['paged', { per_page: '101' }],
		['whole', { where: {} }],
		['whole', { sort: {} }],
		['whole', { cursor: {} }],
	])('where they come %s, refuse %j', async (batchSamples, query) => {
		expect(await statusOf(await fill(1, { batchSamples }), { query })).toBe(400);
	});
});

it.each<[World['sampleLists'], number[]]>([
	['whole', [0, 1, 2, 3]],
	['fewer', [0, 2]],
])(
	'the lists of samples and metadata are %s, and each can be read by its id',
	async (sampleLists, listed) => {
		await fill(4, { sampleLists });
		for (const [path, all] of [
			[at.samples, sandbox().samples()],
			[at.metadata, sandbox().metadata()],
		] as const) {
			const { body, headers } = await list(path);
			expect(body).toEqual(listed.map((index) => all[index]));
			expect(headers.get('X-Total-Count')).toBe(String(listed.length));
			for (const one of all) expect(await read(one.$uri)).toEqual(one);
		}
	},
);
