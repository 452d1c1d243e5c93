import type { IExecuteFunctions } from 'n8n-workflow';

import { showHint } from '../../wording/hints';

/** Says under the output how many blank rows were skipped, and if there was nothing else. */
export function hintAtBlankRows(context: IExecuteFunctions, blank: number, left: number): void {
	if (blank === 0) return;
	const rest = left === 0 ? ' There is nothing else in the input.' : '';
	const were = blank === 1 ? '1 blank row was' : `${blank} blank rows were`;
	showHint(context, `${were} skipped.${rest}`);
}
