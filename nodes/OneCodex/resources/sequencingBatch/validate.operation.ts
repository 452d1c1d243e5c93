import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { tubeFields } from './fields';
import { options } from './options';
import type { Operation } from '../operation';
import { planRun } from './planRun';
import { sequencingBatches } from './registry';
import { noteFailures } from './result/failures';
import { hintAtResult } from './result/resultHints';
import { validatedItems } from './result/validated';
import { startOutcomes } from '../rows/outcomes';
import { connect } from '../../api/http/request';
import { registerBatches } from '../../registration/register';
import { emptyResult } from '../../registration/result';
import { NOTHING_SENT } from '../../wording/faultTexts';

// They check just what Register would send, so all three share these fields.
const fields = [...tubeFields, options];

export const validate: Operation = {
	name: 'Validate',
	value: 'validate',
	action: 'Validate sequencing batch',
	description:
		'Check the tubes of a sequencing batch without sending anything. Use it before Register.',
	callsApi: false,
	fields,
	execute: async (context, items) => await validatedItems(await planRun(context, items)),
};

// An operation and no option of Validate: when a workflow is published, n8n sees no parameter that has its
// default, so a switch that is off could not keep it from asking for the credential.
export const validateWithHistory: Operation = {
	name: 'Validate With History',
	value: 'validateWithHistory',
	action: 'Validate sequencing batch with history',
	description:
		'Check tubes and look up which are already registered. Use it before somebody approves a batch. It registers nothing.',
	fields,
	execute: executeWithHistory,
};

/** Checks all rows, and looks up the good ones as Register does before it sends anything. */
async function executeWithHistory(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const run = await planRun(context, items);
	const { batches } = run.plan;
	const outcomes = startOutcomes(context, items, run.rows, NOTHING_SENT);
	const settings = { ...run, stopAtFailure: !outcomes.goesOn, looksOnly: true };
	const result =
		batches.length === 0
			? emptyResult()
			: await registerBatches(batches, sequencingBatches(await connect(context)), settings);
	noteFailures(context, run, result, outcomes);
	outcomes.settle();
	hintAtResult(context, run, result);
	return [
		...(await validatedItems(run, result, outcomes.hasFailed)),
		...(await outcomes.errorItems()),
	];
}
