import { atOnce } from './atOnce';
import { concernsAllCalls, type ApiFailure } from './failure';
import { refusesFilter } from './filters';
import { pathOf, type Kind } from './kinds';
import { pages } from './pages';
import type { Client } from './request';
import type { Result } from '../registration/registry';

/** The object with an id, undefined if the account has none; or why that could not be read. */
export type Found<T> = Result<T | undefined, ApiFailure>;

const NOT_FILTERED = {
	ok: false,
	failure: { delivery: 'rejected', status: 400, said: '' },
} as const;

// As many as One Codex's own client asks for at once: they all stand in the address.
const IDS_AT_ONCE = 50;

/**
 * Reads objects by their ids, 50 with one request. Where the server does not list them by ids, it is
 * asked for each by itself. Where it fails on the first ones for a reason that is not theirs, all fail.
 * @returns what was found for each different id
 */
export async function lookUp<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	ids: Iterable<string>,
): Promise<Map<string, Found<T>>> {
	const found = new Map<string, Found<T>>();
	let canList = true;
	const lookForSome = async (chunk: string[]): Promise<Lost> => {
		const answer = canList && chunk.length > 1 ? await getSome(client, kind, chunk) : undefined;
		if (!answer || (!answer.ok && refusesFilter(answer.failure))) {
			if (answer && !answer.ok && answer.failure.status === 400) canList = false;
			return await lookForEach(client, kind, chunk, found);
		}
		for (const id of chunk) found.set(id, answer.ok ? foundIn(answer.value, id) : answer);
		return answer.ok ? undefined : lostWith(answer.failure);
	};

	const [first = [], second = [], ...others] = chunks([...new Set(ids)]);
	const one = await lookForSome(first);
	// A single object may be what it fails on.
	const two = concernsAll(one) ? one : await lookForSome(second);
	const lost = concernsAll(two) || (one && two) ? two : undefined;
	if (lost)
		fill(
			found,
			[...second, ...others.flat()].filter((id) => !found.has(id)),
			lost,
		);
	else if (canList) await atOnce(others, lookForSome);
	else await atOnce(others.flat(), (id) => lookForOne(client, kind, id, found));
	return found;
}

/** The failure of a request that others would end with as well; undefined if it went well, or is its own. */
type Lost = { ok: false; failure: ApiFailure } | undefined;

const lostWith = (failure: ApiFailure): Lost =>
	concernsAllCalls(failure) || failure.delivery === 'unknown' ? { ok: false, failure } : undefined;

const concernsAll = (lost: Lost) => lost !== undefined && concernsAllCalls(lost.failure);

function fill<T>(found: Map<string, Found<T>>, ids: string[], lost: Found<T>): void {
	for (const id of ids) found.set(id, lost);
}

const TRIED_FIRST = 2;

/** Reads objects one by one. Where the first ones fail because One Codex does, all do. */
async function lookForEach<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	ids: string[],
	found: Map<string, Found<T>>,
): Promise<Lost> {
	let lost: Lost;
	for (const id of ids.slice(0, TRIED_FIRST)) {
		lost = await lookForOne(client, kind, id, found);
		if (!lost) break;
	}
	const rest = ids.filter((id) => !found.has(id));
	if (lost) fill(found, rest, lost);
	else await atOnce(rest, (id) => lookForOne(client, kind, id, found));
	return lost;
}

async function lookForOne<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	id: string,
	found: Map<string, Found<T>>,
): Promise<Lost> {
	const one = await getOne(client, kind, id);
	found.set(id, one);
	return one.ok ? undefined : lostWith(one.failure);
}

const foundIn = <T>(some: Map<string, T>, id: string) =>
	({ ok: true, value: some.get(id) }) as const;

/** Reads one object by its id. */
async function getOne<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	id: string,
): Promise<Found<T>> {
	const path = pathOf(kind, id);
	const answer = await client.request({ method: 'GET', path, read: (body) => kind.read(body) });
	return !answer.ok && answer.failure.status === 404 ? { ok: true, value: undefined } : answer;
}

async function getSome<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	ids: string[],
): Promise<Result<Map<string, T>, ApiFailure>> {
	const $in = ids.map((id) => pathOf(kind, id));
	const where = JSON.stringify({ $uri: { $in } });
	const found = new Map<string, T>();
	// The server may grant smaller pages than it is asked for.
	for await (const answer of pages(client, kind, { where }, IDS_AT_ONCE)) {
		if (!answer.ok) return answer;
		for (const entry of answer.value) found.set(entry.id, entry);
		// One that shows others does not filter at all.
		if (answer.value.some(({ id }) => !ids.includes(id))) return NOT_FILTERED;
		if (found.size >= ids.length) break;
	}
	return { ok: true, value: found };
}

function chunks<T>(all: T[]): T[][] {
	const count = Math.ceil(all.length / IDS_AT_ONCE);
	return Array.from({ length: count }, (_, index) =>
		all.slice(index * IDS_AT_ONCE, (index + 1) * IDS_AT_ONCE),
	);
}
