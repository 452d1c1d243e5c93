import type { Knowledge } from '../../nodes/OneCodex/api/knowledge';
import { sortedList } from '../../nodes/OneCodex/api/lists/sortedList';
import { pageOf, range, scriptedClient, THINGS, type Asked, type Scripted } from './client.cts';

const newKnowledge = (): Knowledge => ({
	findsByPrefix: undefined,
	keepsCase: false,
	refusesSort: false,
	pages: undefined,
	samplesComeWhole: false,
});

/** Goes through a list to its end. */
async function readAll(serve: (asked: Asked) => Scripted | Promise<Scripted>, most = Infinity) {
	const { client, asked } = scriptedClient(serve);
	const knowledge = newKnowledge();
	const numbers: number[] = [];
	let failure: object | undefined;
	for await (const some of sortedList(client, THINGS, knowledge)) {
		if (some.ok) numbers.push(...some.value.map(({ number }) => number));
		else failure = some.failure;
		if (numbers.length >= most) break;
	}
	return { numbers, failure, asked, knowledge };
}

const pagesIn = (asked: Asked[]) => asked.map(({ page }) => page);

test('a list of one page takes one request, newest first', async () => {
	const { numbers, asked, knowledge } = await readAll((one) => pageOf(range(100), one));
	expect(numbers).toEqual(range(100));
	expect(asked).toMatchObject([{ page: 1, perPage: 100, sort: { created_at: true } }]);
	expect(knowledge.pages).toBe(1);
});

test('a long list is read page by page, each once, and in order', async () => {
	const { numbers, asked, knowledge } = await readAll((one) => pageOf(range(1234), one));
	expect(numbers).toEqual(range(1234));
	// The pages overlap.
	expect(asked).toHaveLength(14);
	expect(knowledge.pages).toBe(13);
});

test('more and more pages are read beside each other', async () => {
	let atWork = 0;
	const most: number[] = [];
	await readAll(async (one) => {
		most[one.page - 1] = ++atWork;
		await new Promise((resolve) => setImmediate(resolve));
		atWork -= 1;
		return pageOf(range(800), one);
	});
	expect(most).toEqual([1, 1, 2, 1, 2, 3, 4, 1, 2]);
});

test('no more is read than is asked for', async () => {
	const { asked } = await readAll((one) => pageOf(range(10_000), one), 250);
	expect(pagesIn(asked)).toEqual([1, 2, 3]);
});

test.each([
	['smaller pages than asked for', { most: 20 }],
	['no count', { total: false }],
	['both', { most: 20, total: false }],
])('a server with %s gives all', async (_, how) => {
	const { numbers } = await readAll((one) => pageOf(range(150), one, how));
	expect(numbers).toEqual(range(150));
});

test('a server that refuses to sort is asked without, also later', async () => {
	const { numbers, asked, knowledge } = await readAll((one) =>
		one.sort ? { status: 400 } : pageOf(range(150), one),
	);
	expect(numbers).toEqual(range(150));
	expect(asked.filter(({ sort }) => sort)).toHaveLength(1);
	expect(knowledge.refusesSort).toBe(true);
});

test('a failure ends it', async () => {
	const { numbers, failure } = await readAll((one) =>
		one.page === 1 ? pageOf(range(150), one) : { status: 500 },
	);
	expect(numbers).toEqual(range(100));
	expect(failure).toMatchObject({ status: 500 });
});

// Newest first: what is registered meanwhile pushes others to pages that were read before.
test('what is registered while pages are read beside each other hides no entry', async () => {
	let all = range(800).map((number) => number + 1000);
	const { numbers } = await readAll(({ page, ...one }) => {
		const answer = pageOf(all, { page, ...one });
		// Pages 4 to 7 are read beside each other, the last of them first here.
		if (page === 5) all = [0, ...all];
		return answer;
	});
	expect(numbers).toEqual(expect.arrayContaining(range(800).map((number) => number + 1000)));
});

test('an entry that goes while it is read hides no other', async () => {
	let all = range(350);
	const { numbers } = await readAll((one) => {
		const answer = pageOf(all, one);
		if (one.page === 1) all = all.slice(1);
		return answer;
	});
	expect(numbers.sort((a, b) => a - b)).toEqual(range(350));
});

test('a list that holds less than its count says is not taken for whole', async () => {
	const { failure, asked } = await readAll(({ perPage }) => ({
		...pageOf(range(100), { page: 1, perPage }),
		headers: { 'x-total-count': '150' },
	}));
	expect(failure).toMatchObject({ list: { code: 'incomplete' } });
	expect(asked.length).toBeLessThan(10);
});

test('entries that cannot be read are counted', async () => {
	const { numbers, failure } = await readAll(() => ({
		body: [null, { number: 1 }, {}],
		headers: { 'x-total-count': '3' },
	}));
	expect([numbers, failure]).toEqual([[1], undefined]);
});
