import { analysesPath } from './analyses.cts';
import { metadataPath, samplesPath } from './wire-samples.cts';
import { batchesPath } from './wire.cts';
import type { Listed } from './wire.cts';
import type { World } from './worlds.cts';

type Json = Record<string, unknown>;

/** Puts entries that are no objects of theirs behind the first of a list; an empty list stays empty. */
export function addOddEntries<Entry>(entries: Entry[], { otherFields }: World): Listed<Entry> {
	if (otherFields === 'documented' || entries.length === 0) return entries;
	return [...entries.slice(0, 1), null, {}, ...entries.slice(1)];
}

/**
 * Makes the batches, samples, metadata and taxa of an answer as odd as they are in this world.
 *
 * @param body any answer as it is documented; it is not changed
 * @param world see `World`
 * @returns what to write as JSON
 */
export function makeOdd(body: unknown, world: World): unknown {
	if (Array.isArray(body)) return body.map((entry) => makeOdd(entry, world));
	if (!isObject(body)) return body;
	if ('table' in body) return withOddTaxa(body, world);
	if ('files' in body) return { files: addOddEntries(body.files as Json[], world), more: 7 };
	if ('download_uri' in body) return withOddLink(body, world);
	if ('batch' in body) return { ...body, batch: makeOdd(body.batch, world) };
	const { $uri, batch_number } = body;
	if (typeof $uri !== 'string') return body;
	if ($uri.startsWith(`${batchesPath}/`)) {
		const turn = turnOf(String(batch_number));
		return withOddFields(withOddTime(body, turn, world), turn, world);
	}
	if ($uri.startsWith(`${metadataPath}/`)) return withOddMetadata(body, world);
	if ($uri.startsWith(`${analysesPath}/`)) {
		return withOddTime(withOddAnalysis(body, world), turnOf($uri), world);
	}
	if (!$uri.startsWith(`${samplesPath}/`)) return body;
	const turn = turnOf($uri);
	return withOddTime(withOddSample(body, turn, world), turn, world);
}

function withOddSample(sample: Json, turn: number, { otherFields }: World): Json {
	if (otherFields === 'documented') return sample;
	const { size, tags, metadata } = sample;
	const embedded = isObject(metadata) ? { $uri: metadata.$ref, name: 7 } : metadata;
	return {
		...sample,
		size: String(size),
		error_msg: { code: 7 },
		visibility: ['private'],
		owner: null,
		tags: [tags, 'none', null][turn % 3],
		metadata: turn % 2 === 0 ? metadata : embedded,
		instrument: { run: 7, lanes: [1, null] },
	};
}

function withOddAnalysis(analysis: Json, { otherFields }: World): Json {
	if (otherFields === 'documented') return analysis;
	return { ...analysis, error_msg: { code: 7 }, job: null, job_args: 'none', cost: [null] };
}

function withOddLink(link: Json, { otherFields }: World): Json {
	return otherFields === 'documented' ? link : { ...link, expires_in_hours: null, method: 'GET' };
}

function withOddMetadata(metadata: Json, { otherFields }: World): Json {
	if (otherFields === 'documented') return metadata;
	return { ...metadata, starred: 'no', location_lat: 'north', updated_at: 7, shelf: [null] };
}

function withOddTaxa(results: Json, { taxa }: World): Json {
	const { table } = results;
	if (taxa === 'documented' || !Array.isArray(table)) return results;
	const odd = (table as Json[]).map(({ readcount, readcount_w_children, ...taxon }) => ({
		...taxon,
		tax_id: Number(taxon.tax_id),
		parent_tax_id: taxon.parent_tax_id === null ? null : Number(taxon.parent_tax_id),
		filtered_readcount: readcount,
		filtered_readcount_w_children: String(readcount_w_children),
	}));
	return { ...results, host_tax_ids: [9606], table: [null, ...odd, { rank: 'genus' }] };
}

function withOddFields(batch: Json, turn: number, { otherFields }: World): Json {
	if (otherFields === 'documented') return batch;
	const { owner, batch_number, status } = batch;
	const statuses = [status, { name: status }, null];
	return {
		...batch,
		owner: isObject(owner) ? owner.$ref : owner,
		batch_number: Number(String(batch_number).replace(/\D/g, '')),
		status: status === 'canceled' ? status : statuses[turn % statuses.length],
		priority: null,
		shelf: { room: 7, labels: ['cold', {}] },
	};
}

function withOddTime(entry: Json, turn: number, { times }: World): Json {
	const { created_at, ...rest } = entry;
	if (times === 'zone') return entry;
	if (times === 'noZone') return { ...rest, created_at: String(created_at).replace('Z', '') };
	return turn % 2 === 0 ? rest : { ...rest, created_at: Date.parse(String(created_at)) };
}

/** A number that stays the same for the same text, to take turns by. */
function turnOf(text: string): number {
	return Array.from(text).reduce((sum, character) => sum + character.charCodeAt(0), 0);
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
