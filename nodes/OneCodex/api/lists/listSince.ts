import { TOO_LATE } from '../http/deadline';
import type { Client } from '../http/request';
import type { Kind } from '../kinds';
import { knowledgeOf } from '../knowledge';
import { inOrder, watchOrder } from './order';
import type { ReadPage } from './pages';
import type { Place } from './place';
import { MOST_PAGES_AT_ONCE, sortedPages } from './sortedList';
import { wholeList } from './wholeList';
import type { Failure } from '../../domain/failure';
import type { Result } from '../../domain/result';

// The first page, which shows what is new, and one more, so that each part comes further.
const LEAST_PAGES = 2;

/** What a list shows when it was created. */
interface Aged {
	id: string;
	/** In milliseconds since 1970; undefined if the answer has no time. */
	createdAt?: number | undefined;
}

/** A list, as far as it came. */
export interface PartOfList<T> {
	/** Newest first. */
	entries: T[];
	/** Why it did not come as far as it was to; undefined if it did. */
	failure: Failure | undefined;
	/** Where to go on if time ran out; undefined for at the beginning. */
	place: Place | undefined;
}

/** How a list is read in parts. */
interface Parts {
	/** In milliseconds since 1970. */
	since: number;
	/** Where the part before broke off; undefined for at the beginning. */
	from: Place | undefined;
	/** Whether to break off. */
	isOver(): boolean;
}

/**
 * Reads a list from a time on, in parts if time runs out. What is older is among it, too, if the list does
 * not come in order. Everything that is in the list from the first part to the last is in one of them.
 */
export async function listSince<T extends Aged>(
	client: Client,
	kind: Kind<T>,
	{ since, from, isOver }: Parts,
): Promise<PartOfList<T>> {
	let place = from;
	let asked = 0;
	const read = sortedPages(client, kind, knowledgeOf(client.account));
	const inTime: ReadPage<T> = async (numbers) => {
		asked += 1;
		return asked > LEAST_PAGES && isOver() ? { ok: false, failure: TOO_LATE } : await read(numbers);
	};
	const notePlace = (reached: Place | undefined) => {
		place = reached;
	};
	const list = wholeList(inTime, { most: MOST_PAGES_AT_ONCE, from, notePlace });
	const listed: T[] = [];
	let failure: Failure | undefined;
	for await (const some of untilOlder(list, since)) {
		if (some.ok) listed.push(...some.value);
		else failure = some.failure;
	}
	const entries = inOrder(listed, false, ({ createdAt }) => createdAt);
	// One page that always fails must not keep back what is new: without any progress, it begins anew.
	const isFurther = failure?.list === undefined && (place?.end ?? 0) > (from?.end ?? 0);
	return {
		entries,
		failure,
		place: failure === TOO_LATE || (failure && isFurther) ? place : undefined,
	};
}

/**
 * A list up to where its entries are older than a time. Only the entries show whether the newest come first.
 * If they do not, the whole list is read.
 * @param time milliseconds since 1970
 */
export async function* untilOlder<T extends Aged>(
	list: AsyncGenerator<Result<T[]>, void>,
	time: number,
): AsyncGenerator<Result<T[]>, void> {
	const order = watchOrder(false);
	for await (const some of list) {
		yield some;
		if (!some.ok) return;
		some.value.forEach(({ createdAt }) => order.add(createdAt));
		if (order.isSure() && (order.last() ?? Infinity) < time) return;
	}
}
