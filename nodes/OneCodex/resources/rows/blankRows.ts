import type { IExecuteFunctions } from 'n8n-workflow';

import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';

/** Says under the output how many blank rows were skipped, and if there was nothing else. */
export function hintAtBlankRows(context: IExecuteFunctions, blank: number, left: number): void {
	if (blank === 0) return;
	showHint(context, HINTS.blankRows(blank, left === 0));
}
