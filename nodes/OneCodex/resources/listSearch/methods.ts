import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import {
	BATCHES,
	METADATA,
	nameOfProject,
	PROJECTS,
	SAMPLES,
	type AnsweredMetadata,
	type AnsweredSample,
} from '../../api/kinds';
import { lookUp } from '../../api/lists/lookUp';
import { sortByAge } from '../../api/lists/pages';
import { referredId } from '../../api/references';
import type { Client } from '../../api/http/request';
import { batchNumber } from '../../domain/batch';
import { browse, choicesMethod, find, listMethod, must, type Search } from './searchList';

/** How lists come. */
export const NEWEST_FIRST = { sort: sortByAge() };

const nameOf = ({ id, raw }: AnsweredMetadata) => raw.name ?? raw.external_sample_id ?? id;

const METADATA_NAMES = ['name', 'external_sample_id'];

// What the lists of batches and projects can be filtered by is not documented.

/** Batches, newest first, or those with a text in their name or number. */
export const searchBatches = listMethod({
	kind: BATCHES,
	order: NEWEST_FIRST,
	fields: ['name', 'batch_number'],
	fieldOf: ({ batch }, field) => batch[field],
	canBeSearched: false,
	toEntry: (batch) => ({
		name: `${batch.name ?? 'Without name'} (${batchNumber(batch)})`,
		value: batch.id,
	}),
});

/** Projects, or those with a text in their name. */
export const searchProjects = listMethod({
	kind: PROJECTS,
	fields: ['name', 'project_name'],
	fieldOf: ({ raw }, field) => raw[field],
	canBeSearched: false,
	toEntry: ({ id, raw }) => ({ name: nameOfProject(raw) ?? id, value: id }),
});

/** Metadata records, or those with a text in their name or external id. */
export const searchMetadata = listMethod({
	kind: METADATA,
	fields: METADATA_NAMES,
	fieldOf: ({ raw }, field) => raw[field],
	canBeSearched: true,
	toEntry: (record) => ({ name: nameOf(record), value: record.id }),
});

const SAMPLES_BY_FILE: Search<AnsweredSample> = {
	kind: SAMPLES,
	order: NEWEST_FIRST,
	fields: ['filename'],
	fieldOf: ({ raw }, field) => raw[field],
	canBeSearched: true,
	toEntry: (sample) => ({ name: withStatus(fileName(sample), sample), value: sample.id }),
};

const SAMPLES_BY_METADATA: Search<AnsweredMetadata> = {
	kind: METADATA,
	fields: METADATA_NAMES,
	fieldOf: ({ raw }, field) => raw[field],
	canBeSearched: true,
	toEntry: (record) => ({ name: nameOf(record), value: referredId(record.raw.sample) ?? '' }),
};

/**
 * Samples, newest first, with the names that their metadata gives them; or those with a text in these
 * names or in the name of their file, which a sample that waits for its data does not have yet.
 */
export const searchSamples = choicesMethod({ all: browseSamples, matching: matchingSamples });

/** Samples with a text in a name that their metadata gives them, or in the name of their file. */
export async function matchingSamples(
	context: ILoadOptionsFunctions,
	client: Client,
	text: string,
): Promise<INodeListSearchItems[]> {
	const byName = must(context, await find(client, SAMPLES_BY_METADATA, text));
	const byFile = must(context, await find(client, SAMPLES_BY_FILE, text));
	const found = new Map([...byFile, ...byName].map((entry) => [entry.value, entry]));
	found.delete('');
	return [...found.values()];
}

async function browseSamples(
	context: ILoadOptionsFunctions,
	client: Client,
	token?: string,
): Promise<INodeListSearchResult> {
	const browsed = must(context, await browse(client, SAMPLES_BY_FILE, token));
	const { entries: samples, paginationToken } = browsed;
	const names = await sampleNames(client, samples);
	const results = samples.map((sample) => ({
		name: withStatus(names.get(sample.id) ?? sample.id, sample),
		value: sample.id,
	}));
	return { results, paginationToken };
}

/** The names of samples, by their ids: what their metadata call them, or else their files. */
export async function sampleNames(
	client: Client,
	samples: AnsweredSample[],
): Promise<Map<string, string>> {
	const records = await lookUp(
		client,
		METADATA,
		samples.flatMap(({ metadataId }) => metadataId ?? []),
	);
	return new Map(
		samples.map((sample) => {
			const record = records.get(sample.metadataId ?? '');
			const { name, external_sample_id } = (record?.ok && record.value?.raw) || {};
			return [sample.id, name ?? external_sample_id ?? fileName(sample)];
		}),
	);
}

const fileName = ({ id, raw }: AnsweredSample) => raw.filename ?? id;

const withStatus = (name: string, { raw }: AnsweredSample) =>
	`${name} (${(raw.status ?? 'unknown').replaceAll('_', ' ')})`;
