import type { IDataObject } from 'n8n-workflow';

import type { ApiFailure } from './failure';
import type { Client } from './request';
import type { Result } from '../registration/registry';

/** A list of the API. */
export interface ApiList<T> {
	path: string;
	query: IDataObject;
	read(body: unknown): T[] | undefined;
	/** What makes two entries the same. */
	idOf(entry: T): string;
}

// The largest page that One Codex's own client asks for; the server may grant less.
const PAGE_SIZE = 100;

/**
 * Goes through a list page by page, by page numbers only, since an answer must not say where the key
 * goes. Entries that appear while paging push others to a page to come, which are given once all the
 * same. Ends after a failure, and where a page brings nothing new.
 */
export async function* pages<T>(
	client: Client,
	{ path, query, read, idOf }: ApiList<T>,
): AsyncGenerator<Result<T[], ApiFailure>, void> {
	const seen = new Set<string>();
	let count = 0;
	for (let page = 1; ; page++) {
		const answer = await client.request({
			method: 'GET',
			path,
			query: { ...query, page, per_page: PAGE_SIZE },
			read: (body, headers) => {
				const entries = read(body);
				return entries && { entries, total: readTotal(headers['x-total-count']) };
			},
		});
		if (!answer.ok) {
			yield answer;
			return;
		}
		const { entries, total } = answer.value;
		count += entries.length;
		const fresh = entries.filter((entry) => !seen.has(idOf(entry)));
		fresh.forEach((entry) => seen.add(idOf(entry)));
		if (fresh.length > 0) yield { ok: true, value: fresh };
		// Without a total, a page that is not full may still be as large as the server grants.
		if (fresh.length === 0 || (total !== undefined && count >= total)) return;
	}
}

function readTotal(header: unknown): number | undefined {
	const text = typeof header === 'string' ? header : '';
	return /^\d+$/.test(text) ? Number(text) : undefined;
}
