import { browse, find, type Search } from '../../nodes/OneCodex/resources/listSearch/searchList';
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

/** Things are shown by their number, and searched for in two fields. */
const SEARCH: Search<Thing> = {
	kind: THINGS,
	order: { sort: '{"created_at":true}' },
	fields: ['name', 'code'],
	fieldOf: ({ number }) => `Thing ${number}`,
	canBeSearched: true,
	toEntry: ({ id, number }) => ({ name: `Thing ${number}`, value: id }),
};

const numberOf = (value: unknown) => Number(String(value).slice(1));
const numbersIn = (entries: Array<{ value: unknown }>) =>
	entries.map(({ value }) => numberOf(value));

describe('a list that is browsed', () => {
	const look = async (serve: Serve, token?: string) => {
		const { client, asked } = scriptedClient(serve);
		const browsed = await browse(client, SEARCH, token);
		if (!browsed.ok) return { failure: browsed.failure, asked };
		const numbers = browsed.value.entries.map(({ number }) => number);
		return { numbers, token: browsed.value.paginationToken, asked };
	};

	test.each([
		[0, undefined, undefined],
		[49, undefined, undefined],
		[50, undefined, undefined],
		[51, undefined, '2'],
		[51, '2', undefined],
		[120, '2', '3'],
		[120, '3', undefined],
		[120, '9', undefined],
	])('of %i, at %s: goes on at %s', async (count, token, next) => {
		const { numbers, asked, ...rest } = await look((query) => pageOf(range(count), query), token);
		const page = Number(token ?? 1);
		expect(numbers).toEqual(range(count).slice((page - 1) * 50, page * 50));
		expect(rest.token).toBe(next);
		expect(asked).toMatchObject([{ page, perPage: 50, sort: { created_at: true } }]);
		expect(asked[0]?.where).toBeUndefined();
	});

	test.each([
		[50, undefined, '2'],
		[50, '2', undefined],
		[49, undefined, undefined],
		[0, undefined, undefined],
	])('of %i without a total, at %s: goes on at %s', async (count, token, next) => {
		const serve: Serve = (query) => pageOf(range(count), query, { total: false });
		expect((await look(serve, token)).token).toBe(next);
	});

	test('of a server that grants less goes on all the same', async () => {
		const serve: Serve = (query) => pageOf(range(12), query, { most: 5 });
		const first = await look(serve);
		const second = await look(serve, first.token);
		const third = await look(serve, second.token);
		expect([first, second, third].map(({ numbers }) => numbers)).toEqual([
			range(5),
			[5, 6, 7, 8, 9],
			[10, 11],
		]);
		expect(third.token).toBeUndefined();
	});

	test('that fails gives its failure', async () => {
		expect(await look(() => ({ status: 403 }))).toMatchObject({ failure: failureOf(403) });
	});
});

/** What a field is asked to contain. */
const wantedIn = ({ where }: Asked, field: string) =>
	(where?.[field] as { $icontains: string } | undefined)?.$icontains;

describe('a text that is searched for', () => {
	const look = async (serve: Serve, text = 'thing') => {
		const { client, asked } = scriptedClient(serve);
		return { found: await find(client, SEARCH, text), asked };
	};
	const numbersFound = async (serve: Serve, text?: string) => {
		const { found, asked } = await look(serve, text);
		if (!found.ok) throw new Error('not found');
		return { numbers: numbersIn(found.value), asked };
	};

	test('is asked for in each field, and what has it in both comes once', async () => {
		const { numbers, asked } = await numbersFound((query) =>
			pageOf(wantedIn(query, 'name') === 'thing' ? [1, 2] : [2, 3], query),
		);
		expect(numbers).toEqual([1, 2, 3]);
		expect(asked).toMatchObject([
			{ where: { name: { $icontains: 'thing' } }, page: 1, perPage: 50 },
			{ where: { code: { $icontains: 'thing' } }, page: 1, perPage: 50 },
		]);
		expect(asked.every(({ sort }) => sort?.created_at === true)).toBe(true);
	});

	test('is taken to be in what the server finds, whatever it is called', async () => {
		const { numbers } = await numbersFound((query) => pageOf([7], query), 'of another name');
		expect(numbers).toEqual([7]);
	});

	describe.each([400, 500])('where the server answers the filter with %i', (status) => {
		const refusing =
			(count: number, total = true): Serve =>
			(query): Scripted =>
				query.where ? { status } : pageOf(range(count), query, { total });

		test('is looked for in the names of the list, in any case', async () => {
			const { numbers, asked } = await numbersFound(refusing(250), 'THING 24');
			expect(numbers).toEqual([24, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249]);
			const pages = asked.flatMap(({ where, page }) => (where ? [] : [page]));
			expect(pages).toEqual([1, 2, 3]);
			expect(asked.length - pages.length).toBeLessThanOrEqual(2);
		});

		test.each([true, false])('is looked for in a thousand entries (a total: %s)', async (total) => {
			const { numbers, asked } = await numbersFound(refusing(1200, total), 'thing 99');
			expect(numbers).toEqual([99, ...range(10).map((index) => 990 + index)]);
			expect(asked.filter(({ where }) => !where)).toHaveLength(11);
			const { numbers: behind } = await numbersFound(refusing(1200, total), 'thing 1000');
			expect(behind).toEqual([]);
		});

		test('is looked for until there is enough', async () => {
			const { numbers, asked } = await numbersFound(refusing(1200));
			expect(numbers).toEqual(range(100));
			expect(asked.filter(({ where }) => !where)).toHaveLength(1);
		});

		test('in its second field only: what the first field gave stays', async () => {
			const { numbers } = await numbersFound(
				(query): Scripted =>
					wantedIn(query, 'code') ? { status } : pageOf(query.where ? [5000] : range(30), query),
				'thing 2',
			);
			expect(numbers.toSorted((a, b) => a - b)).toEqual([
				...[2, ...range(10).map((index) => 20 + index)],
				5000,
			]);
		});
	});

	test('that the server does not find is looked for in the list', async () => {
		const silent: Serve = (query) => pageOf(query.where ? [] : range(250), query);
		const { numbers, asked } = await numbersFound(silent, 'thing 24');
		expect(numbers).toEqual([24, ...range(10).map((index) => 240 + index)]);
		expect(asked.filter(({ where }) => where)).toHaveLength(2);
	});

	test('in a list that may not be searched is looked for in both ways', async () => {
		// It takes the text for the whole of the field, or gives everything.
		for (const given of [[24], range(250)]) {
			const { client } = scriptedClient((query) => pageOf(query.where ? given : range(250), query));
			const found = await find(client, { ...SEARCH, canBeSearched: false }, 'thing 24');
			const numbers = found.ok ? numbersIn(found.value) : [];
			expect(numbers).toEqual([24, ...range(10).map((index) => 240 + index)]);
		}
	});

	test('in a list that the server refuses to sort is looked for in any order', async () => {
		const { numbers } = await numbersFound(
			(query): Scripted => (query.sort ? { status: 400 } : pageOf([3, 1], query)),
		);
		expect(numbers).toEqual([3, 1]);
	});

	test.each([401, 403, 429])('with a %i is not looked for any further', async (status) => {
		const { found, asked } = await look(() => ({ status }));
		expect(found).toEqual({ ok: false, failure: failureOf(status) });
		expect(asked).toHaveLength(1);
	});

	test('where all fails, the failure of the list itself is told', async () => {
		const { found } = await look((query) => ({ status: query.where ? 500 : 403 }));
		expect(found).toEqual({ ok: false, failure: failureOf(403) });
	});
});
