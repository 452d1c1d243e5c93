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
 * asked for each by itself.
 * @returns what was found for each different id
 */
export async function lookUp<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	ids: Iterable<string>,
): Promise<Map<string, Found<T>>> {
	const found = new Map<string, Found<T>>();
	const alone: string[] = [];
	const lookForSome = async (chunk: string[]) => {
		const answer = chunk.length > 1 ? await getSome(client, kind, chunk) : undefined;
		if (!answer || (!answer.ok && refusesFilter(answer.failure))) alone.push(...chunk);
		else for (const id of chunk) found.set(id, answer.ok ? foundIn(answer.value, id) : answer);
		return answer;
	};
	// The first tells what it is no use to ask for many times over.
	const [first = [], ...others] = chunks([...new Set(ids)]);
	const answer = await lookForSome(first);
	if (answer && !answer.ok && concernsAllCalls(answer.failure)) {
		for (const id of others.flat()) found.set(id, answer);
		return found;
	}
	if (alone.length > 0) alone.push(...others.flat());
	else await atOnce(others, lookForSome);
	await lookForEach(client, kind, alone, found);
	return found;
}

const TRIED_FIRST = 2;

/** Reads objects one by one. Where the first ones fail because One Codex does, so do all. */
async function lookForEach<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	ids: string[],
	found: Map<string, Found<T>>,
): Promise<void> {
	const look = async (id: string) => {
		const one = await getOne(client, kind, id);
		found.set(id, one);
		return !one.ok && one.failure.status === 500 ? one : undefined;
	};
	const rest = ids.slice(TRIED_FIRST);
	let failed: Found<T> | undefined;
	for (const id of ids.slice(0, TRIED_FIRST)) {
		failed = await look(id);
		if (!failed) break;
	}
	if (!failed)
		await atOnce(
			ids.filter((id) => !found.has(id)),
			look,
		);
	else for (const id of rest) found.set(id, failed);
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
