import { samplesOfBatch } from '../../nodes/OneCodex/api/batches/batchSamples';
import { range, scriptedClient, type Scripted } from './client.cts';

const tubes = (count: number, from = 0) =>
	range(count).map((number) => ({
		tube_barcode: String(30_000_000_000_000 + from + number),
		sample: { $ref: `/api/v1/samples/${from + number}` },
	}));

type Served = { page: number };

/** Reads the samples of batches, one after the other, with one account. */
async function read(serve: (asked: Served) => Scripted, times = 1) {
	const { client, asked } = scriptedClient(({ page }) => serve({ page: page || 1 }));
	let list;
	for (let time = 0; time < times; time++) list = await samplesOfBatch(client, 'b1');
	const pages = asked.map(({ page }) => (Number.isNaN(page) ? 'as documented' : page));
	const count = list?.ok ? list.value.tubes.length : undefined;
	return { pages, count, list, path: asked[0]?.path };
}

const paged = (all: object[], headers: (page: number) => Record<string, string>) => {
	return ({ page }: Served): Scripted => ({
		body: all.slice((page - 1) * 50, page * 50),
		headers: headers(page),
	});
};

test('a whole list takes one request, as the description has it', async () => {
	const { pages, count, path } = await read(() => ({ body: tubes(123) }));
	expect([pages, count]).toEqual([['as documented'], 123]);
	expect(path).toBe('/api/v1/sequencing/batches/b1/samples');
});

test.each<[string, (page: number) => Record<string, string>, number]>([
	['a count', () => ({ 'x-total-count': '70' }), 2],
	['links', (page) => ({ link: page === 1 ? '</x>; rel="next"' : '</x>; rel="prev"' }), 2],
	['nothing, but that the first page is a round one', () => ({}), 2],
])('a list with pages is read to its end by %s', async (_, headers, requests) => {
	const { pages, count } = await read(paged(tubes(70), headers));
	expect(count).toBe(70);
	expect(pages).toHaveLength(requests);
});

test('an empty page, or none, is behind the last one', async () => {
	expect((await read(paged(tubes(100), () => ({})))).count).toBe(100);
	const { count } = await read(({ page }) =>
		page > 2 ? { status: 404 } : { body: tubes(50, page * 50) },
	);
	expect(count).toBe(100);
});

test.each<[string, Scripted]>([
	['gives all of it again', { body: tubes(50) }],
	['refuses a page', { status: 400 }],
])('a server that %s has no more', async (_, second) => {
	const { pages, count } = await read(({ page }) => (page === 1 ? { body: tubes(50) } : second));
	expect(count).toBe(50);
	expect(pages).toEqual(['as documented', 2]);
});

test('a list that is longer than any page shows that such lists have none', async () => {
	let size = 150;
	const serve = () => {
		const body = tubes(size);
		size = 50;
		return { body };
	};
	const { pages, count } = await read(serve, 3);
	expect(count).toBe(50);
	expect(pages).toEqual(['as documented', 'as documented', 'as documented']);
});

test.each<[string, Scripted]>([
	['is the same again', { body: tubes(50), headers: { link: '</x>; rel="next"' } }],
	['is refused', { status: 400 }],
])('a list that names a next page, which %s, is not whole', async (_, second) => {
	const first = { body: tubes(50), headers: { link: '</x>; rel="next"' } };
	expect((await read(({ page }) => (page === 1 ? first : second))).list?.ok).toBe(false);
});

test('a count that names fewer than a next page is not believed', async () => {
	const { count } = await read(({ page }) => ({
		body: tubes(page === 1 ? 50 : 20, (page - 1) * 50),
		headers: { 'x-total-count': '50', link: page === 1 ? '</x>; rel="next"' : '</x>; rel="prev"' },
	}));
	expect(count).toBe(70);
});

test('a page of nothing that can be read is counted', async () => {
	const headers = { 'x-total-count': '52' };
	const { list } = await read(({ page }) => ({
		body: page === 1 ? tubes(50) : [{}, {}],
		headers,
	}));
	expect(list).toMatchObject({ value: { unreadable: 2 } });
});

test.each<[string, Scripted]>([
	['the first page again', { body: tubes(50), headers: { 'x-total-count': '70' } }],
	['an empty page', { body: [], headers: { 'x-total-count': '70' } }],
	['a refusal', { status: 400 }],
	['no such page', { status: 404 }],
])('a list that says there is more, and then gives %s, is not whole', async (_, second) => {
	const first = { body: tubes(50), headers: { 'x-total-count': '70' } };
	const { list } = await read(({ page }) => (page === 1 ? first : second));
	expect(list?.ok).toBe(false);
});

test('a failure of any page is that of the list', async () => {
	const first = { body: tubes(50), headers: { 'x-total-count': '70' } };
	const { list } = await read(({ page }) => (page === 1 ? first : { status: 500 }));
	expect(list).toMatchObject({ failure: { status: 500 } });
	expect((await read(() => ({ status: 404 }))).list).toMatchObject({ failure: { status: 404 } });
});

test('entries that cannot be read are counted, also where there are no others', async () => {
	const { list } = await read(() => ({ body: [{}, null, ...tubes(1)] }));
	expect(list).toMatchObject({ value: { unreadable: 2 } });
	expect((await read(() => ({ body: [{}] }))).list).toMatchObject({
		value: { tubes: [], unreadable: 1 },
	});
});
