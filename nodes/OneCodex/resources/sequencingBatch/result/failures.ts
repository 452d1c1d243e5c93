import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { PlannedRun } from '../planRun';
import type { startOutcomes } from '../../rows/outcomes';
import type { RunResult } from '../../../registration/result';
import { TOO_MANY_BATCHES, whatIsKnown } from '../../../wording/registerTexts';

/**
 * Takes down what failed in a run for the rows of it.
 * @throws NodeOperationError if there are too many batches to register, so that none was
 */
export function noteFailures(
	context: IExecuteFunctions,
	{ plan, maxBatches, ifRegistered }: PlannedRun,
	{ tooMany, failures }: RunResult,
	outcomes: Pick<ReturnType<typeof startOutcomes>, 'fail'>,
): void {
	if (tooMany) {
		throw new NodeOperationError(context.getNode(), TOO_MANY_BATCHES.headline(tooMany), {
			description: TOO_MANY_BATCHES.detail(tooMany, plan.batches.length, maxBatches),
		});
	}
	for (const failed of failures) {
		const about = [whatIsKnown(failed, ifRegistered)];
		failed.planned.tubes.forEach(({ row }) => outcomes.fail(row, failed.failure, about));
	}
}
