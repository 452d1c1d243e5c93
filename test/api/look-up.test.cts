import { failureOf, pageOf, range, type Asked, type Scripted } from './client.cts';
import { look, pathsIn, serving } from './look.cts';

test.each([
	[0, []],
	[1, [undefined]],
	[2, [2]],
	[50, [50]],
	[51, [50, undefined]],
	[120, [50, 50, 20]],
])('%i ids are asked for 50 at a time, a single one by its path', async (count, sizes) => {
	const { asked, values } = await look(serving(1000), range(count));
	expect(asked.map((query) => pathsIn(query)?.length)).toEqual(sizes);
	expect(values).toEqual(range(count));
});

test('each id is asked for once', async () => {
	const { asked, found } = await look(serving(1000), [1, 2, 1, 2, 2]);
	expect(asked.map(pathsIn)).toEqual([['/api/v1/things/t1', '/api/v1/things/t2']]);
	expect(found.size).toBe(2);
});

test('an id that there is not is known to be none', async () => {
	const { found } = await look(serving(1), [0, 7]);
	expect(found.get('t7')).toEqual({ ok: true, value: undefined });
	const { found: alone } = await look(serving(1), [7]);
	expect(alone.get('t7')).toEqual({ ok: true, value: undefined });
});

test('a server that grants less than asked for is not taken to have no more', async () => {
	const { values } = await look(serving(1000, 20), range(50));
	expect(values).toEqual(range(50));
});

describe('where One Codex fails on everything', () => {
	test.each([500, 502])('with %i, few are asked for', async (status) => {
		const { asked, values } = await look(() => ({ status }), range(5_000));
		expect(values).toEqual(range(5_000).map(() => status));
		// Of 30 that are asked for at the same time, each may be the tenth to fail.
		expect(asked.length).toBeLessThanOrEqual(40);
	});

	test.each([401, 429])('with %i, it is asked once', async (status) => {
		const { asked, values } = await look(() => ({ status }), range(180));
		expect(values).toEqual(range(180).map(() => status));
		expect(asked).toHaveLength(1);
	});

	test.each([401, 503])('with %i after it refused a list, few are asked for', async (status) => {
		let count = 0;
		const serve = () => ({ status: count++ === 0 ? 400 : status });
		const { asked, values } = await look(serve, range(5_000));
		expect(values).toEqual(range(5_000).map(() => status));
		expect(asked.length).toBeLessThanOrEqual(41);
	});
});

test('objects that it fails on do not keep the others from being read', async () => {
	const fails = (path: string) => /\/t(0|1|60)$/.test(path);
	const { values } = await look(
		(query): Scripted =>
			fails(query.path) || pathsIn(query)?.some(fails) ? { status: 500 } : serving(1000)(query),
		range(180),
	);
	const expected = range(180).map((number) => ([0, 1, 60].includes(number) ? 500 : number));
	expect(values).toEqual(expected);
});

test('lists that fail one after the other do not keep the next ones from being read', async () => {
	const fails = ['/api/v1/things/t0', '/api/v1/things/t50'];
	const { values } = await look(
		(query): Scripted =>
			pathsIn(query)?.some((path) => fails.includes(path)) ? { status: 502 } : serving(1000)(query),
		range(200),
	);
	expect(values.slice(100)).toEqual(range(200).slice(100));
});

test.each([0, 1, 2])('a list that fails alone is the failure of its ids alone: %i', async (bad) => {
	const { values } = await look(
		(query): Scripted =>
			pathsIn(query)?.[0] === `/api/v1/things/t${bad * 50}`
				? { status: 502 }
				: serving(1000)(query),
		range(200),
	);
	expect(values.filter((value) => value === 502)).toHaveLength(50);
});

test('very many ids are asked for, too', async () => {
	const { asked } = await look(() => ({ status: 401 }), range(200_000));
	expect(asked).toHaveLength(1);
	const refused = await look(
		(query): Scripted => (pathsIn(query) ? { status: 400 } : { status: 404 }),
		range(200_000),
	);
	expect(refused.asked).toHaveLength(200_001);
}, 60_000);

test('one alone that fails first does not keep the others from being read', async () => {
	const { values } = await look(
		(query): Scripted =>
			pathsIn(query) || query.path.endsWith('/t0') ? { status: 500 } : serving(60)(query),
		range(61),
	);
	expect(values).toEqual([500, ...range(60).slice(1), undefined]);
});

const alone = (numbers: number[]) => numbers.map((number) => `/api/v1/things/t${number}`);

describe.each<[string, (query: Asked) => Scripted]>([
	['refuses lists of ids with 400', () => ({ status: 400 })],
	['fails on lists of ids with 500', () => ({ status: 500 })],
	['ignores lists of ids', (query) => pageOf(range(1000).toReversed(), query)],
	[
		'ignores lists of ids, and shows one of them by chance',
		(query) => pageOf([2, ...range(1000).toReversed()], query),
	],
])('a server that %s', (_, list) => {
	const serve = (query: Asked) => (pathsIn(query) ? list(query) : serving(3)(query));

	test('is asked for each alone', async () => {
		const { asked, values } = await look(serve, range(4));
		expect(values).toEqual([0, 1, 2, undefined]);
		expect(asked.map(({ path }) => path)).toEqual(['/api/v1/things', ...alone(range(4))]);
	});

	test('is asked for each of several lists alone, and for each once', async () => {
		const { asked, values } = await look(serve, range(120));
		expect(values).toEqual(range(120).map((number) => (number < 3 ? number : undefined)));
		const paths = asked.map(({ path }) => path).filter((path) => path !== '/api/v1/things');
		expect(paths).toHaveLength(120);
		expect(new Set(paths)).toEqual(new Set(alone(range(120))));
	});
});

test('many are asked for alone at the same time', async () => {
	let [atWork, most] = [0, 0];
	await look(async (query) => {
		if (pathsIn(query)) return { status: 400 };
		most = Math.max(most, ++atWork);
		await new Promise((resolve) => setImmediate(resolve));
		atWork -= 1;
		return serving(1000)(query);
	}, range(50));
	expect(most).toBe(30);
});

test('where one alone fails, the others are still read', async () => {
	const { values } = await look(
		(query): Scripted =>
			pathsIn(query) || query.path.endsWith('/t1') ? { status: 500 } : serving(3)(query),
		range(4),
	);
	expect(values).toEqual([0, 500, 2, undefined]);
});

test.each([401, 403, 429, 502])(
	'a %i is the failure of each id, asked for once',
	async (status) => {
		const { asked, found } = await look(() => ({ status }), range(3));
		expect([...found.values()]).toEqual(
			range(3).map(() => ({ ok: false, failure: failureOf(status) })),
		);
		expect(asked).toHaveLength(1);
	},
);

test('a failure of one request is not that of another', async () => {
	const { values } = await look(
		(query): Scripted =>
			pathsIn(query)?.[0]?.endsWith('/t0') ? { status: 403 } : serving(1000)(query),
		range(60),
	);
	expect(values).toEqual([...range(50).map(() => 403), ...range(10).map((index) => 50 + index)]);
});
