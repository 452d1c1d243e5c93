import type { Request } from 'express';
import type { WireAnalysis, WireClassification, WireJob } from './analyses.cts';
import { readSort, readWhere } from './filter.cts';
import type { Columns } from './filter.cts';
import { addOddEntries } from './odd.cts';
import { cutPage } from './paging.cts';
import type { WireProject } from './projects.cts';
import type { WireTag } from './tags.cts';
import type { WireMetadata, WireSample } from './wire-samples.cts';
import type { Listed, WireBatch } from './wire.cts';
import type { World } from './worlds.cts';

/** What the list of batches knows. For these columns One Codex says nothing: they are a guess. */
export const batchColumns: Columns<WireBatch> = {
	filters: {
		$uri: 'uri',
		batch_number: 'text',
		created_at: 'time',
		name: 'text',
		status: 'choice',
	},
	sortable: ['created_at', 'batch_number'],
};

/** What the list of samples knows. */
export const sampleColumns: Columns<WireSample> = {
	filters: {
		$uri: 'uri',
		created_at: 'time',
		updated_at: 'time',
		filename: 'text',
		size: 'number',
		status: 'choice',
		visibility: 'choice',
		metadata: 'reference',
		owner: 'reference',
		project: 'reference',
	},
	sortable: ['created_at', 'updated_at'],
};

/** What the list of metadata knows; custom fields are not among it in One Codex either. */
export const metadataColumns: Columns<WireMetadata> = {
	filters: {
		$uri: 'uri',
		sample: 'reference',
		name: 'text',
		description: 'text',
		external_sample_id: 'text',
		library_type: 'choice',
		platform: 'choice',
		sample_type: 'choice',
		location_string: 'text',
		starred: 'boolean',
		updated_at: 'time',
	},
	sortable: ['updated_at'],
};

/** What the list of projects knows. */
export const projectColumns: Columns<WireProject> = {
	filters: { $uri: 'uri', name: 'text', project_name: 'text' },
	sortable: [],
};

/** What the list of tags knows. */
export const tagColumns: Columns<WireTag> = {
	filters: { $uri: 'uri', name: 'text' },
	sortable: [],
};

const analysisFilters = {
	$uri: 'uri',
	created_at: 'time',
	updated_at: 'time',
	complete: 'boolean',
	success: 'boolean',
	sample: 'reference',
} as const;

/** What the list of classifications knows. */
export const classificationColumns: Columns<WireClassification> = {
	filters: analysisFilters,
	sortable: ['created_at'],
};

/** What the list of analyses knows. */
export const analysisColumns: Columns<WireAnalysis> = {
	filters: { ...analysisFilters, analysis_type: 'choice' },
	sortable: ['created_at'],
};

/** What the list of jobs knows. */
export const jobColumns: Columns<WireJob> = {
	filters: { $uri: 'uri', name: 'text' },
	sortable: ['created_at'],
};

/** The address that was asked for, with its query as the client wrote it. */
export function addressOf(request: Request): URL {
	return new URL(request.originalUrl, `http://${request.headers.host}`);
}

/**
 * Answers a request for a list: filters, sorts and cuts the page that was asked for.
 *
 * @param request its `where`, `sort`, `page` and `per_page` are read
 * @param columns what may be filtered and sorted by
 * @param entries all that the account can read, oldest first
 * @param world how pages are, see `World`
 * @returns the page as the body, with the headers that go with it
 */
export function answerList<Entry>(
	request: Request,
	columns: Columns<Entry>,
	entries: Entry[],
	world: World,
): { body: Listed<Entry>; headers: Record<string, string> } {
	const url = addressOf(request);
	const isMeant = readWhere(columns, url.searchParams.get('where') ?? undefined);
	const order = readSort(columns, url.searchParams.get('sort') ?? undefined);
	const listed = addOddEntries(entries.filter(isMeant).sort(order), world);
	const { items, headers } = cutPage(listed, url, world);
	return { body: items, headers };
}
