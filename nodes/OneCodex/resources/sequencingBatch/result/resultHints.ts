import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlannedRun } from '../planRun';
import { nameKey } from '../../../domain/batchNames';
import { batchNumber, type AnsweredTube } from '../../../domain/batch';
import type { RunResult } from '../../../registration/result';
import { showHint } from '../../../wording/hints';
import { HINTS } from '../../../wording/hintTexts';

/** Shows hints under the output for what a person should check: tubes, and names of batches. */
export function hintAtResult(
	context: IExecuteFunctions,
	run: PlannedRun,
	{ unexpected, missing, doubled, tubes, registered, unchecked }: RunResult,
): void {
	const hint = <T>(type: 'danger' | 'warning', about: T[], textOf: (about: T[]) => string) => {
		if (about.length > 0) showHint(context, textOf(about), type);
	};
	const sentAs = (row: number, { barcode }: AnsweredTube) =>
		run.plan.rows[row]?.tube.tube_barcode ?? barcode;
	hint(
		'danger',
		unexpected.map(({ answered }) => answered.barcode),
		HINTS.unexpectedTubes,
	);
	hint(
		'danger',
		missing.map(({ tube }) => tube.tube_barcode),
		HINTS.missingTubes,
	);
	hint(
		'danger',
		doubled.map(({ barcode, batches }) => ({ barcode, batches: batches.map(batchNumber) })),
		HINTS.doubledTubes,
	);
	hint(
		'warning',
		tubes
			.filter(({ row, answered }) => sentAs(row, answered) !== answered.barcode)
			.map(({ row, answered }) => ({ sent: sentAs(row, answered), answered: answered.barcode })),
		HINTS.otherSpelling,
	);
	hint(
		'warning',
		tubes
			.filter(({ answered }) => answered.sampleUri === undefined)
			.map(({ answered }) => answered.barcode),
		HINTS.noSample,
	);
	hint(
		'warning',
		registered.flatMap(({ planned: { name: sent }, batch: { name: answered = '', batch } }) =>
			// An answer may leave the name out, but one that is null was not kept.
			(answered === '' && batch.name !== null) || nameKey(answered) === nameKey(sent)
				? []
				: [{ sent, answered }],
		),
		HINTS.otherNames,
	);
	if (unchecked) showHint(context, HINTS.unchecked());
}
