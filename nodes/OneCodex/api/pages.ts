import type { IDataObject } from 'n8n-workflow';

import type { ApiFailure } from './failure';
import type { Kind } from './kinds';
import type { Client } from './request';
import type { Result } from '../registration/registry';

// The largest page that One Codex's own client asks for; the server may grant less.
const PAGE_SIZE = 100;

/** One page of a list, and how many entries there are in all if the server says so. */
export interface Page<T> {
	entries: T[];
	total: number | undefined;
}

/** Reads one page of a list, counted from 1. */
export async function page<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	query: IDataObject & { page: number; per_page: number },
): Promise<Result<Page<T>, ApiFailure>> {
	return await client.request({
		method: 'GET',
		path: kind.path,
		query,
		read: (body, headers) => {
			const entries = readList(kind, body);
			return entries && { entries, total: readTotal(headers['x-total-count']) };
		},
	});
}

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
		const { entries, total } = answer.value;
		count += entries.length;
		const fresh = entries.filter(({ id }) => !seen.has(id));
		fresh.forEach(({ id }) => seen.add(id));
		if (fresh.length > 0) yield { ok: true, value: fresh };
		if (isLast(entries.length, fresh.length, count, total)) return;
	}
}

function isLast(entries: number, fresh: number, count: number, total: number | undefined): boolean {
	if (entries === 0) return true;
	// A whole page of entries may have been pushed on by as many new ones.
	if (total !== undefined) return count >= total;
	// Without a total, a page that is not full may still be as large as the server grants.
	return fresh === 0;
}

/** A list of objects; undefined if it is none, or one of its entries is not of this kind. */
function readList<T extends { id: string }>(kind: Kind<T>, body: unknown): T[] | undefined {
	if (!Array.isArray(body)) return undefined;
	const entries = body.map((entry) => kind.read(entry));
	return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

function readTotal(header: unknown): number | undefined {
	const text = typeof header === 'string' ? header : '';
	return /^\d+$/.test(text) ? Number(text) : undefined;
}
