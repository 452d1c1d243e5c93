import type { ApiFailure } from './failure';
import type { Kind } from './kinds';
import type { Knowledge } from './knowledge';
import { isLast, page, PAGE_SIZE, type Page } from './pages';
import type { Client } from './request';
import type { Result } from '../registration/registry';

type Answer<T> = Result<Page<T>, ApiFailure>;
type ReadPage<T> = (number: number) => Promise<Answer<T>>;

// What is registered meanwhile moves entries from page to page.
const MOST_PASSES = 3;
const MOST_PAGES_AT_ONCE = 16;

const NOT_WHOLE: ApiFailure = {
	delivery: 'rejected',
	said: '',
	list: 'The list of batches holds fewer of them than it says',
};

/**
 * Goes through a list, newest first if the server keeps to that, each entry once. It is whole at its end:
 * as many entries as its count said, however they moved meanwhile. Where the list is long, its pages are
 * read beside each other, more and more of them.
 * @param where a filter as the API takes it; all entries without one
 * @returns the entries some at a time; a failure ends it
 */
export async function* wholeList<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	knowledge: Knowledge,
	where?: string,
): AsyncGenerator<Result<T[], ApiFailure>, void> {
	const readPage = (number: number) => {
		const query = { page: number, per_page: PAGE_SIZE, ...(where !== undefined && { where }) };
		return sortedPage(client, kind, knowledge, query);
	};
	const given = new Set<string>();
	for (let pass = 1; pass <= MOST_PASSES; pass++) {
		const check = startCheck();
		const most = pass === 1 ? MOST_PAGES_AT_ONCE : 1;
		const noteLength = (pages: number) => {
			if (where === undefined) knowledge.pages = pages;
		};
		for await (const answer of allPages(readPage, noteLength, most)) {
			if (!answer.ok) {
				yield answer;
				return;
			}
			check.add(answer.value);
			const fresh = answer.value.entries.filter(({ id }) => !given.has(id));
			fresh.forEach(({ id }) => given.add(id));
			if (fresh.length > 0) yield { ok: true, value: fresh };
		}
		if (check.isWhole()) return;
	}
	yield { ok: false, failure: NOT_WHOLE };
}

/** Counts what one pass through a list gives. */
function startCheck() {
	const ids = new Set<string>();
	let odd = 0;
	let total: number | undefined;
	let shrank = false;
	let goesOn = false;
	return {
		add: (one: Page<{ id: string }>) => {
			one.entries.forEach(({ id }) => ids.add(id));
			odd += one.count - one.entries.length;
			goesOn = one.hasNext === true && one.count > 0;
			if (one.total === undefined) return;
			shrank ||= total !== undefined && one.total < total;
			total = Math.min(total ?? Infinity, one.total);
		},
		// What came about during the pass need not be there, and what went may have moved others.
		isWhole: () => !shrank && !goesOn && ids.size + odd >= (total ?? 0),
	};
}

async function* allPages<T extends { id: string }>(
	readPage: ReadPage<T>,
	noteLength: (pages: number) => void,
	most: number,
): AsyncGenerator<Answer<T>, void> {
	const seen = new Set<string>();
	let count = 0;
	let last = 1;
	let atOnce = 1;
	for (let next = 1; ; ) {
		const numbers = Array.from(
			{ length: Math.max(1, Math.min(atOnce, last - next + 1)) },
			(_, index) => next + index,
		);
		for (const answer of await readPages(readPage, numbers)) {
			if (next === 1 && answer.ok) {
				const pages = pagesOf(answer.value);
				noteLength(pages);
				last = answer.value.total === undefined ? 1 : pages;
			}
			yield answer;
			if (!answer.ok) return;
			count += answer.value.count;
			const before = seen.size;
			answer.value.entries.forEach(({ id }) => seen.add(id));
			if (isLast(answer.value, count, seen.size - before)) return;
		}
		next += numbers.length;
		atOnce = Math.min(most, atOnce * 2);
	}
}

/** How many pages a list has, as its first one tells; Infinity if it does not tell. */
const pagesOf = ({ count, total, hasNext }: Page<unknown>): number => {
	if (total === undefined) return hasNext === false || count === 0 ? 1 : Infinity;
	return count === 0 ? 1 : Math.ceil(total / count);
};

/**
 * Reads pages beside each other. If the list grew meanwhile, an entry may have moved to a page that was
 * read before: then they are read again one after the other.
 */
async function readPages<T extends { id: string }>(
	readPage: ReadPage<T>,
	numbers: number[],
): Promise<Array<Answer<T>>> {
	const answers = await Promise.all(numbers.map(readPage));
	const totals = answers.map((answer) => (answer.ok ? answer.value.total : undefined));
	if (totals.every((total) => total === totals[0])) return answers;
	const again: Array<Answer<T>> = [];
	for (const one of numbers) again.push(await readPage(one));
	return again;
}

/** Reads a page with the newest entries first, or in any order where the server refuses to sort. */
export async function sortedPage<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	knowledge: Knowledge,
	query: Parameters<typeof page>[2],
): Promise<Answer<T>> {
	if (!knowledge.refusesSort) {
		const sort = JSON.stringify({ created_at: true });
		const answer = await page(client, kind, { ...query, sort });
		// With a filter, it may be that which is refused.
		if (answer.ok || answer.failure.status !== 400 || query.where !== undefined) return answer;
	}
	const answer = await page(client, kind, query);
	if (answer.ok && query.where === undefined) knowledge.refusesSort = true;
	return answer;
}
