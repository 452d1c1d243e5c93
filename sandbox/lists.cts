import type { Request } from 'express';
import type { WireAnalysis } from './analyses.cts';
import { readSort } from './filter.cts';
import { readFilter } from './filter-worlds.cts';
import type { Columns } from './filter.cts';
import { addOddEntries } from './odd.cts';
import { cutPage } from './paging.cts';
import type { WireProject } from './projects.cts';
import type { WireMetadata, WireSample } from './wire-samples.cts';
import type { Listed, WireBatch } from './wire.cts';
import type { World } from './worlds.cts';

// One Codex knows more fields: these are the ones that the node filters and sorts by.

/** What the list of batches knows, which One Codex does not document. */
export const batchColumns: Columns<WireBatch> = {
	$uri: 'uri',
	batch_number: 'text',
	created_at: 'time',
	name: 'text',
};

/** What the list of samples knows. */
export const sampleColumns: Columns<WireSample> = {
	$uri: 'uri',
	created_at: 'time',
	filename: 'text',
	project: 'reference',
	status: 'choice',
};

/** What the list of metadata knows. */
export const metadataColumns: Columns<WireMetadata> = {
	$uri: 'uri',
	external_sample_id: 'text',
	name: 'text',
};

/** What the list of projects knows, which One Codex does not document. */
export const projectColumns: Columns<WireProject> = {
	$uri: 'uri',
	name: 'text',
	project_name: 'text',
};

/** What the list of analyses knows, by One Codex's own client. */
export const analysisColumns: Columns<WireAnalysis> = {
	$uri: 'uri',
	analysis_type: 'choice',
	complete: 'flag',
	created_at: 'time',
	sample: 'reference',
	success: 'flag',
	updated_at: 'time',
};

/** What the lists of tags, classifications and jobs know. */
export const addressColumns: Columns<{ $uri: string }> = { $uri: 'uri' };

/** The address that was asked for, with its query as the client wrote it. */
export function addressOf(request: Request): URL {
	return new URL(request.originalUrl, `http://${request.headers.host}`);
}

/**
 * Answers a request for a list: filters, sorts and cuts the page that was asked for.
 *
 * @param request its `where`, `sort`, `page` and `per_page` are read
 * @param columns what can be filtered and sorted by
 * @param entries all that the account can read, oldest first
 * @param world how pages are, see `World`
 * @param filter how it is filtered, see `World.batchFilter`
 * @returns the page as the body, with the headers that go with it
 */
export function answerList<Entry>(
	request: Request,
	columns: NoInfer<Columns<Entry>>,
	entries: Entry[],
	world: World,
	filter: World['batchFilter'] = 'prefix',
): { body: Listed<Entry>; headers: Record<string, string> } {
	const url = addressOf(request);
	const where = url.searchParams.get('where') ?? undefined;
	const isMeant = readFilter<Entry>(columns, where, filter);
	const order = readSort<Entry>(columns, url.searchParams.get('sort') ?? undefined);
	const listed = addOddEntries(entries.filter(isMeant).sort(order), world);
	const { items, headers } = cutPage(listed, url, world);
	return { body: items, headers };
}
