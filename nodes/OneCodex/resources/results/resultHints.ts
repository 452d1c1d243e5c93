import type { IExecuteFunctions } from 'n8n-workflow';

import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';

/** Says of which samples a filter by abundance left nothing, because their results have none. */
export function hintAtAbundances(context: IExecuteFunctions, sampleIds: string[]): void {
	if (sampleIds.length > 0) showHint(context, HINTS.noAbundances(sampleIds), 'warning');
}

/**
 * Says how many entries of the results of samples could not be read.
 * @param counts how many entries, by the id of the sample
 */
export function hintAtUnreadable(context: IExecuteFunctions, counts: Map<string, number>): void {
	if (counts.size === 0) return;
	const count = [...counts.values()].reduce((sum, one) => sum + one, 0);
	showHint(context, HINTS.unreadableResults(count, [...counts.keys()]), 'warning');
}

/** Says of which samples a table has nothing, because their results lack the metric or have no taxon of the rank. */
export function hintAtComparison(
	context: IExecuteFunctions,
	{ withoutMetric, rankWithoutTaxa }: { withoutMetric: string[]; rankWithoutTaxa: string },
): void {
	if (withoutMetric.length > 0) showHint(context, HINTS.noMetric(withoutMetric), 'warning');
	if (rankWithoutTaxa) showHint(context, HINTS.noTaxonOfRank(rankWithoutTaxa), 'warning');
}
