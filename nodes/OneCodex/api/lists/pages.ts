import type { IDataObject } from 'n8n-workflow';

import type { Kind } from '../kinds';
import type { Client } from '../http/request';
import type { Result } from '../../domain/result';

/** The largest page that One Codex's own client asks for; the server may grant less. */
export const PAGE_SIZE = 100;

/** The parameter `sort` for the newest entries first, or the oldest. */
export const sortByAge = (ascending = false): string => JSON.stringify({ created_at: !ascending });

/** How much of a list was received, and what the answer says about the rest. */
export interface Extent {
	/** How many entries were received, whether they can be read or not. */
	count: number;
	/** How many entries there are in all; undefined if the server does not say so. */
	total: number | undefined;
	/** Whether there is another page; undefined if the server does not say so. */
	hasNext: boolean | undefined;
}

/** One page of a list. An entry that cannot be read does not affect the others. */
export interface Page<T> extends Extent {
	entries: T[];
	/** The places of those that cannot be read, from 0. */
	unreadable: number[];
}

/** Reads a page of a list, counted from 1. */
export type ReadPage<T> = (numbers: { page: number; per_page: number }) => Promise<Result<Page<T>>>;

/** Reads one page of a list, counted from 1. After the last one, pages are empty. */
export async function page<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	query: IDataObject & { page: number; per_page: number },
): Promise<Result<Page<T>>> {
	const answer = await client.request({
		method: 'GET',
		path: kind.path,
		query,
		read: (body, headers) => readPage(kind, body, headers),
	});
	return isBehindLast(answer, query.page)
		? { ok: true, value: { entries: [], unreadable: [], ...NOTHING } }
		: answer;
}

const NOTHING: Extent = { count: 0, total: undefined, hasNext: false };

/** Some servers have no page after the last one. */
const isBehindLast = (answer: Result<unknown>, number: number): boolean =>
	number > 1 && !answer.ok && answer.failure.status === 404;

/** What the headers of a list say about its extent. */
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

/** A page of objects; undefined if the body is not a list. */
function readPage<T extends { id: string }>(
	kind: Kind<T>,
	body: unknown,
	headers: Record<string, unknown>,
): Page<T> | undefined {
	if (!Array.isArray(body)) return undefined;
	const read = body.map((entry) => kind.read(entry));
	return {
		entries: read.filter((entry) => entry !== undefined),
		unreadable: read.flatMap((entry, place) => (entry === undefined ? [place] : [])),
		...readExtent(body.length, headers),
	};
}
