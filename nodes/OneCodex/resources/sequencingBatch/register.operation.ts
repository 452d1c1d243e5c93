import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { outcomeItems } from './output';
import { planRun, type Run } from './run';
import { registeredBefore, whatIsKnown } from './words';
import type { ApiFailure } from '../../api/failure';
import { sequencingBatches } from '../../api/sequencingBatches';
import { faultsText } from '../../registration/problems';
import { registerBatches, type BatchOutcome } from '../../registration/register';
import { apiError, apiErrorText, errorItemMaker, faultyRowsError } from '../errorItems';

export const fields: INodeProperties[] = [
	{
		displayName: 'Simplify',
		name: 'simple',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];

/** Checks all rows, registers the good ones batch by batch, and gives one item for each Sample. */
export async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const run = planRun(context, items);
	const goesOn = context.continueOnFail();
	if (!goesOn && run.plan.problems.length > 0) {
		throw faultyRowsError(context.getNode(), run.rows, run.plan.problems);
	}
	const outcomes = await registerBatches(run.plan.batches, sequencingBatches(context), !goesOn);
	const failed = outcomes.find((outcome) => outcome.kind === 'failed');
	if (failed && !goesOn) {
		throw apiError(context.getNode(), failed.failure, [
			whatIsKnown(failed),
			...registeredBefore(outcomes),
		]);
	}
	const simple = context.getNodeParameter('simple', 0, true) === true;
	const good = outcomeItems(context, run, outcomes, simple);
	// Good items come first: if the first one bore an error, Retry On Fail would send all rows again.
	return [...good, ...errorItems(context, items, run, outcomes)];
}

type Outcome = BatchOutcome<ApiFailure>;

function errorItems(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	run: Run,
	outcomes: Outcome[],
): INodeExecutionData[] {
	const errors = new Map<number, string>();
	run.plan.rows.forEach(({ faults }, row) => {
		if (faults.length > 0) errors.set(row, faultsText(faults));
	});
	for (const outcome of outcomes) {
		if (outcome.kind !== 'failed') continue;
		const text = apiErrorText(outcome.failure, [whatIsKnown(outcome)]);
		outcome.planned.tubes.forEach(({ row }) => errors.set(row, text));
	}
	const makeItem = errorItemMaker(context, items);
	return run.rows.flatMap((row, index) => {
		const error = errors.get(index);
		return error === undefined ? [] : [makeItem(row, error)];
	});
}
