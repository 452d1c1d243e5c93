import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import {
	BATCHES,
	METADATA,
	PROJECTS,
	SAMPLES,
	type AnsweredMetadata,
	type AnsweredProject,
	type AnsweredSample,
	type Kind,
} from '../api/kinds';
import { refusesFilter } from '../api/filters';
import { lookUp } from '../api/lookUp';
import { page } from '../api/pages';
import { referredId } from '../api/references';
import { connect, type Client } from '../api/request';
import { batchNumber, type AnsweredBatch } from '../registration/registry';
import { apiError } from './errorItems';

const PAGE_SIZE = 50;
const NEWEST_FIRST = { sort: JSON.stringify({ created_at: true }) };

/** How a list of the editor is made of a list of the API. */
interface Search<T> {
	/** What the API is asked for, given what the user typed. */
	query(filter: string): IDataObject;
	toEntry(found: T): INodeListSearchItems;
}

/** Reads one page for a list of the editor; an error is shown in the list itself. */
async function search<T extends { id: string }>(
	context: ILoadOptionsFunctions,
	kind: Kind<T>,
	{ query, toEntry }: Search<T>,
	filter: string | undefined,
	token: string | undefined,
): Promise<INodeListSearchResult> {
	const client = await connect(context);
	const text = filter?.trim() ?? '';
	const { entries, next } = await readPage(context, client, kind, query(text), token);
	const wanted = text.toLowerCase();
	const results = entries.map(toEntry).filter(({ name }) => name.toLowerCase().includes(wanted));
	return { results, paginationToken: next };
}

async function readPage<T extends { id: string }>(
	context: ILoadOptionsFunctions,
	client: Client,
	kind: Kind<T>,
	query: IDataObject,
	token = '1',
) {
	const number = Number(token);
	const paging = { page: number, per_page: PAGE_SIZE };
	let answer = await page(client, kind, { ...query, ...paging });
	// Which fields can be searched is not known for all lists: all of the list is better than nothing.
	if (!answer.ok && query.where !== undefined && refusesFilter(answer.failure)) {
		answer = await page(client, kind, { ...query, where: undefined, ...paging });
	}
	if (!answer.ok)
		throw apiError(context.getNode(), answer.failure, ['The list could not be read.']);
	const { entries, total = 0 } = answer.value;
	const isMore = entries.length > 0 && number * PAGE_SIZE < total;
	return { entries, next: isMore ? String(number + 1) : undefined };
}

/** A filter by a text that a field contains; nothing where nothing was typed. */
const containing = (field: string, text: string): IDataObject =>
	text === '' ? {} : { where: JSON.stringify({ [field]: { $icontains: text } }) };

/** Batches, newest first, or those whose name contains a text. */
export async function searchBatches(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const query = (text: string) => ({ ...NEWEST_FIRST, ...containing('name', text) });
	const toEntry = (batch: AnsweredBatch) => ({
		name: `${batch.name ?? 'Without name'} (${batchNumber(batch)})`,
		value: batch.id,
	});
	return await search(this, BATCHES, { query, toEntry }, filter, token);
}

/** Projects, or those whose name contains a text. */
export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const query = (text: string) => containing('name', text);
	const toEntry = ({ id, raw }: AnsweredProject) => ({
		name: raw.name ?? raw.project_name ?? id,
		value: id,
	});
	return await search(this, PROJECTS, { query, toEntry }, filter, token);
}

/** Metadata records, or those whose name contains a text. */
export async function searchMetadata(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const query = (text: string) => containing('name', text);
	const toEntry = (record: AnsweredMetadata) => ({ name: nameOf(record), value: record.id });
	return await search(this, METADATA, { query, toEntry }, filter, token);
}

/**
 * Samples, newest first. A text is searched for in the names of metadata, since a sample that waits for
 * its data has no file name yet.
 */
export async function searchSamples(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const text = filter?.trim() ?? '';
	if (text !== '') {
		const query = () => containing('name', text);
		const toEntry = (record: AnsweredMetadata) => ({
			name: nameOf(record),
			value: referredId(record.raw.sample) ?? '',
		});
		return await search(this, METADATA, { query, toEntry }, text, token);
	}
	const client = await connect(this);
	const { entries, next } = await readPage(this, client, SAMPLES, NEWEST_FIRST, token);
	const ids = entries.flatMap(({ metadataId }) => metadataId ?? []);
	const records = await lookUp(client, METADATA, ids);
	const results = entries.map((sample) => {
		const record = records.get(sample.metadataId ?? '');
		return { name: sampleName(sample, record?.ok ? record.value : undefined), value: sample.id };
	});
	return { results, paginationToken: next };
}

const nameOf = ({ id, raw }: AnsweredMetadata) => raw.name ?? raw.external_sample_id ?? id;

function sampleName({ id, raw }: AnsweredSample, metadata: AnsweredMetadata | undefined): string {
	const name = metadata?.raw.name ?? metadata?.raw.external_sample_id ?? raw.filename ?? id;
	return `${name} (${(raw.status ?? 'unknown').replaceAll('_', ' ')})`;
}
