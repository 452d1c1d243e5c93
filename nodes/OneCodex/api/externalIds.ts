import { METADATA, type AnsweredMetadata } from './kinds';
import { page } from './lists/pages';
import { refusesFilter } from './lists/serverFilter';
import { MOST_PAGES_AT_ONCE } from './lists/sortedList';
import { wholeList } from './lists/wholeList';
import type { Client } from './http/request';
import { atOnce } from '../domain/atOnce';
import { foldName } from '../domain/batchNames';
import type { Failure } from '../domain/failure';
import type { Result } from '../domain/result';

/** The metadata records that have an external sample ID. */
export type RecordsOf = (externalId: string) => AnsweredMetadata[];

// How a server stores them is not documented, nor is it of names.
const keyOf = ({ raw }: AnsweredMetadata) => foldName(raw.external_sample_id ?? '');

/**
 * Finds metadata records by their external sample IDs, 50 with one request if the server has this filter.
 * That the filter finds nothing counts only once it has found what is known to be there. Otherwise the
 * whole list is read, once for all IDs.
 */
export async function findByExternalId(
	client: Client,
	externalIds: Iterable<string>,
): Promise<Result<RecordsOf>> {
	const wanted = new Set(externalIds);
	const keys = new Set([...wanted].map(foldName));
	const found = new Map<string, Map<string, AnsweredMetadata>>();
	const note = (record: AnsweredMetadata) => {
		const key = keyOf(record);
		const known = found.get(key) ?? new Map<string, AnsweredMetadata>();
		if (keys.has(key)) found.set(key, known.set(record.id, record));
	};
	/** Whether the filter finds what is there, as soon as that is known. */
	const filter: { works?: boolean; failure?: Failure } = {};
	const ask = async (ids: string[]) => {
		const asked = new Set(ids.map(foldName));
		const where = JSON.stringify({ external_sample_id: { $in: ids } });
		for await (const some of wholeList((at) => page(client, METADATA, { where, ...at }))) {
			if (!some.ok && !refusesFilter(some.failure)) filter.failure = some.failure;
			else if (!some.ok || !some.value.every((one) => asked.has(keyOf(one)))) filter.works = false;
			else filter.works ??= true;
			if (!some.ok || !filter.works) return;
			some.value.forEach(note);
		}
	};
	const isOver = () => filter.works === false || filter.failure !== undefined;
	await atOnce(chunks(wanted), ask, isOver, { first: 1 });
	if (wanted.size > 0 && !filter.works && !filter.failure) {
		const read = wholeList((at) => page(client, METADATA, at), { most: MOST_PAGES_AT_ONCE });
		for await (const some of read) {
			if (!some.ok) return some;
			some.value.forEach(note);
			const known = some.value.find((one) => keyOf(one) !== '')?.raw.external_sample_id;
			if (filter.works !== undefined || !known) continue;
			await ask([known]);
			filter.works ??= false;
			if (filter.works) break;
		}
	}
	if (filter.failure) return { ok: false, failure: filter.failure };
	return { ok: true, value: (id) => [...(found.get(foldName(id))?.values() ?? [])] };
}

const IDS_AT_ONCE = 50;
// They are in the address, of which servers take some thousand bytes, and each of these may become three.
const MOST_BYTES = 1_500;

function chunks(ids: Iterable<string>): string[][] {
	const all: string[][] = [];
	let bytes = Infinity;
	for (const id of ids) {
		const size = Buffer.byteLength(JSON.stringify(id));
		bytes += size;
		if (bytes > MOST_BYTES || all.at(-1)?.length === IDS_AT_ONCE) {
			all.push([]);
			bytes = size;
		}
		all.at(-1)?.push(id);
	}
	return all;
}
