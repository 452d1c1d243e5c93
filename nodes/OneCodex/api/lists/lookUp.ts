import { atOnce } from '../../domain/atOnce';
import { pathOf, type Kind } from '../kinds';
import { page, type ReadPage } from './pages';
import type { Client } from '../http/request';
import { filterThereOrHere } from './serverFilter';
import { throughList } from './throughList';
import { untilLost } from '../untilLost';
import type { Result } from '../../domain/result';

/** The object with an id, undefined if the account has none; or why that could not be read. */
export type Found<T> = Result<T | undefined>;

// As many as One Codex's own client asks for in one request: they are all in the address.
const IDS_AT_ONCE = 50;

// If none of this many missing objects exists, lists are complete. Asking for them takes ten seconds.
const MOST_IN_VAIN = 100;

/**
 * Reads objects by their ids, 50 with one request. If the server does not list objects by their ids, each
 * is requested separately, and so is each that a list lacks, since lists may not show everything.
 * If lists lack more than 100, a sample of 100 is requested first. If none of these exists, the others
 * count as not found, or a column of wrong ids would take minutes.
 * @returns what was found for each different id
 */
export async function lookUp<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	ids: Iterable<string>,
): Promise<Map<string, Found<T>>> {
	const found = new Map<string, Found<T>>();
	const unlisted: string[] = [];
	const lacking: string[] = [];
	const asking = untilLost(client, MOST_IN_A_ROW);
	let canList = true;
	/** Lists objects by their ids; undefined if the list cannot be used. */
	const listSome = async (ids: string[]) => {
		const answer = await filterThereOrHere({
			there: async () => await getSome(asking, kind, ids),
			isReliable: (some) => [...some.keys()].every((id) => ids.includes(id)),
			here: (refusal) => {
				// A failure of One Codex may be due to one of the ids.
				if (refusal?.status !== 500) canList = false;
				return undefined;
			},
		});
		return answer && !answer.ok && answer.failure.list !== undefined ? undefined : answer;
	};
	const lookForSome = async (chunk: string[]) => {
		const answer = canList && chunk.length > 1 ? await listSome(chunk) : undefined;
		for (const id of chunk) {
			if (!answer) unlisted.push(id);
			else if (!answer.ok) found.set(id, answer);
			else if (answer.value.has(id)) found.set(id, { ok: true, value: answer.value.get(id) });
			else lacking.push(id);
		}
	};
	const askForEach = async (some: string[]) => {
		await atOnce(some, async (id) => {
			found.set(id, await getOne(asking, kind, id));
		});
	};
	// The first shows whether lists are refused.
	const [first = [], ...others] = idChunks(ids);
	await lookForSome(first);
	await atOnce(others, lookForSome);
	await askForEach(unlisted);
	const [tried, rest] = spread(lacking, MOST_IN_VAIN);
	await askForEach(tried);
	if (!tried.every((id) => isNotThere(found.get(id)))) await askForEach(rest);
	else for (const id of rest) found.set(id, NOT_THERE);
	return found;
}

const NOT_THERE = { ok: true, value: undefined } as const;

/** Whether One Codex has said that there is no such object. */
const isNotThere = <T>(one: Found<T> | undefined) => one?.ok === true && one.value === undefined;

/** Splits a list into a sample that is spread over it, and the rest. */
function spread<T>(all: T[], most: number): [T[], T[]] {
	const step = Math.max(1, all.length / most);
	const chosen = new Set(
		Array.from({ length: Math.min(most, all.length) }, (_, index) => Math.floor(index * step)),
	);
	return [
		all.filter((_, index) => chosen.has(index)),
		all.filter((_, index) => !chosen.has(index)),
	];
}

// One Codex may fail on some objects. If it fails on this many in a row, it is down.
const MOST_IN_A_ROW = 10;

/** Reads one object by its id. */
async function getOne<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	id: string,
): Promise<Found<T>> {
	const path = pathOf(kind, id);
	const answer = await client.request({
		method: 'GET',
		path,
		// By its description, the API answers with a list where one tag is asked for.
		read: (body) =>
			Array.isArray(body)
				? body.map((entry) => kind.read(entry)).find((entry) => entry?.id === id)
				: kind.read(body),
	});
	return !answer.ok && answer.failure.status === 404 ? { ok: true, value: undefined } : answer;
}

async function getSome<T extends { id: string }>(
	client: Client,
	kind: Kind<T>,
	ids: string[],
): Promise<Result<Map<string, T>>> {
	const $in = ids.map((id) => pathOf(kind, id));
	const where = JSON.stringify({ $uri: { $in } });
	const found = new Map<string, T>();
	// The server may grant smaller pages than it is asked for.
	const read: ReadPage<T> = async (numbers) => await page(client, kind, { where, ...numbers });
	for await (const answer of throughList(read, { size: IDS_AT_ONCE })) {
		if (!answer.ok) return answer;
		const { entries } = answer.value;
		for (const entry of entries) found.set(entry.id, entry);
		// A list that shows others is not filtered at all.
		if (found.size >= ids.length || entries.some(({ id }) => !ids.includes(id))) break;
	}
	return { ok: true, value: found };
}

/**
 * How many objects a request names whose entries are listed. There may be many pages of them, with links to up to
 * five others, each of which may repeat the whole address, and Node.js takes 16 kB of headers.
 */
export const OWNERS_AT_ONCE = 25;

/** Ids, each once, as many at a time as a request can name. */
export function idChunks(ids: Iterable<string>, most = IDS_AT_ONCE): string[][] {
	const all = [...new Set(ids)];
	const count = Math.ceil(all.length / most);
	return Array.from({ length: count }, (_, index) => all.slice(index * most, (index + 1) * most));
}
