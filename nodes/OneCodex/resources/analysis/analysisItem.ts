import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { jobNames, type AnsweredAnalysis, type FoundJobs } from '../../api/analyses';
import { connect, type Client } from '../../api/http/request';

/**
 * An analysis as an item: if `simple`, its 10 most used fields, with the name of its job.
 * @param jobName null if it is not known
 */
export function analysisItem(
	{ id, type, raw, given, sampleId, jobId }: AnsweredAnalysis,
	simple: boolean,
	jobName: string | null = null,
): IDataObject {
	if (!simple) return (given ?? raw) as IDataObject;
	return {
		analysis_id: id,
		analysis_type: type ?? null,
		analysis_complete: raw.complete ?? null,
		analysis_success: raw.success ?? null,
		analysis_error_msg: raw.error_msg ?? null,
		analysis_created_at: raw.created_at ?? null,
		analysis_updated_at: raw.updated_at ?? null,
		sample_id: sampleId ?? null,
		job_id: jobId ?? null,
		job_name: jobName,
	};
}

/** Makes items of analyses whose jobs' names are read for all of them at once, when all are made. */
export function itemsWithJobs(context: IExecuteFunctions) {
	const made: Array<{ analysis: AnsweredAnalysis; item: IDataObject }> = [];
	const jobs: FoundJobs = new Map();
	let client: Promise<Client> | undefined;
	const namesOf = async (analyses: AnsweredAnalysis[]) =>
		await jobNames(await (client ??= connect(context)), analyses, jobs);
	return {
		/** As {@link analysisItem}, for now without the name. */
		toJson: (analysis: AnsweredAnalysis, simple: boolean): IDataObject => {
			const item = analysisItem(analysis, simple);
			if (simple) made.push({ analysis, item });
			return item;
		},
		/** Reads the names for analyses of which items may be made. */
		readAhead: async (analyses: AnsweredAnalysis[], simple: boolean): Promise<void> => {
			if (simple) await namesOf(analyses);
		},
		/** Puts the names into the items, after the run went well. One that cannot be read is left out. */
		addNames: async (): Promise<void> => {
			if (made.length === 0) return;
			const names = await namesOf(made.map(({ analysis }) => analysis));
			for (const { analysis, item } of made) item.job_name = names.get(analysis.id) ?? null;
		},
	};
}
