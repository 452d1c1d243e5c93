import { filteredLists, type ListFilter } from '../../nodes/OneCodex/api/filters';
import {
	failureOf,
	pageOf,
	range,
	scriptedClient,
	THINGS,
	type Scripted,
	type Thing,
} from './client.cts';

type Serve = Parameters<typeof scriptedClient>[0];

const ODD: ListFilter<Thing> = {
	where: { parity: 'odd' },
	keeps: ({ number }) => number % 2 === 1,
};
const odd = (numbers: number[]) => numbers.filter((number) => number % 2 === 1);

function listsOf(serve: Serve) {
	const { client, asked } = scriptedClient(serve);
	const lists = filteredLists(client, THINGS);
	const read = async (filter: ListFilter<Thing>) => {
		const numbers: number[] = [];
		let failed: unknown;
		for await (const page of lists(filter)) {
			if (page.ok) numbers.push(...page.value.map(({ number }) => number));
			else failed = page.failure;
		}
		return { numbers, failed };
	};
	return { read, asked };
}

test('a server that filters is asked to, and its answer is filtered once more', async () => {
	const { read, asked } = listsOf((query) => pageOf(range(10), query));
	expect(await read(ODD)).toEqual({ numbers: odd(range(10)), failed: undefined });
	expect(asked).toMatchObject([{ where: { parity: 'odd' }, sort: { created_at: true } }]);
});

test('nothing is asked for where all are wanted', async () => {
	const { read, asked } = listsOf((query) => pageOf(range(2), query));
	await read({ ascending: true });
	expect(asked).toMatchObject([{ where: undefined, sort: { created_at: false } }]);
});

test('a limit asks for small pages where the server filters', async () => {
	const { read, asked } = listsOf((query) => pageOf(range(2), query));
	await read({ ...ODD, pageSize: 7 });
	expect(asked).toMatchObject([{ perPage: 7 }]);
});

describe.each([400, 500])('a server that answers a filter with %i', (status) => {
	const serve: Serve = (query): Scripted => (query.where ? { status } : pageOf(range(250), query));

	test('is asked for all, in large pages, and filtered here', async () => {
		const { read, asked } = listsOf(serve);
		expect(await read({ ...ODD, pageSize: 7 })).toEqual({
			numbers: odd(range(250)),
			failed: undefined,
		});
		expect(asked.map(({ where, perPage }) => [where !== undefined, perPage])).toEqual([
			[true, 7],
			[false, 100],
			[false, 100],
			[false, 100],
		]);
	});

	test('is not asked to filter a second time', async () => {
		const { read, asked } = listsOf(serve);
		await read(ODD);
		await read(ODD);
		expect(asked.filter(({ where }) => where !== undefined)).toHaveLength(1);
	});

	test('is read no further than entries that are past what is asked for', async () => {
		const { read, asked } = listsOf(serve);
		const { numbers } = await read({ ...ODD, isPast: ({ number }) => number > 120 });
		expect(numbers).toEqual(odd(range(200)));
		expect(asked).toHaveLength(3);
	});
});

test('a server that fails on every list gives its failure', async () => {
	const { read, asked } = listsOf(() => ({ status: 500 }));
	expect(await read(ODD)).toEqual({ numbers: [], failed: failureOf(500) });
	expect(asked).toHaveLength(2);
});

test.each([401, 403, 429])('a %i is no refusal of the filter', async (status) => {
	const { read, asked } = listsOf(() => ({ status }));
	expect(await read(ODD)).toEqual({ numbers: [], failed: failureOf(status) });
	expect(asked).toHaveLength(1);
});

test('a failure behind the first page is no refusal of the filter: nothing is given twice', async () => {
	const { read } = listsOf(
		(query): Scripted =>
			query.where && query.page === 2 ? { status: 500 } : pageOf(range(250), query),
	);
	const { numbers, failed } = await read(ODD);
	expect(numbers).toEqual(odd(range(100)));
	expect(failed).toEqual(failureOf(500));
});
