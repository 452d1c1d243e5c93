import {
	ANALYSES,
	ANALYSIS_TRAITS,
	CLASSIFICATIONS,
	jobNames,
	stateOf,
	type AnsweredAnalysis,
} from '../../../api/analyses';
import { filteredLists } from '../../../api/lists/filters';
import type { Client } from '../../../api/http/request';
import type { Result } from '../../../domain/result';
import { analysesOf } from '../../descriptions/listFilter';
import { groupBy } from '../../rows/groupBy';

/** A job that is to be run. */
export interface Job {
	id: string;
	name: string | undefined;
	/** The type of its analyses, if that is known. */
	type: string | undefined;
}

/** The analyses of a sample that are runs of a job, and those that may be, since the name of their job is not known. */
interface Runs {
	sure: AnsweredAnalysis[];
	unclear: AnsweredAnalysis[];
}

/** Returns what a sample has of a job. */
export type RunsOf = (sampleId: string, job: Job) => Runs;

/**
 * Makes what finds the runs of some jobs. An analysis refers to a version of its job, so a job of the same name
 * counts as the same.
 */
export function runFinder(
	client: Client,
	jobs: Job[],
): (sampleIds: string[]) => Promise<Result<RunsOf>> {
	// Classifications have a list of their own, and it is not documented that they are in both.
	const isIn = (type: string) => jobs.some((job) => (job.type ?? type) === type);
	const kinds = isIn('classification') ? [ANALYSES, CLASSIFICATIONS] : [ANALYSES];
	const lists = kinds.map((kind) => filteredLists(client, kind, ANALYSIS_TRAITS));
	return async (sampleIds) => {
		const filter = analysesOf(sampleIds, Infinity);
		const byId = new Map<string, AnsweredAnalysis>();
		for (const list of lists) {
			const listed = await list(filter);
			if (!listed.ok) return listed;
			for (const one of listed.value.entries) if (!byId.has(one.id)) byId.set(one.id, one);
		}
		const entries = [...byId.values()];
		const names = await jobNames(client, entries);
		const bySample = groupBy(entries, ({ sampleId = '' }) => sampleId);
		const runsOf: RunsOf = (sampleId, job) => {
			const all = bySample.get(sampleId) ?? [];
			const isOfType = ({ type = job.type }: AnsweredAnalysis) => type === (job.type ?? type);
			const isSure = (one: AnsweredAnalysis) =>
				one.jobId === job.id ||
				(job.name !== undefined && names.get(one.id) === job.name && isOfType(one));
			// A job that cannot be read may be a version of this one.
			const isOther = (one: AnsweredAnalysis) =>
				(job.name !== undefined && names.has(one.id)) || !isOfType(one);
			return {
				sure: all.filter(isSure),
				unclear: all.filter((one) => !isSure(one) && !isOther(one)),
			};
		};
		return { ok: true, value: runsOf };
	};
}

const RANKS = ['succeeded', 'unfinished', 'failed'];

/** The one to return of several analyses: the newest that succeeded, else one that may yet succeed. */
export const bestOf = (analyses: AnsweredAnalysis[]): AnsweredAnalysis | undefined =>
	analyses.toSorted(
		(a, b) =>
			RANKS.indexOf(stateOf(a)) - RANKS.indexOf(stateOf(b)) ||
			(b.createdAt ?? 0) - (a.createdAt ?? 0),
	)[0];
