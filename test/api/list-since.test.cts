import { listSince } from '../../nodes/OneCodex/api/lists/listSince';
import type { Place } from '../../nodes/OneCodex/api/lists/place';
import { range, scriptedClient, THINGS } from './client.cts';

/** A server whose list may change between the parts. */
function serveList(numbers: number[], grant: (perPage: number) => number, hasTotal = true) {
	const list = { numbers, failsAt: Infinity };
	const { client, asked } = scriptedClient(({ page, perPage }) => {
		if (page >= list.failsAt) return { status: 500 };
		const size = grant(perPage);
		const body = list.numbers.slice((page - 1) * size, page * size).map((number) => ({ number }));
		return { body, ...(hasTotal && { headers: { 'x-total-count': `${list.numbers.length}` } }) };
	});
	let from: Place | undefined;
	/** Reads a part of so many pages, or a little more. */
	const readPart = async (pages: number) => {
		const end = asked.length + pages;
		const isOver = () => asked.length >= end;
		const part = await listSince(client, THINGS, { since: -Infinity, from, isOver });
		from = part.place;
		return { ...part, numbers: part.entries.map(({ number }) => number) };
	};
	return { list, asked, readPart };
}

/** Reads a list in parts of some pages to its end; between them, something may change. */
async function readInParts(
	{ readPart }: Pick<ReturnType<typeof serveList>, 'readPart'>,
	pages: number,
	between: () => void = () => {},
) {
	const numbers = new Set<number>();
	for (let parts = 1; parts < 200; parts++) {
		const part = await readPart(pages);
		part.numbers.forEach((number) => numbers.add(number));
		if (!part.failure) return { numbers, parts };
		between();
	}
	throw new Error('The list has no end');
}

const GRANTS = [100, 50, 7, 5, 2, 1];
const atMost = (grant: number) => (perPage: number) => Math.min(grant, perPage);

describe.each(GRANTS)('a list of which the server grants %i entries a page', (grant) => {
	const count = 12 * grant + 3;

	test.each([true, false])('comes in parts (a total: %s)', async (hasTotal) => {
		const server = serveList(range(count), atMost(grant), hasTotal);
		const { numbers, parts } = await readInParts(server, 8);
		expect([...numbers].toSorted((a, b) => a - b)).toEqual(range(count));
		expect(parts).toBeGreaterThan(1);
	});

	test.each<[string, (list: number[], change: number) => number[]]>([
		['added at its start', (list, change) => [-change, ...list]],
		['added at its end', (list, change) => [...list, -change]],
		['removed from its start', (list) => list.slice(1)],
		['removed here and there', (list) => list.filter((_, at) => at % 50 !== 7)],
	])('comes in parts while entries are %s', async (_, change) => {
		const server = serveList(range(count), atMost(grant));
		let changes = 0;
		const { numbers } = await readInParts(server, 10, () => {
			server.list.numbers = change(server.list.numbers, ++changes);
		});
		const stayed = server.list.numbers.filter((number) => number >= 0);
		expect(changes).toBeGreaterThan(0);
		expect(stayed.filter((number) => !numbers.has(number))).toEqual([]);
	});
});

test('a part goes on where the one before broke off, behind the first page', async () => {
	const { asked, readPart } = serveList(range(5_000), atMost(100));
	const first = await readPart(10);
	expect(first.numbers.length).toBeGreaterThan(800);
	const before = asked.length;
	const second = await readPart(10);
	expect(asked[before]).toMatchObject({ page: 1, perPage: 100 });
	expect(Math.max(...second.numbers)).toBeGreaterThan(1_600);
	const others = second.numbers.filter((number) => number >= 100);
	expect(Math.min(...others)).toBeGreaterThan(Math.max(...first.numbers) - 100);
});

test('more entries at the start than are known begin the list anew', async () => {
	const server = serveList(range(3_000), atMost(100));
	await server.readPart(10);
	server.list.numbers = [...range(20_000).map((number) => 10_000 + number), ...range(3_000)];
	const { numbers } = await readInParts(server, 100);
	expect(server.list.numbers.filter((number) => !numbers.has(number))).toEqual([]);
});

test('a server with pages of its own size is read from the beginning', async () => {
	const server = serveList(range(1_000), () => 50);
	expect((await server.readPart(10)).failure).toBeDefined();
	const { numbers } = await readInParts(server, 100);
	expect([...numbers].toSorted((a, b) => a - b)).toEqual(range(1_000));
});

test('a failure other than that time runs out begins the list anew', async () => {
	const { list, readPart } = serveList(range(3_000), atMost(100));
	await readPart(10);
	list.failsAt = 2;
	const failed = await readPart(10);
	expect(failed).toMatchObject({ failure: { status: 500 }, place: undefined });
	expect(failed.numbers).toEqual(range(100));
});
