import type { IExecuteFunctions } from 'n8n-workflow';

import { nameSome } from '../../../checking/naming';
import { showHint } from '../../../wording/hints';

/** Says of which samples a filter by abundance left nothing, since their results tell none. */
export function hintAtAbundances(context: IExecuteFunctions, sampleIds: string[]): void {
	if (sampleIds.length === 0) return;
	const message = `One Codex gives no abundances for ${firstTen(sampleIds)}, so the filter Minimum Abundance left nothing of their results.`;
	showHint(context, message, 'warning');
}

/** Says how many entries of the results of samples could not be read. */
export function hintAtUnreadable(context: IExecuteFunctions, counts: Map<string, number>): void {
	if (counts.size === 0) return;
	const count = [...counts.values()].reduce((sum, one) => sum + one, 0);
	const were = count === 1 ? '1 entry was' : `${count} entries were`;
	const message = `${were} left out of the results of ${firstTen([...counts.keys()])}, since ${count === 1 ? 'it names' : 'they name'} no taxon.`;
	showHint(context, message, 'warning');
}

const firstTen = (sampleIds: string[]) => nameSome(sampleIds, 10, ', ', ' and ');
