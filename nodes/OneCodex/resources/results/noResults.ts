import { stateOf, type AnsweredAnalysis } from '../../api/analyses';
import type { Failure } from '../../domain/failure';
import type { AnsweredSample } from '../../api/kinds';
import { shorten } from '../../checking/naming';
import { makeFault } from '../../checking/faults';
import type { Fault } from '../../domain/fault';
import { saysNotFound } from '../rows/findRows';

// As long as the API's description lets it be.
const MAX_REASON_LENGTH = 255;

/** What to say of a sample that no analysis is named for. */
export function notAnalyzed({ id, raw }: AnsweredSample): Fault {
	return makeFault('sample', id, 'not_analyzed', { status: raw.status ?? undefined });
}

/**
 * Whether a failure to read results can be due to their analysis: One Codex has none of one that failed or is
 * not finished (404, by its documents), or gives something else than a table.
 */
export const asksForAnalysis = ({ status, received }: Failure): boolean =>
	received !== undefined || [400, 404, 409, 412].includes(status ?? 0);

/** What a row names, whose results are asked for. */
export interface Named {
	kind: 'sample' | 'analysis';
	id: string;
}

/**
 * What is wrong with a sample whose analysis has come to no results, or with the analysis; undefined if it
 * succeeded, or as far as is known.
 */
function whyNoneYet({ kind, id }: Named, found: AnsweredAnalysis | undefined): Fault | undefined {
	const state = found && stateOf(found);
	if (state === 'unfinished') return makeFault(kind, id, 'analysis_unfinished');
	if (state !== 'failed') return undefined;
	const reason = shorten(found?.raw.error_msg ?? '', MAX_REASON_LENGTH).replace(/[.\s]+$/, '');
	return makeFault(kind, id, 'analysis_failed', { reason });
}

/**
 * What is wrong with a sample whose table of results has no taxa; undefined if its analysis does not say that
 * it has come to none.
 */
export const whyEmpty = (named: Named, found: AnsweredAnalysis | undefined): Fault | undefined =>
	found?.raw.complete === false || found?.raw.success === false
		? whyNoneYet(named, found)
		: undefined;

/**
 * What is wrong with a sample whose results could not be read, by what became of its analysis; undefined if
 * that explains nothing.
 */
export function whyNoResults(
	named: Named,
	analysisId: string,
	failure: Failure,
	found: AnsweredAnalysis | undefined,
): Fault | undefined {
	const fault = whyNoneYet(named, found);
	// Whatever else is wrong with the request, One Codex says itself.
	if (fault || !saysNotFound(failure)) return fault;
	const { kind, id } = named;
	return found
		? makeFault(kind, id, 'analysis_without_results')
		: makeFault(kind, id, 'analysis_not_found', { analysisId });
}
