import type { IExecuteFunctions } from 'n8n-workflow';

import type { Run } from './run';
import type { ApiFailure } from '../../api/http/failure';
import { nameSome } from '../../checking/naming';
import { foldName } from '../../registration/planning/names';
import { batchNumber } from '../../registration/registry';
import type { RunResult } from '../../registration/result';
import { showHint } from '../../wording/hints';

type Result = RunResult<ApiFailure>;

const MAX_NAMED = 10;

/** Shows hints under the output for what a person should look after: tubes, and names of batches. */
export function hintAtResult(context: IExecuteFunctions, run: Run, result: Result): void {
	const hint = (type: 'danger' | 'warning', names: string[], what: string, after = '') => {
		if (names.length === 0) return;
		const message = `${what}: ${nameSome(names, MAX_NAMED, ', ', ' and ')}.${after}`;
		showHint(context, message, type);
	};
	const { unexpected, missing, doubled, tubes, registered } = result;
	hint(
		'danger',
		unexpected.map(({ answered }) => answered.barcode),
		'One Codex answered with tubes that this run did not send',
	);
	hint(
		'danger',
		missing.map(({ tube }) => tube.tube_barcode),
		'Tubes were sent that One Codex does not show in their batch; their items hold an error',
	);
	hint(
		'danger',
		doubled.map(
			({ barcode, batches }) =>
				`${barcode} (batch numbers ${nameSome(batches.map(batchNumber), MAX_NAMED)})`,
		),
		'Tubes are in more than one live batch, which the lab should know before they are shipped',
	);
	hint(
		'warning',
		tubes.flatMap(({ row, answered: { barcode } }) => {
			const sent = run.plan.rows[row]?.tube.tube_barcode;
			return sent === undefined || sent === barcode ? [] : [`${sent} (there: ${barcode})`];
		}),
		'One Codex writes tube barcodes otherwise than the rows do, and they were taken for the same',
	);
	hint(
		'warning',
		tubes.flatMap(({ answered: { barcode, sampleUri } }) =>
			sampleUri === undefined ? [barcode] : [],
		),
		'Tubes are registered for which One Codex names no sample',
	);
	hint(
		'warning',
		registered.flatMap(({ planned, batch }) =>
			batch.name === undefined || foldName(batch.name) === foldName(planned.name)
				? []
				: [`"${planned.name}" (there: "${batch.name}")`],
		),
		'One Codex calls batches otherwise than they were sent',
		' A later run looks for the name that is sent, and does not find them.',
	);
	if (result.unchecked) {
		showHint(
			context,
			'Whether somebody else registered the same tubes at the same moment could not be looked up. The next run with the same Batch Name looks again.',
		);
	}
}
