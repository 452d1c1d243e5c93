import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Handled } from './answer.cts';
import type { Batch } from './batches.cts';
import { readSort } from './filter.cts';
import { readFilter } from './filter-worlds.cts';
import { addressOf, batchColumns } from './lists.cts';
import { addOddEntries } from './odd.cts';
import { cutPage } from './paging.cts';
import { refusal } from './refusal.cts';
import { toWireBatch } from './wire.cts';
import type { WireBatch } from './wire.cts';
import type { World } from './worlds.cts';

/**
 * Answers a request for the list of batches, the way it is done in this world.
 *
 * @param request its `where`, `sort`, `page` and `per_page` are read
 * @param batches all that the account can read, oldest first
 * @param world see `World`
 */
export function answerBatchList(request: Request, batches: Batch[], world: World): Handled {
	const url = addressOf(request);
	const where = url.searchParams.get('where') ?? undefined;
	const sort = url.searchParams.get('sort') ?? undefined;
	if (where !== undefined && world.batchFilter === 'crashing') {
		// It is not thrown, since there is no need to look into it.
		return { status: 500, body: { message: 'Internal server error', status: 500 } };
	}
	const isMeant = readFilter(batchColumns, where, world.batchFilter);
	const inOrder = readBatchSort(sort, world);
	const listed = batches.map(toWireBatch).filter(isMeant);
	const { items, headers } = cutPage(addOddEntries(inOrder(listed), world), url, world);
	return { body: items, headers };
}

function readBatchSort(
	sort: string | undefined,
	world: World,
): (oldestFirst: WireBatch[]) => WireBatch[] {
	switch (world.batchSort) {
		case 'honoured': {
			const order = readSort(batchColumns, sort);
			return (batches) => batches.sort(order);
		}
		case 'ignored':
			return scatter;
		case 'oldestFirst':
			return (batches) => batches;
		case 'refused':
			if (sort !== undefined) throw refusal(400, 'sort: batches cannot be sorted');
			return (batches) => batches;
	}
}

/** Puts batches in an order that stays the same, and that nobody can make sense of. */
function scatter(batches: WireBatch[]): WireBatch[] {
	const placed = batches.map((batch) => ({
		batch,
		place: createHash('sha256').update(batch.$uri).digest('hex'),
	}));
	return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ batch }) => batch);
}
