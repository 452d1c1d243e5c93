import { z } from 'zod/v4';

import { flag, readerOf, type Answered, type Kind } from './kinds';
import { lookUp, type Found } from './lists/lookUp';
import { looseReference, referredId, text } from './references';
import { once } from '../domain/once';
import type { Client } from './http/request';

/** The parts of an analysis of a sample that are read. */
export const analysisSchema = once(() =>
	z.looseObject({
		$uri: z.string(),
		complete: flag(),
		error_msg: text(),
		job: looseReference(),
		success: flag(),
	}),
);

/** What an analysis is a run of. Its name says which database it compares with. */
export const jobSchema = once(() => z.looseObject({ $uri: z.string(), name: text() }));

/** An analysis, and how far it has come. */
export type AnsweredAnalysis = Answered<z.infer<ReturnType<typeof analysisSchema>>>;

type AnsweredJob = Answered<z.infer<ReturnType<typeof jobSchema>>>;

/** The analyses that find taxa. */
export const CLASSIFICATIONS: Kind<AnsweredAnalysis> = {
	path: '/api/v1/classifications',
	read: readerOf(analysisSchema),
};

const ANALYSES: Kind<AnsweredAnalysis> = { ...CLASSIFICATIONS, path: '/api/v1/analyses' };

const JOBS: Kind<AnsweredJob> = { path: '/api/v1/jobs', read: readerOf(jobSchema) };

/**
 * Reads classifications by their ids: among the classifications, and those that are missing there among
 * the analyses of all types, which the API has as well.
 */
export async function lookUpAnalyses(
	client: Client,
	ids: Iterable<string>,
): Promise<Map<string, Found<AnsweredAnalysis>>> {
	const found = await lookUp(client, CLASSIFICATIONS, ids);
	const missing = [...found].flatMap(([id, one]) => (one.ok && !one.value ? [id] : []));
	for (const [id, one] of await lookUp(client, ANALYSES, missing)) found.set(id, one);
	return found;
}

/**
 * The names of the jobs that analyses are runs of, by the ids of the analyses. Each job is read once, unless
 * the analysis embeds it; one that cannot be read has none.
 */
export async function jobNames(
	client: Client,
	analyses: AnsweredAnalysis[],
): Promise<Map<string, string>> {
	const nameIn = (job: unknown) => jobSchema().safeParse(job).data?.name ?? undefined;
	const jobs = analyses.map(({ id, raw: { job } }) => ({
		id,
		jobId: referredId(job),
		name: nameIn(job),
	}));
	const unnamed = jobs.flatMap(({ jobId, name }) => (name === undefined ? (jobId ?? []) : []));
	const found = await lookUp(client, JOBS, unnamed);
	return new Map(
		jobs.flatMap(({ id, jobId = '', name }) => {
			const job = found.get(jobId);
			const itsName = name ?? (job?.ok ? job.value?.raw.name : undefined);
			return itsName == null ? [] : [[id, itsName] as const];
		}),
	);
}

/** Whether an analysis has `failed` or `succeeded`. One that does not say so is `unfinished`. */
export function stateOf({ raw }: AnsweredAnalysis): 'failed' | 'succeeded' | 'unfinished' {
	const { complete, success, error_msg } = raw;
	if (success === true) return 'succeeded';
	return complete === true || (error_msg ?? '') !== '' ? 'failed' : 'unfinished';
}
