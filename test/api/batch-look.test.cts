import { lookAtBatches } from '../../nodes/OneCodex/api/batches/batchLook';
import { range, scriptedClient, type Asked, type Scripted } from './client.cts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 31);

/** A batch of One Codex; the number is its age in days. */
const batch = (age: number, name: string | null = `Rack ${age}`) => ({
	$uri: `/api/v1/sequencing/batches/b${age}`,
	name,
	created_at: new Date(NOW - age * DAY).toISOString(),
});
type Batch = ReturnType<typeof batch>;

/** How a server understands a filter by the beginning of a name. */
type Filter = (batches: Batch[], prefix: string) => Batch[] | number;

const WORKS: Filter = (batches, prefix) => batches.filter(({ name }) => name?.startsWith(prefix));
const FILTERS: Record<string, Filter> = {
	'finds nothing': () => [],
	'is ignored': (batches) => batches,
	'is refused': () => 400,
	'makes it crash': () => 500,
};

/** A server with some batches, newest first. */
function serve(batches: Batch[], filter: Filter = WORKS) {
	return scriptedClient(({ page, perPage, where }: Asked): Scripted => {
		const { $startswith } = (where?.name ?? {}) as { $startswith?: string };
		const found = $startswith === undefined ? batches : filter(batches, $startswith);
		if (typeof found === 'number') return { status: found };
		const body = found.slice((page - 1) * perPage, page * perPage);
		return { body, headers: { 'x-total-count': String(found.length) } };
	});
}

const kindsOf = (asked: Asked[]) => asked.map(({ where }) => (where ? 'filter' : 'list'));

async function named({ client }: ReturnType<typeof serve>, names: string[]) {
	const found = await lookAtBatches(client).named(names);
	return found.ok ? found.value.map(({ id }) => id) : found.failure;
}

const FEW = range(100).map((age) => batch(age));
const MANY = range(1000).map((age) => batch(age));

test('a list of one page answers for all names', async () => {
	const server = serve(FEW);
	const names = range(60).map((rack) => `Rack ${rack}`);
	expect(await named(server, names)).toEqual(FEW.map((_, age) => `b${age}`));
	expect(kindsOf(server.asked)).toEqual(['list']);
});

test('one name in a long list is found by a filter, once it is known to work', async () => {
	const server = serve(MANY);
	expect(await named(server, ['Rack 777'])).toEqual(['b777']);
	// The list tells how long it is, and a batch to try the filter with.
	expect(kindsOf(server.asked)).toEqual(['list', 'filter', 'filter']);
	expect(server.asked[1]?.where).toEqual({ name: { $startswith: 'Rack' } });
	expect(await named(server, ['Rack 778'])).toEqual(['b778']);
	expect(kindsOf(server.asked)).toEqual(['list', 'filter', 'filter', 'filter']);
	expect(await named(server, ['No such rack'])).toEqual([]);
});

test.each(Object.entries(FILTERS))('where a filter %s, the list is read', async (_, filter) => {
	const server = serve(MANY, filter);
	const found = await named(server, ['Rack 777']);
	expect(found).toHaveLength(1000);
	const tries = kindsOf(server.asked).filter((kind) => kind === 'filter').length;
	// All names begin alike here, so that one that is ignored shows only when it is used.
	expect(tries).toBeLessThanOrEqual(2);
	// The pages of a list overlap, so these are one more than ten.
	expect(kindsOf(server.asked).slice(1 + tries)).toEqual(Array<string>(10).fill('list'));
	// It is not tried again.
	await named(server, ['Rack 778']);
	expect(kindsOf(server.asked).slice(11 + tries)).toEqual(Array<string>(11).fill('list'));
});

test('a filter that takes any beginning for the whole name is not believed', async () => {
	const server = serve(MANY, (batches, prefix) => batches.filter(({ name }) => name === prefix));
	expect(await named(server, ['Rack 777'])).toHaveLength(1000);
});

test.each<[string, Filter]>([
	['is refused', () => 400],
	['is ignored', (batches) => batches],
])('a filter that %s later on is not believed any more', async (_, later) => {
	let filter = WORKS;
	const server = serve(MANY, (...given) => filter(...given));
	await named(server, ['Rack 777']);
	filter = later;
	expect(await named(server, ['Rack 778'])).toHaveLength(1000);
});

test('a failure of the filter that has another cause is that of the look', async () => {
	let filter = WORKS;
	const server = serve(MANY, (...given) => filter(...given));
	await named(server, ['Rack 777']);
	filter = () => 503;
	expect(await named(server, ['Rack 778'])).toMatchObject({ status: 503 });
});

test('many names take about as many requests as the list has pages', async () => {
	const server = serve(MANY);
	await named(
		server,
		range(50).map((rack) => `Other ${rack}`),
	);
	expect(kindsOf(server.asked)).toEqual(Array<string>(11).fill('list'));
});

test('names that begin alike are found by one request', async () => {
	const server = serve(MANY);
	const found = await named(server, ['Rack 77', 'Rack 770', 'Rack 771', 'Rack 77']);
	expect(found).toEqual(['b77', ...range(10).map((last) => `b77${last}`)]);
	expect(kindsOf(server.asked)).toEqual(['list', 'filter', 'filter']);
});

test.each(['%Rack', '_', '\\Rack', '\u00e9'])(
	'a name such as %j is looked for in the list, whatever is known',
	async (name) => {
		const server = serve([...MANY, batch(1000, name)]);
		await named(server, ['Rack 777']);
		const found = await named(server, [name]);
		expect(found).toContain('b1000');
		expect(kindsOf(server.asked).slice(3)).toEqual(Array<string>(12).fill('list'));
	},
);

test('batches without a name prove nothing', async () => {
	const server = serve(range(300).map((age) => batch(age, null)));
	expect(await named(server, ['Rack'])).toHaveLength(300);
	expect(new Set(kindsOf(server.asked))).toEqual(new Set(['list']));
});

test('an account without batches takes one request', async () => {
	const server = serve([]);
	expect(await named(server, ['Rack'])).toEqual([]);
	expect(server.asked).toHaveLength(1);
});

describe('the newest', () => {
	async function since(server: ReturnType<typeof serve>, days: number) {
		const ids: string[] = [];
		for await (const some of lookAtBatches(server.client).since(NOW - days * DAY)) {
			if (some.ok) ids.push(...some.value.map(({ id }) => id));
		}
		return ids;
	}

	test('are read as far as they come in order', async () => {
		const server = serve(MANY);
		expect(await since(server, 30)).toHaveLength(100);
		expect(server.asked).toHaveLength(1);
		expect(await since(server, 150)).toHaveLength(198);
	});

	test.each<[string, (batches: Batch[]) => Batch[]]>([
		['oldest first', (batches) => batches.toReversed()],
		['in any order', (batches) => batches.toSorted((a, b) => (a.$uri < b.$uri ? -1 : 1))],
		['without their age', (batches) => batches.map((one) => ({ ...one, created_at: '' }))],
		['with one that was moved', ([first, ...others]) => [...others.slice(0, 5), first!, ...others]],
	])('are read to the end where they come %s', async (_, arrange) => {
		expect(new Set(await since(serve(arrange(MANY)), 30)).size).toBe(1000);
	});

	test('are not read again for the names, and the other way round', async () => {
		const { client, asked } = serve(range(250).map((age) => batch(age)));
		const look = lookAtBatches(client);
		const names = range(9).map((rack) => `Rack ${rack}`);
		const [first, second] = await Promise.all([look.named(names), look.named(names)]);
		expect(first).toEqual(second);
		for await (const some of look.since(0)) expect(some.ok).toBe(true);
		expect(asked).toHaveLength(3);
	});
});
