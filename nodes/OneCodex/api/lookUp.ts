import { atOnce } from './atOnce';
import type { ApiFailure } from './failure';
import { pathOf, type Kind } from './kinds';
import { pages } from './pages';
import type { Client } from './request';
import type { Result } from '../registration/registry';

/** The object with an id, undefined if the account has none; or why that could not be read. */
export type Found<T> = Result<T | undefined, ApiFailure>;

// As many as One Codex's own client asks for at once: they all stand in the address.
const IDS_AT_ONCE = 50;

/**
 * Reads objects by their ids, 50 with one request. A server that refuses to list them by ids is asked
 * for one after the other.
 * @returns what was found for each different id
 */
export async function lookUp<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	ids: Iterable<string>,
): Promise<Map<string, Found<T>>> {
	const found = new Map<string, Found<T>>();
	await atOnce(chunks([...new Set(ids)]), async (chunk) => {
		const [only] = chunk;
		if (only !== undefined && chunk.length === 1) {
			found.set(only, await getOne(client, kind, only));
			return;
		}
		const answer = await getSome(client, kind, chunk);
		for (const id of chunk) {
			if (answer.ok) found.set(id, { ok: true, value: answer.value.get(id) });
			else if (answer.failure.status === 400) found.set(id, await getOne(client, kind, id));
			else found.set(id, answer);
		}
	});
	return found;
}

/** Reads one object by its id. */
export async function getOne<T extends { id: string }>(
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
