import {
	filteredLists,
	type ListFilter,
	type ListTraits,
} from '../../nodes/OneCodex/api/lists/filters';
import {
	failureOf,
	pageOf,
	range,
	scriptedClient,
	THINGS,
	type Asked,
	type Scripted,
	type Thing,
} from './client.cts';

type Serve = Parameters<typeof scriptedClient>[0];

/** The greater its number, the older is a thing. */
const TRAITS: ListTraits<Thing> = { createdAt: ({ number }) => -number, comesSorted: true };
const UNSURE: ListTraits<Thing> = { ...TRAITS, comesSorted: false };

const ALL: ListFilter<Thing> = {
	keeps: () => true,
	isPast: () => false,
	ascending: false,
	limit: Infinity,
};
const ODD: ListFilter<Thing> = {
	...ALL,
	server: {
		where: { parity: { $in: ['odd'] } },
		whereOf: ({ number }) => ({ parity: { $in: [number % 2 === 1 ? 'odd' : 'even'] } }),
	},
	keeps: ({ number }) => number % 2 === 1,
};
const odd = (numbers: number[]) => numbers.filter((number) => number % 2 === 1);

function listsOf(serve: Serve, traits = TRAITS) {
	const { client, asked } = scriptedClient(serve);
	const list = filteredLists(client, THINGS, traits);
	const read = async (filter: ListFilter<Thing>) => {
		const found = await list(filter);
		return found.ok ? found.value.entries.map(({ number }) => number) : found.failure;
	};
	return { read, asked };
}

/** What a server is asked to filter by, request by request. */
const wishes = (asked: Asked[]) =>
	asked.map(({ where }) => (where?.parity as { $in: string[] } | undefined)?.$in[0]);

/** A server that filters by parity. */
const filtering =
	(numbers: number[]): Serve =>
	(query) => {
		const [wanted] = wishes([query]);
		const parityOf = (number: number) => (number % 2 === 1 ? 'odd' : 'even');
		return pageOf(
			numbers.filter((number) => wanted === undefined || parityOf(number) === wanted),
			query,
		);
	};

test('a server that filters is asked to', async () => {
	const { read, asked } = listsOf(filtering(range(10)));
	expect(await read(ODD)).toEqual(odd(range(10)));
	expect(asked).toMatchObject([{ where: ODD.server?.where, sort: { created_at: true } }]);
});

test('what a server gives that does not filter is filtered here', async () => {
	const { read, asked } = listsOf((query) => pageOf(range(250), query));
	expect(await read(ODD)).toEqual(odd(range(250)));
	expect(asked).toHaveLength(3);
});

test('nothing is asked for where all are wanted', async () => {
	const { read, asked } = listsOf((query) => pageOf([1, 0], query));
	expect(await read({ ...ALL, ascending: true })).toEqual([1, 0]);
	expect(asked).toMatchObject([{ where: undefined, sort: { created_at: false } }]);
});

test('a limit asks for small pages', async () => {
	const { read, asked } = listsOf(filtering(range(200)));
	expect(await read({ ...ODD, limit: 7 })).toEqual(odd(range(14)));
	expect(asked).toMatchObject([{ perPage: 7 }]);
});

test('what comes in between is in its place', async () => {
	let all = range(250).map((number) => number * 10);
	const { read } = listsOf((query) => {
		const answer = pageOf(all, query);
		if (query.page === 1)
			all = all.flatMap((number) => (number === 990 ? [number, 985] : [number]));
		return answer;
	});
	const numbers = await read(ALL);
	expect(numbers).toEqual((numbers as number[]).toSorted((a, b) => a - b));
	expect(numbers).toHaveLength(251);
});

describe.each([400, 500])('a server that answers a filter with %i', (status) => {
	const serve: Serve = (query): Scripted => (query.where ? { status } : pageOf(range(250), query));

	test('is asked for all, and filtered here', async () => {
		const { read, asked } = listsOf(serve);
		expect(await read(ODD)).toEqual(odd(range(250)));
		expect(wishes(asked)).toEqual(['odd', undefined, undefined, undefined]);
	});

	test('is not asked to filter a second time', async () => {
		const { read, asked } = listsOf(serve);
		await read(ODD);
		await read(ODD);
		expect(asked.filter(({ where }) => where !== undefined)).toHaveLength(1);
	});

	test('is read no further than entries that are past what is asked for', async () => {
		const { read, asked } = listsOf(serve);
		const numbers = await read({ ...ODD, isPast: ({ number }) => number > 120 });
		expect(numbers).toEqual(odd(range(198)));
		expect(asked).toHaveLength(3);
	});
});

test('a server that fails on every list gives its failure', async () => {
	const { read, asked } = listsOf(() => ({ status: 500 }));
	expect(await read(ODD)).toEqual(failureOf(500));
	expect(asked).toHaveLength(2);
});

test.each([401, 403, 429])('a %i is no refusal of the filter', async (status) => {
	const { read, asked } = listsOf(() => ({ status }));
	expect(await read(ODD)).toEqual(failureOf(status));
	expect(asked).toHaveLength(1);
});

test('what fails behind its first page is read without the filter, and nothing is given twice', async () => {
	const { read } = listsOf(
		(query): Scripted =>
			query.where && query.page === 2 ? { status: 500 } : pageOf(range(250), query),
	);
	expect(await read(ODD)).toEqual(odd(range(250)));
});

describe('a filter that finds nothing', () => {
	const even = range(300).filter((number) => number % 2 === 0);

	test('is believed after it has found what is known to be there', async () => {
		const { read, asked } = listsOf(filtering(even));
		expect(await read(ODD)).toEqual([]);
		expect(wishes(asked)).toEqual(['odd', undefined, 'even']);
		expect(await read(ODD)).toEqual([]);
		expect(wishes(asked).slice(3)).toEqual(['odd']);
	});

	test.each<[string, number[]]>([
		['there is something on the first page', range(250)],
		['there is something behind it', [...even, 301]],
		['there is nothing', even],
	])('and never does: the list is read where %s', async (_, numbers) => {
		const silent: Serve = (query) => pageOf(query.where ? [] : numbers, query);
		const { read, asked } = listsOf(silent);
		expect(await read(ODD)).toEqual(odd(numbers));
		expect(await read(ODD)).toEqual(odd(numbers));
		// It is not asked again.
		expect(wishes(asked).filter((wish) => wish === 'odd')).toHaveLength(1);
	});

	test('in a list of nothing is right', async () => {
		const { read, asked } = listsOf(filtering([]));
		expect(await read(ODD)).toEqual([]);
		expect(asked).toHaveLength(2);
	});

	test('that nothing can be tried with is not believed', async () => {
		const { read, asked } = listsOf(filtering(even));
		const server = { where: ODD.server?.where ?? {}, whereOf: () => undefined };
		expect(await read({ ...ODD, server })).toEqual([]);
		expect(wishes(asked).slice(0, 3)).toEqual(['odd', undefined, undefined]);
	});
});

describe('a list that may come in any order', () => {
	const shuffled = range(250).map((number) => (number * 101) % 250);

	test('comes in the order that is asked for', async () => {
		for (const numbers of [range(250), range(250).toReversed(), shuffled]) {
			const { read } = listsOf((query) => pageOf(numbers, query), UNSURE);
			expect(await read({ ...ALL, limit: 3 })).toEqual([0, 1, 2]);
			expect(await read({ ...ALL, limit: 3, ascending: true })).toEqual([249, 248, 247]);
			expect(await read({ ...ALL, keeps: ({ number }) => number > 200 })).toEqual(
				range(49).map((index) => 201 + index),
			);
		}
	});

	test('is read no further than needed where it is in order', async () => {
		const { read, asked } = listsOf((query) => pageOf(range(250), query), UNSURE);
		await read({ ...ALL, limit: 1 });
		expect(asked.map(({ page, perPage }) => [page, perPage])).toEqual([[1, 10]]);
		await read({ ...ALL, isPast: ({ number }) => number > 50 });
		expect(asked).toHaveLength(2);
	});

	test('and is refused to be sorted, is asked for without', async () => {
		const serve: Serve = (query): Scripted =>
			query.sort ? { status: 400 } : pageOf(shuffled, query);
		const { read } = listsOf(serve, UNSURE);
		expect(await read({ ...ALL, limit: 3 })).toEqual([0, 1, 2]);
	});

	test('whose entries tell no times comes as it is', async () => {
		const serve: Serve = (query) => pageOf(shuffled, query);
		const { read } = listsOf(serve, { ...UNSURE, createdAt: () => undefined });
		expect(await read({ ...ALL, limit: 3 })).toEqual(shuffled.slice(0, 3));
	});
});

describe('what is read for the entries of a list', () => {
	const WHOLE = { ...ALL, isPast: undefined };
	const numbersOf = (things: Thing[]) => things.map(({ number }) => number);

	test.each([1, 250, 3_000])('is read while its last pages are, of %i', async (count) => {
		const { read, asked } = listsOf((query) => pageOf(range(count), query));
		const seen: Array<{ numbers: number[]; after: number }> = [];
		const numbers = await read({
			...WHOLE,
			nearEnd: async (entries) => {
				seen.push({ numbers: numbersOf(entries), after: asked.length });
				await Promise.resolve();
			},
		});
		expect(numbers).toEqual(range(count));
		expect(seen).toHaveLength(1);
		const [{ numbers: known, after } = { numbers: [], after: 0 }] = seen;
		expect(known).toEqual(range(known.length));
		expect(known.length).toBeGreaterThan(count / 3);
		expect(after).toBeLessThanOrEqual(asked.length);
		if (count > 250) expect(after).toBeLessThan(asked.length);
	});

	test('is not read where a limit may leave entries out', async () => {
		const { read } = listsOf((query) => pageOf(range(250), query));
		const nearEnd = jest.fn();
		await read({ ...WHOLE, limit: 200, nearEnd });
		await read({ ...ALL, nearEnd });
		expect(nearEnd).not.toHaveBeenCalled();
	});

	test.each(['good', 'bad'])('is waited for, whether the list is %s or not', async (end) => {
		const { read } = listsOf(
			(query): Scripted =>
				end === 'bad' && query.page > 1 ? { status: 503 } : pageOf(range(250), query),
		);
		let isRead = false;
		await read({
			...WHOLE,
			nearEnd: async () => {
				await new Promise((resolve) => setTimeout(resolve, 50));
				isRead = true;
			},
		});
		expect(isRead).toBe(true);
	});

	test('ends the reading with its error if it fails', async () => {
		const { read } = listsOf((query) => pageOf(range(250), query));
		const failing = read({ ...WHOLE, nearEnd: () => Promise.reject(new Error('cancelled')) });
		await expect(failing).rejects.toThrow('cancelled');
	});
});
