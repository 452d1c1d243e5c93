import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { tubeFields } from './fields';
import { options } from './options';
import { simplify } from '../descriptions/simplify';
import type { Operation } from '../operation';
import { missingItems, outputItems } from './result/output';
import { hintAtResult } from './result/resultHints';
import { noteFailures } from './result/failures';
import { planRun, type PlannedRun } from './planRun';
import { missingText, registeredBefore } from '../../wording/registerTexts';
import { connect } from '../../api/http/request';
import { sequencingBatches } from './registry';
import { NOTHING_SENT } from '../../wording/faultTexts';
import { LABELS, USE_ERROR_OUTPUT } from '../../wording/labels';
import { withoutNumber } from '../../domain/batchNames';
import { registerBatches } from '../../registration/register';
import { emptyResult, type RunResult } from '../../registration/result';
import { startOutcomes } from '../rows/outcomes';
import { workAlone } from '../turns/workAlone';

export const register: Operation = {
	name: 'Register',
	value: 'register',
	action: 'Register sequencing batch',
	description:
		'Register tubes before you ship them to the lab. Running it again is safe: each tube is registered once.',
	fields: [...tubeFields, simplify, options],
	execute,
};

const TO_SEE_ALL = `set ${LABELS.operation} to ${LABELS.validate}, or ${USE_ERROR_OUTPUT}`;

/** Checks all rows, registers the good ones batch by batch, and gives one item for each Sample. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const run = await planRun(context, items);
	const outcomes = startOutcomes(context, items, run.rows, NOTHING_SENT);
	for (const { row, ...fault } of run.plan.problems) outcomes.blame(row, fault);
	outcomes.settle([], TO_SEE_ALL);
	const result = await registerAll(context, run, !outcomes.goesOn);
	noteFailures(context, run, result, outcomes);
	for (const { row, ...fault } of result.problems) outcomes.blame(row, fault);
	for (const one of result.missing) outcomes.doubt(one.row, missingText(one));
	outcomes.settle(registeredBefore(result, run.ifRegistered));
	hintAtResult(context, run, result);
	const good = await outputItems(run, result);
	if (!outcomes.goesOn) return [...good, ...missingItems(run, result)];
	// Good items come first: if the first one bore an error, Retry On Fail would run all rows again.
	return [...good, ...(await outcomes.errorItems())];
}

async function registerAll(
	context: IExecuteFunctions,
	run: PlannedRun,
	stopAtFailure: boolean,
): Promise<RunResult> {
	const { batches } = run.plan;
	if (batches.length === 0) return emptyResult();
	const client = await connect(context);
	const registry = sequencingBatches(client);
	const work = () => registerBatches(batches, registry, { ...run, stopAtFailure });
	if (run.ifRegistered === 'register') return await work();
	// A webhook that is delivered twice starts two executions at once: the second has to find what the
	// first registered.
	const names = run.lookBackMs > 0 ? ['', ...namesOf(run)] : namesOf(run);
	const keys = names.map((name) => `batch ${name}`);
	return await workAlone(context, client, keys, work);
}

/** Batches that may be found for each other have the same line, whatever their numbers. */
const namesOf = (run: PlannedRun) => run.plan.batches.map(({ name }) => withoutNumber(name));
