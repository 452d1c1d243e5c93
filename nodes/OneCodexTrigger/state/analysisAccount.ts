import {
	ANALYSES,
	ANALYSIS_TRAITS,
	jobNames,
	type AnsweredAnalysis,
} from '../../OneCodex/api/analyses';
import type { Client } from '../../OneCodex/api/http/request';
import { isEither, serverFilter } from '../../OneCodex/api/lists/conditions';
import { filteredLists } from '../../OneCodex/api/lists/filters';
import type { Result } from '../../OneCodex/domain/result';

/** What a trigger asks of the analyses of an account. */
export interface AnalysisAccount {
	/** The analyses that were created from a time on and are not finished; undefined if not read. */
	openAnalyses(since: number): Promise<AnsweredAnalysis[] | undefined>;
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
	return {
		openAnalyses: async (since) => {
			const isBefore = ({ createdAt = Infinity }: AnsweredAnalysis) => createdAt < since;
			const isComplete = ({ raw }: AnsweredAnalysis) => raw.complete ?? false;
			const isOpen = isEither('complete', false, isComplete);
			const found = await list({
				server: isOpen && serverFilter([isOpen]),
				keeps: (one) => !isBefore(one) && !isComplete(one),
				isPast: isBefore,
				ascending: false,
				limit: Infinity,
			});
			return read(found)?.entries;
		},
		jobNamesOf: async (analyses) => await jobNames(client, analyses),
	};
}
