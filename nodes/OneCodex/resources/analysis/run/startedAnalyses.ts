import { ANALYSES, jobNames, JOBS, type AnsweredAnalysis } from '../../../api/analyses';
import type { Client } from '../../../api/http/request';
import { pathOf, SAMPLES } from '../../../api/kinds';
import type { ItemRow } from '../../rows/rowRun';
import type { Started, Wanted } from './runJobs';
import { ANY_ANALYSIS } from '../findAnalyses';

/** The analysis of a row as an item shows it. */
interface Shown {
	analysis: AnsweredAnalysis;
	jobName: string | null;
	alreadyRun: boolean;
}

/**
 * Reads the analyses that were started, each once. Of one that cannot be read yet, it is known what it is of.
 */
export async function startedAnalyses(
	client: Client,
	started: Map<ItemRow<Wanted>, Started>,
): Promise<Map<ItemRow<Wanted>, Shown>> {
	const unread = [...started.values()].flatMap(({ id, analysis }) => (analysis ? [] : id));
	const found = await ANY_ANALYSIS.lookUpAll(client, unread);
	const shown = [...started].flatMap(([row, { id, analysis, alreadyRun }]) => {
		const one = found.get(id);
		const read = analysis ?? (one?.ok ? one.value : undefined) ?? newAnalysis(id, row.value);
		return read ? [{ row, analysis: read, alreadyRun }] : [];
	});
	const names = await jobNames(
		client,
		shown.map(({ analysis }) => analysis),
	);
	return new Map(
		shown.map(({ row, analysis, alreadyRun }) => [
			row,
			{ analysis, jobName: names.get(analysis.id) ?? null, alreadyRun },
		]),
	);
}

const newAnalysis = (id: string, { sampleId, jobId }: Wanted) =>
	ANALYSES.read({
		$uri: pathOf(ANALYSES, id),
		sample: { $ref: pathOf(SAMPLES, sampleId) },
		job: { $ref: pathOf(JOBS, jobId) },
	});
