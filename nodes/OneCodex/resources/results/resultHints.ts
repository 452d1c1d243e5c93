import type { IExecuteFunctions } from 'n8n-workflow';

import { hasAbundances, lacksRanks, type FilterableTaxon, type TaxonFilter } from './taxa';
import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';

/** Takes down of which samples a filter left nothing, because their results lack what it is by. */
export function emptiedByFilter() {
	const withoutAbundances = new Set<string>();
	const withoutRanks = new Set<string>();
	return {
		/** @param name the id of the sample, or of its analysis */
		note: (name: string, table: FilterableTaxon[], filter: TaxonFilter): void => {
			if (filter.minAbundance > 0 && !hasAbundances(table)) withoutAbundances.add(name);
			if (lacksRanks(table, filter)) withoutRanks.add(name);
		},
		hint: (context: IExecuteFunctions): void => {
			if (withoutAbundances.size > 0)
				showHint(context, HINTS.noAbundances([...withoutAbundances]), 'warning');
			if (withoutRanks.size > 0)
				showHint(context, HINTS.noTaxonOfRanks([...withoutRanks]), 'warning');
		},
	};
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
