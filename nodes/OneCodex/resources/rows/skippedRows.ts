import type { IExecuteFunctions } from 'n8n-workflow';

import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';

/** How many rows of an execution are skipped, by what they hold, and how many are left. */
export interface Skipped {
	blank: number;
	noTube: number;
	left: number;
}

/** Says under the output how many rows were skipped and why, and if there was nothing else. */
export function hintAtSkipped(context: IExecuteFunctions, { blank, noTube, left }: Skipped): void {
	if (blank > 0) showHint(context, HINTS.blankRows(blank, noTube + left === 0));
	if (noTube > 0) showHint(context, HINTS.noTube(noTube, left === 0));
}
