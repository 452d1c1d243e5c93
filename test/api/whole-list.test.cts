import { page, type ReadPage } from '../../nodes/OneCodex/api/lists/pages';
import type { ListReading } from '../../nodes/OneCodex/api/lists/throughList';
import { wholeList } from '../../nodes/OneCodex/api/lists/wholeList';
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

async function readAll(serve: Serve, reading: ListReading = {}) {
	const { client, asked } = scriptedClient(serve);
	const numbers: number[] = [];
	let failed: unknown;
	const read: ReadPage<Thing> = (query) => page(client, THINGS, query);
	for await (const some of wholeList(read, reading)) {
		if (some.ok) numbers.push(...some.value.map(({ number }) => number));
		else failed = some.failure;
	}
	return { numbers, failed, asked: asked.map(({ page, perPage }) => [page, perPage]) };
}

const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);

test.each([
	[0, 1],
	[1, 1],
	[99, 1],
	[100, 1],
	[101, 2],
	[250, 3],
	[1000, 11],
	[10_000, 110],
])('a list of %i is read with %i requests, or a few more', async (count, requests) => {
	const { numbers, asked } = await readAll((query) => pageOf(range(count), query));
	expect(numbers).toEqual(range(count));
	expect(asked.length).toBeGreaterThanOrEqual(Math.ceil(count / 100));
	expect(asked.length).toBeLessThanOrEqual(Math.ceil(requests * 1.05));
	expect(asked.every(([, perPage]) => Number(perPage) <= 100)).toBe(true);
});

test.each([
	[5, 5],
	[1000, 100],
])('where %i may be enough, %i are asked for', async (size, perPage) => {
	const { asked } = await readAll((query) => pageOf(range(3), query), { size });
	expect(asked).toEqual([[1, perPage]]);
});

const GRANTS = [100, 50, 25, 7, 5, 4, 3, 2, 1];

describe.each(GRANTS)('a server that grants %i entries a page', (most) => {
	test.each([true, false])('loses nothing (a total: %s)', async (total) => {
		for (const count of [0, 1, most, most + 1, 120]) {
			const { numbers, failed } = await readAll((query) =>
				pageOf(range(count), query, { most, total }),
			);
			expect([numbers, failed]).toEqual([range(count), undefined]);
		}
	});

	test.each([true, false])(
		'loses nothing after a small first page (a total: %s)',
		async (total) => {
			const { numbers } = await readAll((query) => pageOf(range(120), query, { most, total }), {
				size: 7,
			});
			expect(numbers).toEqual(range(120));
		},
	);
});

test.each([50, 30])('a server whose pages are always of %i loses nothing', async (perPage) => {
	for (const total of [true, false]) {
		const { numbers } = await readAll(({ page }) =>
			pageOf(range(250), { page, perPage }, { total }),
		);
		expect(numbers).toEqual(range(250));
	}
});

describe.each<[string, ListReading]>([
	['one by one', {}],
	['in parallel', { most: 16 }],
	['in parallel to the end', { most: 16, isToEnd: true }],
])('pages that are read %s', (_, reading) => {
	const read = async (serve: Serve) => await readAll(serve, reading);

	describe('entries that appear while paging, before all others', () => {
		test.each([1, 99, 100, 101, 250])('%i of them: nothing is lost or repeated', async (fresh) => {
			let all = range(150);
			const { numbers } = await read((query) => {
				const answer = pageOf(all, query);
				if (query.page === 1) all = [...range(fresh).map((index) => 1000 + index), ...all];
				return answer;
			});
			expect(numbers.filter((number) => number < 1000)).toEqual(range(150));
			expect(new Set(numbers).size).toBe(numbers.length);
		});
	});

	test.each([
		[2, 30, 120],
		[3, 20, 500],
		[4, 7, 28],
	])(
		'many that appear after request %i to a server that grants %i entries and counts none: nothing is lost',
		async (after, most, fresh) => {
			let all = range(400);
			let requests = 0;
			const { numbers, failed } = await read((query) => {
				const answer = pageOf(all, query, { most, total: false });
				if (++requests === after) all = [...range(fresh).map((index) => 1000 + index), ...all];
				return answer;
			});
			expect(failed).toBeUndefined();
			expect(sorted(numbers)).toEqual(expect.arrayContaining(range(400)));
		},
	);

	describe('entries that go while paging', () => {
		/** A list of 350, from which some go after each page that is asked for. */
		const losing = (goes: (number: number, page: number) => boolean, comes: number[] = []) => {
			let all = range(350);
			let pages = 0;
			return (query: Asked): Scripted => {
				const answer = pageOf(all, query);
				pages += 1;
				all = [...all.filter((number) => !goes(number, pages)), ...(pages === 1 ? comes : [])];
				return answer;
			};
		};

		test.each<[string, (number: number) => boolean]>([
			['the first', (number) => number === 0],
			['five of the first page', (number) => number % 20 === 3 && number < 100],
			['the last of the first page', (number) => number === 99],
			['all of the first page', (number) => number < 100],
			['all but the last', (number) => number < 349],
		])('%s: nothing else is lost', async (_, goes) => {
			const { numbers, failed } = await read(losing(goes));
			expect(failed).toBeUndefined();
			const stays = range(350).filter((number) => !goes(number));
			expect(sorted(numbers)).toEqual(expect.arrayContaining(stays));
			expect(new Set(numbers).size).toBe(numbers.length);
		});

		test('as many as come, so that the total stays: nothing else is lost', async () => {
			const { numbers } = await read(
				losing(
					(number) => number < 7,
					range(7).map((n) => 900 + n),
				),
			);
			expect(numbers).toEqual(expect.arrayContaining(range(350)));
		});

		test('after every page: nothing else is lost', async () => {
			const { numbers, asked } = await read(losing((number, pages) => number % 40 === pages));
			const mayGo = (number: number) => number % 40 > 0 && number % 40 <= asked.length;
			const stays = range(350).filter((number) => !mayGo(number));
			expect(stays.length).toBeGreaterThan(100);
			expect(numbers).toEqual(expect.arrayContaining(stays));
		});

		test('faster than they can be read: it fails', async () => {
			let turn = 0;
			const { failed, asked } = await read((query) => {
				turn += 1;
				return pageOf(
					range(5_000).map((number) => turn * 10_000 + number),
					query,
				);
			});
			expect(failed).toMatchObject({ list: { code: 'unsteady' } });
			expect(asked.length).toBeLessThan(50);
		});
	});
});

test('whoever stops at a page leaves no request on its way', async () => {
	let onTheirWay = 0;
	const { client, asked } = scriptedClient(async (query) => {
		onTheirWay += 1;
		for (let turn = 0; turn < query.page; turn++) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		onTheirWay -= 1;
		return pageOf(range(800), query);
	});
	const list = wholeList((query) => page(client, THINGS, query), { most: 16 });
	await list.next();
	await list.next();
	expect(asked).toHaveLength(3);
	expect(onTheirWay).toBe(0);
});

describe('a list that is read to its end', () => {
	const toEnd: ListReading = { most: 16, isToEnd: true };

	test('requests further pages while one is on its way', async () => {
		let requests = 0;
		let goOn = () => {};
		const fifth = new Promise<void>((resolve) => (goOn = resolve));
		const { numbers } = await readAll(async (query) => {
			requests += 1;
			if (requests === 5) goOn();
			if (requests === 3) await fifth;
			return pageOf(range(800), query);
		}, toEnd);
		expect(numbers).toEqual(range(800));
	});

	test('leaves no request on its way when it fails', async () => {
		let requests = 0;
		let onTheirWay = 0;
		const { failed } = await readAll(async (query) => {
			requests += 1;
			if (requests === 4) return { status: 500 };
			onTheirWay += 1;
			await new Promise((resolve) => setImmediate(resolve));
			onTheirWay -= 1;
			return pageOf(range(800), query);
		}, toEnd);
		expect(failed).toEqual(failureOf(500));
		expect(requests).toBeGreaterThan(4);
		expect(onTheirWay).toBe(0);
	});
});

test('a server that counts nothing and always returns the same page is left', async () => {
	const { numbers, asked } = await readAll((query) =>
		pageOf(range(100), { ...query, page: 1 }, { total: false }),
	);
	expect(numbers).toEqual(range(100));
	expect(asked.length).toBeLessThan(10);
});

test('a page that cannot be read ends the list', async () => {
	const { numbers, failed, asked } = await readAll(
		(query): Scripted => (query.page === 2 ? { status: 500 } : pageOf(range(300), query)),
	);
	expect(numbers).toEqual(range(100));
	expect(failed).toEqual(failureOf(500));
	expect(asked).toHaveLength(2);
});

test('where only Link tells, the list ends where it names no next page', async () => {
	const { client, asked } = scriptedClient(({ page }) => ({
		body: [{ number: page }],
		headers: { link: page < 3 ? '</x>; rel="next"' : '</x>; rel="first"' },
	}));
	const numbers: number[] = [];
	for await (const some of wholeList((query) => page(client, THINGS, query))) {
		numbers.push(...(some.ok ? some.value.map(({ number }) => number) : []));
	}
	expect(numbers).toEqual([1, 2, 3]);
	expect(asked).toHaveLength(3);
});

describe('entries that cannot be read', () => {
	const odd = (all: unknown[], { page, perPage }: Asked): Scripted => ({
		body: all.slice((page - 1) * perPage, page * perPage),
		headers: { 'x-total-count': String(all.length) },
	});
	const things = (count: number) => range(count).map((number) => ({ number }));

	test.each<[string, unknown[], number]>([
		['at the end of a page', [...things(99), null, ...things(150).slice(100)], 149],
		['at the beginning of one', [...things(100), null, null, ...things(150).slice(100)], 150],
		['on a page of their own', [...things(100), null], 100],
		[
			'many in a row',
			[...things(100), ...range(120).map(() => null), ...things(150).slice(100)],
			150,
		],
	])('%s keep no other from being read', async (_, all, count) => {
		const { numbers, failed } = await readAll((query) => odd(all, query));
		expect([numbers.length, failed]).toEqual([count, undefined]);
	});

	test('alone make no list', async () => {
		const { failed } = await readAll((query) => odd([null, {}], query));
		expect(failed).toMatchObject({ received: { kind: 'list' } });
	});
});
