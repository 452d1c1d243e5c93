import type { IDataObject } from 'n8n-workflow';

import type { ApiFailure } from './failure';
import type { Kind } from './kinds';
import { pages } from './pages';
import type { Client } from './request';
import type { Result } from '../registration/registry';

/** Which entries of a list are asked for, and in which order. */
export interface ListFilter<T> {
	/** The filter as the server takes it; nothing asks for all. */
	where?: IDataObject;
	/** The same, for the entries of a server that refuses to filter. */
	keeps?(entry: T): boolean;
	/** Whether entries from here on are all past what is asked for, in the order of the list. */
	isPast?(entry: T): boolean;
	/** Oldest first; else newest first. */
	ascending?: boolean;
	/** Entries to a page; as many as the server grants if not given. */
	pageSize?: number;
}

/**
 * Makes lists of a kind that the server filters until it refuses to, and this side anyway: which
 * fields it can filter by is not known for all of them.
 */
export function filteredLists<T extends { id: string }>(client: Client, kind: Kind<T>) {
	let serverFilters = true;
	return async function* (filter: ListFilter<T>): AsyncGenerator<Result<T[], ApiFailure>, void> {
		const { where, keeps = () => true, isPast = () => false, ascending, pageSize } = filter;
		const sort = JSON.stringify({ created_at: !ascending });
		if (serverFilters) {
			const query = { sort, ...(where && { where: JSON.stringify(where) }) };
			let isFirst = true;
			for await (const page of pages(client, kind, query, pageSize)) {
				// What begins to filter does not refuse to: beginning anew would give entries twice.
				if (!page.ok && where && isFirst && refusesFilter(page.failure)) {
					serverFilters = false;
					break;
				}
				isFirst = false;
				yield page.ok ? { ok: true, value: page.value.filter(keeps) } : page;
			}
			if (serverFilters) return;
		}
		for await (const page of pages(client, kind, { sort })) {
			if (!page.ok) {
				yield page;
				return;
			}
			yield { ok: true, value: page.value.filter(keeps) };
			if (page.value.some(isPast)) return;
		}
	};
}

/** Whether a failure may be due to the filter: One Codex is known to fail, rather than to refuse, on some. */
export const refusesFilter = ({ status }: ApiFailure) => status === 400 || status === 500;
