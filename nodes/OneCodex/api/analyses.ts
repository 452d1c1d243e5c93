import { z } from 'zod/v4';

import { flag, readerOf, type Answered, type Kind } from './kinds';
import type { ListTraits } from './lists/filters';
import { lookUp, type Found } from './lists/lookUp';
import { millisOf } from './answers';
import { looseReference, referredId, text } from './references';
import { isObject } from '../checking/cells';
import { once } from '../domain/once';
import type { Client } from './http/request';

/** The parts of an analysis of a sample that are read. */
export const analysisSchema = once(() =>
	z.looseObject({
		$uri: z.string(),
		analysis_type: text(),
		complete: flag(),
		created_at: text(),
		error_msg: text(),
		job: looseReference(),
		sample: looseReference(),
		success: flag(),
		updated_at: text(),
	}),
);

/** The documented types of analyses, and the list of each type alone if it has one. The API may add others. */
export const ANALYSIS_LISTS = {
	alignment: 'alignments',
	assembly_run: undefined,
	classification: 'classifications',
	control: 'controls',
	functional: 'functional_profiles',
	mlst: 'mlsts',
	panel: 'panels',
	report: 'reports',
	workflow: 'workflows',
} as const;

/** The documented types of analyses. */
export const ANALYSIS_TYPES = Object.keys(ANALYSIS_LISTS);

/** What an analysis is a run of. Its name says which database it compares with. */
export const jobSchema = once(() => z.looseObject({ $uri: z.string(), name: text() }));

/** An analysis, and how far it has come. */
export type AnsweredAnalysis = Answered<z.infer<ReturnType<typeof analysisSchema>>> & {
	/** Such as `panel`; undefined if it is not known. */
	type: string | undefined;
	/** Milliseconds since 1970, or undefined if the answer has no time; as the next. */
	createdAt: number | undefined;
	/** When it last changed. */
	updatedAt: number | undefined;
	sampleId: string | undefined;
	jobId: string | undefined;
};

type AnsweredJob = Answered<z.infer<ReturnType<typeof jobSchema>>>;

const readAny = readerOf(analysisSchema);

/** Makes a reader of analyses, which are of one type where they do not say it. */
const analysisReader =
	(onlyType?: string) =>
	(value: unknown): AnsweredAnalysis | undefined => {
		const analysis = readAny(value);
		if (!analysis) return undefined;
		const { analysis_type, created_at, updated_at, sample, job } = analysis.raw;
		return {
			...analysis,
			type: analysis_type ?? onlyType,
			createdAt: millisOf(created_at),
			updatedAt: millisOf(updated_at),
			sampleId: referredId(sample),
			jobId: referredId(job),
		};
	};

/** The analyses that find taxa. */
export const CLASSIFICATIONS: Kind<AnsweredAnalysis> = {
	path: '/api/v1/classifications',
	read: analysisReader('classification'),
};

/** The analyses of all types. */
export const ANALYSES: Kind<AnsweredAnalysis> = {
	path: '/api/v1/analyses',
	read: analysisReader(),
};

/** What is known of the list of analyses. */
export const ANALYSIS_TRAITS: ListTraits<AnsweredAnalysis> = {
	createdAt: (analysis) => analysis.createdAt,
	comesSorted: false,
};

/** What analyses are runs of. */
export const JOBS: Kind<AnsweredJob> = { path: '/api/v1/jobs', read: readerOf(jobSchema) };

/**
 * Reads analyses by their ids: in one list, and those that are missing there in the other. The API has
 * classifications in both.
 */
export async function lookUpAnalyses(
	client: Client,
	ids: Iterable<string>,
	[first, second] = [CLASSIFICATIONS, ANALYSES],
): Promise<Map<string, Found<AnsweredAnalysis>>> {
	const found = await lookUp(client, first, ids);
	const missing = [...found].flatMap(([id, one]) => (one.ok && !one.value ? [id] : []));
	for (const [id, one] of await lookUp(client, second, missing)) found.set(id, one);
	return found;
}

/** Jobs by their ids, or why they could not be read. */
export type FoundJobs = Map<string, Found<AnsweredJob>>;

/**
 * The names of the jobs that analyses are runs of, by the ids of the analyses. Each job is read once, unless
 * the analysis embeds it; one that cannot be read has none.
 * @param found the jobs that were read before, to which those are added that are read now
 */
export async function jobNames(
	client: Client,
	analyses: AnsweredAnalysis[],
	found: FoundJobs = new Map(),
): Promise<Map<string, string>> {
	// Most only refer to their job, and a schema takes long to find nothing.
	const nameIn = (job: unknown) =>
		isObject(job) && '$uri' in job
			? (jobSchema().safeParse(job).data?.name ?? undefined)
			: undefined;
	const jobs = analyses.map(({ id, jobId, raw }) => ({ id, jobId, name: nameIn(raw.job) }));
	const unnamed = jobs.flatMap(({ jobId, name }) => (name === undefined ? (jobId ?? []) : []));
	const unread = unnamed.filter((id) => !found.has(id));
	for (const [id, job] of await lookUp(client, JOBS, unread)) found.set(id, job);
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
