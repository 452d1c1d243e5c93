import { page } from '../../nodes/OneCodex/api/lists/pages';
import type { Client } from '../../nodes/OneCodex/api/http/request';
import { scriptedClient, THINGS } from './client.cts';

test('an entry that cannot be read does not stop the others', async () => {
	const { client } = scriptedClient(() => ({
		body: [{ number: 1 }, null, { other: 2 }, { number: 3 }],
		headers: { 'x-total-count': '4' },
	}));
	expect(await pageOfThings(client)).toMatchObject({
		value: { entries: [{ number: 1 }, { number: 3 }], unreadable: [1, 2], count: 4, total: 4 },
	});
});

test('where none of its entries can be read, a page is none the less one', async () => {
	const { client } = scriptedClient(() => ({ body: [{ other: 2 }, null] }));
	expect(await pageOfThings(client)).toMatchObject({
		value: { entries: [], unreadable: [0, 1], count: 2 },
	});
});

test('what is no list is none', async () => {
	const { client } = scriptedClient(() => ({ body: { number: 1 } }));
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

const pageOfThings = (client: Client, number = 1) =>
	page(client, THINGS, { page: number, per_page: 100 });
