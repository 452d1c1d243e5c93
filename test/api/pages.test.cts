import { page, pages } from '../../nodes/OneCodex/api/pages';
import type { Client } from '../../nodes/OneCodex/api/request';
import { failureOf, pageOf, range, scriptedClient, THINGS, type Scripted } from './client.cts';

type Serve = Parameters<typeof scriptedClient>[0];

async function readAll(serve: Serve, size?: number) {
	const { client, asked } = scriptedClient(serve);
	const numbers: number[] = [];
	let failed: unknown;
	for await (const page of pages(client, THINGS, {}, size)) {
		if (page.ok) numbers.push(...page.value.map(({ number }) => number));
		else failed = page.failure;
	}
	return { numbers, failed, asked: asked.map(({ page, perPage }) => [page, perPage]) };
}

test.each([
	[0, 1],
	[1, 1],
	[99, 1],
	[100, 1],
	[101, 2],
	[250, 3],
])('a list of %i is read with %i requests', async (count, requests) => {
	const { numbers, asked } = await readAll((query) => pageOf(range(count), query));
	expect(numbers).toEqual(range(count));
	expect(asked).toEqual(range(requests).map((index) => [index + 1, 100]));
});

test.each([
	[5, 5],
	[1000, 100],
])('a page of %i is asked for as %i', async (size, perPage) => {
	const { asked } = await readAll((query) => pageOf(range(3), query), size);
	expect(asked).toEqual([[1, perPage]]);
});

test('a server that grants less than asked for loses nothing', async () => {
	const { numbers } = await readAll((query) => pageOf(range(120), query, { most: 25 }));
	expect(numbers).toEqual(range(120));
});

test.each([
	[100, 120],
	[25, 120],
	[100, 200],
	[100, 0],
])('without a total, pages of %i give all %i', async (most, count) => {
	const { numbers } = await readAll((query) => pageOf(range(count), query, { most, total: false }));
	expect(numbers).toEqual(range(count));
});

describe('entries that appear while paging, before all others', () => {
	test.each([1, 99, 100, 101, 250])('%i of them: nothing is lost or repeated', async (fresh) => {
		let all = range(150);
		const { numbers } = await readAll((query) => {
			const answer = pageOf(all, query);
			if (query.page === 1) all = [...range(fresh).map((index) => 1000 + index), ...all];
			return answer;
		});
		expect(numbers.filter((number) => number < 1000)).toEqual(range(150));
		expect(new Set(numbers).size).toBe(numbers.length);
	});
});

test('a page that cannot be read ends the list', async () => {
	const { numbers, failed, asked } = await readAll(
		(query): Scripted => (query.page === 2 ? { status: 500 } : pageOf(range(300), query)),
	);
	expect(numbers).toEqual(range(100));
	expect(failed).toEqual(failureOf(500));
	expect(asked).toHaveLength(2);
});

test('an entry that cannot be read does not stop the others', async () => {
	const { client } = scriptedClient(() => ({
		body: [{ number: 1 }, null, { other: 2 }, { number: 3 }],
		headers: { 'x-total-count': '4' },
	}));
	expect(await pageOfThings(client)).toMatchObject({
		value: { entries: [{ number: 1 }, { number: 3 }], count: 4, total: 4 },
	});
});

test('a list of nothing that can be read is not the documented one', async () => {
	const { client } = scriptedClient(() => ({ body: [{ other: 2 }] }));
	await expect(pageOfThings(client)).rejects.toThrow('nothing that can be read');
});

test('behind the last page there is an empty one, also where there is none', async () => {
	const { client } = scriptedClient(() => ({ status: 404 }));
	expect(await pageOfThings(client, 2)).toMatchObject({ value: { entries: [], count: 0 } });
	expect(await pageOfThings(client, 1)).toMatchObject({ failure: { status: 404 } });
});

test.each([
	['</x?page=2>; rel="next"', true],
	['</x?page=1>; rel=prev, </x?page=3>; rel=next', true],
	['</x?page=1>; rel="first"', false],
	[undefined, undefined],
])('of the header Link %j, there is a next page: %j', async (link, hasNext) => {
	const { client } = scriptedClient(() => ({ body: [], headers: { link } }));
	expect(await pageOfThings(client)).toMatchObject({ value: { hasNext } });
});

test('where only Link tells, the list ends where it names no next page', async () => {
	const { client, asked } = scriptedClient(({ page }) => ({
		body: [{ number: page }],
		headers: { link: page < 3 ? '</x>; rel="next"' : '</x>; rel="first"' },
	}));
	const numbers: number[] = [];
	for await (const some of pages(client, THINGS, {})) {
		numbers.push(...(some.ok ? some.value.map(({ number }) => number) : []));
	}
	expect(numbers).toEqual([1, 2, 3]);
	expect(asked).toHaveLength(3);
});

const pageOfThings = (client: Client, number = 1) =>
	page(client, THINGS, { page: number, per_page: 100 });
