import type { INodeListSearchItems } from 'n8n-workflow';

import {
	ANALYSES,
	ANALYSIS_TRAITS,
	jobNames,
	stateOf,
	type AnsweredAnalysis,
} from '../../api/analyses';
import type { Client } from '../../api/http/request';
import { SAMPLES } from '../../api/kinds';
import { filteredLists } from '../../api/lists/filters';
import { lookUp } from '../../api/lists/lookUp';
import { analysesOf } from '../descriptions/listFilter';
import { matchingSamples, NEWEST_FIRST, sampleNames } from './methods';
import { browse, CHOICES_PER_PAGE, choicesMethod, must, type Search } from './searchList';

const BY_AGE: Search<AnsweredAnalysis> = {
	kind: ANALYSES,
	order: NEWEST_FIRST,
	fields: [],
	fieldOf: () => undefined,
	canBeSearched: false,
	toEntry: ({ id }) => ({ name: id, value: id }),
};

/** Analyses, newest first, or those of samples with a text in a name; see {@link matchingSamples}. */
export const searchAnalyses = choicesMethod({
	all: async (context, client, token) => {
		const browsed = must(context, await browse(client, BY_AGE, token));
		const { entries, paginationToken } = browsed;
		return { results: await toEntries(client, entries), paginationToken };
	},
	matching: async (context, client, text) => {
		const samples = await matchingSamples(context, client, text);
		if (samples.length === 0) return [];
		const ids = samples.slice(0, CHOICES_PER_PAGE).map(({ value }) => String(value));
		const filter = analysesOf(ids, CHOICES_PER_PAGE);
		const found = must(context, await filteredLists(client, ANALYSES, ANALYSIS_TRAITS)(filter));
		return await toEntries(client, found.entries);
	},
});

/** What is shown of analyses: the job, the sample, and how far they have come. */
async function toEntries(
	client: Client,
	analyses: AnsweredAnalysis[],
): Promise<INodeListSearchItems[]> {
	const sampleIds = analyses.flatMap(({ sampleId }) => sampleId ?? []);
	const samples = [...(await lookUp(client, SAMPLES, sampleIds)).values()];
	const nameOf = await sampleNames(
		client,
		samples.flatMap((one) => (one.ok ? (one.value ?? []) : [])),
	);
	const jobs = await jobNames(client, analyses);
	return analyses.map((analysis) => {
		const { id, type, sampleId } = analysis;
		const job = jobs.get(id) ?? type ?? id;
		const sample = sampleId === undefined ? '' : ` of ${nameOf.get(sampleId) ?? sampleId}`;
		return { name: `${job}${sample} (${stateOf(analysis)})`, value: id };
	});
}
