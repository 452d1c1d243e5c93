import type { Kind } from '../kinds';
import type { Knowledge } from '../knowledge';
import { page, sortByAge, type Page, type ReadPage } from './pages';
import { wholeList } from './wholeList';
import type { Client } from '../http/request';
import type { Result } from '../../domain/result';

/** The most pages of a list to read in parallel. */
export const MOST_PAGES_AT_ONCE = 16;

/**
 * Reads a list as {@link wholeList} does, newest first if the server sorts it. The pages of a long list are
 * read in parallel.
 * @param where a filter as the API takes it; all entries without one
 */
export function sortedList<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	knowledge: Knowledge,
	where?: string,
): AsyncGenerator<Result<T[]>, void> {
	return wholeList(
		sortedPages(client, kind, knowledge, { ...(where !== undefined && { where }) }),
		{
			most: MOST_PAGES_AT_ONCE,
			noteLength: (pages) => {
				if (where === undefined) knowledge.pages = pages;
			},
		},
	);
}

/** Makes a reader of pages with the newest entries first, as {@link sortedPage} reads them. */
export const sortedPages =
	<T extends { id: string }>(
		client: Client,
		kind: Kind<T>,
		knowledge: Knowledge,
		query: { where?: string; ascending?: boolean } = {},
	): ReadPage<T> =>
	async ({ page, per_page }) =>
		await sortedPage(client, kind, knowledge, { ...query, page, per_page });

/**
 * Reads a page with the newest entries first (or the oldest), or in any order if the server refuses to
 * sort.
 */
export async function sortedPage<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	knowledge: Knowledge,
	{ ascending = false, ...query }: Parameters<typeof page>[2] & { ascending?: boolean },
): Promise<Result<Page<T>>> {
	if (!knowledge.refusesSort) {
		const sort = sortByAge(ascending);
		const answer = await page(client, kind, { ...query, sort });
		// If there is a filter, the server may have refused that.
		if (answer.ok || answer.failure.status !== 400 || query.where !== undefined) return answer;
	}
	const answer = await page(client, kind, query);
	if (answer.ok && query.where === undefined) knowledge.refusesSort = true;
	return answer;
}
