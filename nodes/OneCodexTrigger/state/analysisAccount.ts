import {
	ANALYSES,
	ANALYSIS_TRAITS,
	jobNames,
	type AnsweredAnalysis,
} from '../../OneCodex/api/analyses';
import type { Client } from '../../OneCodex/api/http/request';
import {
	isEither,
	serverFilter,
	within,
	type Condition,
} from '../../OneCodex/api/lists/conditions';
import { filteredLists } from '../../OneCodex/api/lists/filters';
import type { Result } from '../../OneCodex/domain/result';
import type { Listed } from '../watch';

/** What a trigger asks of the analyses of an account. */
export interface AnalysisAccount {
	/** All analyses from a time on (milliseconds since 1970), newest first. */
	analyses(since: number): Promise<Listed<AnsweredAnalysis>>;
	/**
	 * The analyses that were created from a time on and are not finished; undefined if not read.
	 * @param changedSince if given, those that are finished and changed from then on as well
	 */
	openAnalyses(since: number, changedSince?: number): Promise<AnsweredAnalysis[] | undefined>;
	/** The names of their jobs, by the ids of the analyses, as far as they can be read. */
	jobNamesOf(analyses: AnsweredAnalysis[]): Promise<Map<string, string>>;
}

/**
 * The analyses of an account.
 * @param read takes down whether something could be read
 */
export function analysisAccount(
	client: Client,
	read: <T>(result: Result<T>) => T | undefined,
): AnalysisAccount {
	const list = filteredLists(client, ANALYSES, ANALYSIS_TRAITS);
	/** Those from a time on, by a filter of the server if there is a condition. */
	const entriesSince = async (since: number, condition?: Condition<AnsweredAnalysis>) => {
		const isBefore = ({ createdAt = Infinity }: AnsweredAnalysis) => createdAt < since;
		const found = await list({
			server: condition && serverFilter([condition]),
			keeps: (one) => !isBefore(one) && (condition?.holds(one) ?? true),
			isPast: isBefore,
			ascending: false,
			limit: Infinity,
		});
		return read(found)?.entries;
	};
	return {
		analyses: async (since) => {
			const entries = await entriesSince(since);
			return { entries: entries ?? [], isWhole: entries !== undefined };
		},
		openAnalyses: async (since, changedSince) => {
			const isComplete = ({ raw }: AnsweredAnalysis) => raw.complete ?? false;
			const open = await entriesSince(since, isEither('complete', false, isComplete));
			if (!open || changedSince === undefined) return open;
			const range = { from: changedSince, to: undefined };
			const updatedAt = (one: AnsweredAnalysis) => one.updatedAt;
			const changed = await entriesSince(since, within('updated_at', range, updatedAt));
			return changed && [...open, ...changed];
		},
		jobNamesOf: async (analyses) => await jobNames(client, analyses),
	};
}
