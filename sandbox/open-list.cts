import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { readSort } from './filter.cts';
import { readFilter } from './filter-worlds.cts';
import type { Columns } from './filter.cts';
import { addressOf } from './lists.cts';
import { addOddEntries } from './odd.cts';
import { cutPage } from './paging.cts';
import { refusal } from './refusal.cts';
import type { Listed } from './wire.cts';
import type { World } from './worlds.cts';

/** How a list is filtered and sorted where the documents leave it open; see `World`. */
export type Open = { filter: World['batchFilter']; sort: World['batchSort'] };

type Answered<Entry> = { body: Listed<Entry>; headers: Record<string, string> };
type Failed = { status: number; body: { message: string; status: number } };

/**
 * Answers a request for a list of which it is not documented what it can be filtered and sorted by.
 *
 * @param request its `where`, `sort`, `page` and `per_page` are read
 * @param columns what can be filtered and sorted by, if anything
 * @param entries all that the account can read, oldest first
 * @param open how it is filtered and sorted in this world
 * @param world how pages are
 */
export function answerOpenList<Entry extends { $uri: string }>(
	request: Request,
	columns: NoInfer<Columns<Entry>>,
	entries: Entry[],
	open: Open,
	world: World,
): Answered<Entry> | Failed {
	const url = addressOf(request);
	const where = url.searchParams.get('where') ?? undefined;
	const sort = url.searchParams.get('sort') ?? undefined;
	if (where !== undefined && open.filter === 'crashing') {
		// It is not thrown, since there is no need to look into it.
		return { status: 500, body: { message: 'Internal server error', status: 500 } };
	}
	const isMeant = readFilter<Entry>(columns, where, open.filter);
	const inOrder = readOrder<Entry>(columns, sort, open);
	const { items, headers } = cutPage(
		addOddEntries(inOrder(entries.filter(isMeant)), world),
		url,
		world,
	);
	return { body: items, headers };
}

function readOrder<Entry extends { $uri: string }>(
	columns: Columns<Entry>,
	sort: string | undefined,
	open: Open,
): (oldestFirst: Entry[]) => Entry[] {
	switch (open.sort) {
		case 'honoured': {
			const order = readSort(columns, sort);
			return (entries) => entries.sort(order);
		}
		case 'ignored':
			return scatter;
		case 'oldestFirst':
			return (entries) => entries;
		case 'refused':
			if (sort !== undefined) throw refusal(400, 'sort: this list cannot be sorted');
			return (entries) => entries;
	}
}

/** Puts entries in an order that stays the same, and that nobody can make sense of. */
function scatter<Entry extends { $uri: string }>(entries: Entry[]): Entry[] {
	const placed = entries.map((entry) => ({
		entry,
		place: createHash('sha256').update(entry.$uri).digest('hex'),
	}));
	return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ entry }) => entry);
}
