import type { IDataObject } from 'n8n-workflow';

import type { ApiFailure } from './failure';
import type { Kind } from './kinds';
import type { Client } from './request';
import type { Result } from '../registration/registry';

/** The largest page that One Codex's own client asks for; the server may grant less. */
export const PAGE_SIZE = 100;

/** How much of a list came, and what the answer says of the rest. */
export interface Extent {
	/** How many entries came, whether they can be read or not. */
	count: number;
	/** How many entries there are in all; undefined if the server does not say so. */
	total: number | undefined;
	/** Whether there is another page; undefined if the server does not say so. */
	hasNext: boolean | undefined;
}

/** One page of a list. An entry that cannot be read is counted, and does not stop the work on others. */
export interface Page<T> extends Extent {
	entries: T[];
}

/** Reads one page of a list, counted from 1. Behind the last one there is an empty page. */
export async function page<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	query: IDataObject & { page: number; per_page: number },
): Promise<Result<Page<T>, ApiFailure>> {
	const answer = await client.request({
		method: 'GET',
		path: kind.path,
		query,
		read: (body, headers) => readPage(kind, body, headers),
	});
	return isBehindLast(answer, query.page)
		? { ok: true, value: { entries: [], ...NOTHING } }
		: answer;
}

const NOTHING: Extent = { count: 0, total: undefined, hasNext: false };

/** Some servers have no page behind the last one. */
const isBehindLast = (answer: Result<unknown, ApiFailure>, number: number): boolean =>
	number > 1 && !answer.ok && answer.failure.status === 404;

/**
 * Goes through a list page by page, by page numbers only, since an answer must not say where the key
 * goes. Entries that appear while paging push others to a page to come, which are given once all the
 * same. Ends after a failure, and where the list ends.
 */
export async function* pages<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	query: IDataObject,
	size = PAGE_SIZE,
): AsyncGenerator<Result<T[], ApiFailure>, void> {
	const seen = new Set<string>();
	let count = 0;
	for (let number = 1; ; number++) {
		const per_page = Math.min(size, PAGE_SIZE);
		const answer = await page(client, kind, { ...query, page: number, per_page });
		if (!answer.ok) {
			yield answer;
			return;
		}
		const { entries } = answer.value;
		count += answer.value.count;
		const fresh = entries.filter(({ id }) => !seen.has(id));
		fresh.forEach(({ id }) => seen.add(id));
		if (fresh.length > 0) yield { ok: true, value: fresh };
		if (isLast(answer.value, count, fresh.length)) return;
	}
}

/**
 * Whether a page is the last one of a list.
 * @param count how many entries came with it and the pages before it
 * @param fresh how many of its entries came for the first time
 */
export function isLast(extent: Extent, count: number, fresh: number): boolean {
	if (extent.count === 0) return true;
	// A whole page of entries may have been pushed on by as many new ones. One behind all that there is, and
	// that brings nothing new, is the same again.
	const isEnough = extent.total === undefined || count >= extent.total;
	if (fresh === 0 && isEnough) return true;
	if (extent.hasNext === true) return false;
	if (extent.total !== undefined) return isEnough;
	// A page that is not full may still be as large as the server grants.
	return extent.hasNext === false;
}

/** What the headers of a list say of its extent. */
export function readExtent(count: number, headers: Record<string, unknown>): Extent {
	const text = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '');
	const total = text('x-total-count').trim();
	const link = text('link');
	return {
		count,
		total: /^\d+$/.test(total) ? Number(total) : undefined,
		hasNext: link === '' ? undefined : /;\s*rel="?next\b/i.test(link),
	};
}

/** A page of objects; undefined if it is no list, or none of its entries is of this kind. */
function readPage<T extends { id: string }>(
	kind: Kind<T>,
	body: unknown,
	headers: Record<string, unknown>,
): Page<T> | undefined {
	if (!Array.isArray(body)) return undefined;
	const entries = body.flatMap((entry) => kind.read(entry) ?? []);
	if (entries.length === 0 && body.length > 0) return undefined;
	return { entries, ...readExtent(body.length, headers) };
}
