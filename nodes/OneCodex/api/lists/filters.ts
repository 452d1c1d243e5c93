import type { IDataObject } from 'n8n-workflow';

import type { Kind } from '../kinds';
import { knowledgeOf } from '../knowledge';
import { ENOUGH_IN_ORDER, inOrder, watchOrder } from './order';
import { page, PAGE_SIZE, sortByAge, type ReadPage } from './pages';
import type { Client } from '../http/request';
import { filterThereOrHere } from './serverFilter';
import { MOST_PAGES_AT_ONCE, sortedPages } from './sortedList';
import type { ListReading } from './throughList';
import { wholeList } from './wholeList';
import type { Result } from '../../domain/result';

/** A filter as the server takes it. */
export interface ServerFilter<T> {
	where: IDataObject;
	/** A filter of the same form that an entry meets; undefined if there is none. */
	whereOf(entry: T): IDataObject | undefined;
}

/** Which entries of a list are asked for, and in which order. */
export interface ListFilter<T> {
	/** What the server is asked to filter by; nothing where its filters are not documented. */
	server?: ServerFilter<T>;
	/** Whether an entry is asked for, whatever the server does. */
	keeps(entry: T): boolean;
	/** Whether entries from here on are all past what is asked for, in the order of the list; none are, if not given. */
	isPast?(entry: T): boolean;
	/** Called with each entry that comes, whether it is asked for or not. */
	see?(entry: T): void;
	/** Oldest first; else newest first. */
	ascending: boolean;
	/** How many are asked for; Infinity for all. */
	limit: number;
	/**
	 * Called while the last pages of a list are read that is read to its end, with what is asked for of the pages
	 * before: what has to be read for those can be read meanwhile. It is waited for.
	 */
	nearEnd?(entries: T[]): Promise<void>;
}

/** What is known of a kind of list. */
export interface ListTraits<T> {
	/** Milliseconds since 1970, or undefined if an entry has no time. */
	createdAt(entry: T): number | undefined;
	/** Whether it is documented that the list comes in the order that is asked for. */
	comesSorted: boolean;
	/** Whether the list has nothing to sort by, so that it comes as it is. */
	isUnordered?: boolean;
}

/** What is asked for, and how many entries were left out since they cannot be read. */
type FilteredEntries<T> = Result<{ entries: T[]; unreadable: number }>;

/** Gives what a filter asks for of a kind of list. */
export type FilteredLists<T> = (filter: ListFilter<T>) => Promise<FilteredEntries<T>>;

/**
 * Makes lists of a kind, which are always filtered here, and by the server too if it has the filter. They
 * are right whatever the server does with a filter or a sort order, and however the list changes in the
 * meantime. That a filter finds nothing counts only once it has found what is known to be there.
 */
export function filteredLists<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	traits: ListTraits<T>,
): FilteredLists<T> {
	let serverFilters = true;
	const proven = new Set<string>();

	async function filtered(filter: ListFilter<T>, where: IDataObject): Promise<FilteredEntries<T>> {
		const query = { where: JSON.stringify(where), sort: sortByAge(filter.ascending) };
		// What it returns ends where what is asked for does.
		return await collect(
			(numbers) => page(client, kind, { ...query, ...numbers }),
			filter,
			traits,
			pagesFor(filter.limit),
		);
	}

	async function unfiltered(filter: ListFilter<T>): Promise<FilteredEntries<T>> {
		const { ascending } = filter;
		const order = traits.isUnordered ? {} : { sort: sortByAge(ascending) };
		const read: ReadPage<T> = traits.comesSorted
			? (numbers) => page(client, kind, { ...order, ...numbers })
			: sortedPages(client, kind, knowledgeOf(client.account), { ascending });
		return await collect(read, filter, traits, filter.isPast ? 1 : pagesFor(filter.limit));
	}

	/** Whether the server's filter was seen to find what is there. */
	async function isProven(filter: ListFilter<T>, server: ServerFilter<T>): Promise<boolean> {
		const form = formOf(server.where);
		if (!proven.has(form) && (await findsKnown(filter, server))) proven.add(form);
		return proven.has(form);
	}

	/** Whether the server's filter finds an entry that is known to be there. */
	async function findsKnown(filter: ListFilter<T>, { whereOf }: ServerFilter<T>): Promise<boolean> {
		const query = { page: 1, per_page: PAGE_SIZE, sort: sortByAge() };
		const newest = await page(client, kind, query);
		if (!newest.ok || newest.value.entries.some(filter.keeps)) return false;
		if (newest.value.count === 0) return true;
		for (const entry of newest.value.entries) {
			const where = whereOf(entry);
			if (!where) continue;
			const found = await page(client, kind, { ...query, where: JSON.stringify(where) });
			return found.ok && found.value.entries.some(({ id }) => id === entry.id);
		}
		return false;
	}

	return async (filter) => {
		const { server } = filter;
		if (!server || !serverFilters) return await unfiltered(filter);
		return await filterThereOrHere({
			there: async () => await filtered(filter, server.where),
			isReliable: async ({ entries }) => entries.length > 0 || (await isProven(filter, server)),
			here: async () => {
				serverFilters = false;
				return await unfiltered(filter);
			},
		});
	};
}

/** How many pages to read in parallel: where not all are needed, some would be read in vain. */
const pagesFor = (limit: number) => (limit === Infinity ? MOST_PAGES_AT_ONCE : 1);

/** The fields and operators of a filter, without what is looked for. */
const formOf = (where: IDataObject) =>
	JSON.stringify(
		Object.entries(where).map(([field, condition]) => [field, Object.keys(condition as object)]),
	);

/**
 * Goes through a list until there is enough of what is asked for, and no other can come before it.
 * @param most the most pages to read in parallel
 */
async function collect<T extends { id: string }>(
	read: ReadPage<T>,
	{ keeps, isPast, ascending, limit, nearEnd, see }: ListFilter<T>,
	{ createdAt, comesSorted }: ListTraits<T>,
	most: number,
): Promise<FilteredEntries<T>> {
	const kept: T[] = [];
	const order = watchOrder(ascending);
	// Fewer entries do not show their order.
	const size = comesSorted ? limit : Math.max(limit, ENOUGH_IN_ORDER);
	let unreadable = 0;
	const isToEnd = limit === Infinity && isPast === undefined;
	let [seen, pages] = [0, Infinity];
	let meanwhile: Promise<void> | undefined;
	const reading: ListReading = {
		...{ size, most, isToEnd },
		noteLength: (count) => (pages = count),
		noteUnreadable: (count) => (unreadable = count),
	};
	try {
		for await (const some of wholeList(read, reading)) {
			if (!some.ok) return some;
			some.value.forEach((entry) => {
				see?.(entry);
				order.add(createdAt(entry));
			});
			kept.push(...some.value.filter(keeps));
			const isEnough = kept.length >= limit || (isPast !== undefined && some.value.some(isPast));
			if (isEnough && (comesSorted || order.isSure())) break;
			seen += some.value.length;
			if (!meanwhile && isToEnd && seen >= (pages - most) * PAGE_SIZE) {
				meanwhile = nearEnd?.([...kept]);
				// It is waited for at the end.
				meanwhile?.catch(() => {});
			}
		}
	} finally {
		await meanwhile;
	}
	const entries = inOrder(kept, ascending, createdAt).slice(0, limit);
	return { ok: true, value: { entries, unreadable } };
}
