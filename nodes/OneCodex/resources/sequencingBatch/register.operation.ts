import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { tubeFields } from './fields';
import { options } from './options';
import { simplify } from '../descriptions/simplify';
import type { Operation } from '../operation';
import { missingItems, missingText, outputItems } from './result/output';
import { hintAtResult } from './result/resultHints';
import { planRun, tooManyBatches, type PlannedRun } from './planRun';
import { registeredBefore, whatIsKnown } from './result/outcome';
import { connect } from '../../api/http/request';
import { sequencingBatches } from './registry';
import { faultsText, NOTHING_SENT } from '../../wording/faultTexts';
import { LABELS, USE_ERROR_OUTPUT } from '../../wording/labels';
import { withoutNumber } from '../../domain/batchNames';
import { registerBatches } from '../../registration/register';
import { emptyResult, type RunResult } from '../../registration/result';
import { apiError, apiErrorText, errorItemMaker, rowsNeedFixing } from '../rows/errorItems';
import { claimingNode } from '../turns/nodeClaim';
import { takingTurns } from '../turns/turns';

export const register: Operation = {
	name: 'Register',
	value: 'register',
	action: 'Register sequencing batch',
	description: 'Register the tubes of a sequencing batch before you ship them to the lab',
	fields: [...tubeFields, simplify, options],
	execute,
};

/** Checks all rows, registers the good ones batch by batch, and gives one item for each Sample. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const run = planRun(context, items);
	const goesOn = context.continueOnFail();
	if (!goesOn && run.plan.problems.length > 0) {
		throw rowsNeedFixing(context.getNode(), run.rows, run.plan.problems, {
			nothing: NOTHING_SENT,
			toSeeAll: `set ${LABELS.operation} to ${LABELS.validate}, or ${USE_ERROR_OUTPUT}`,
		});
	}
	const result = await registerAll(context, run, !goesOn);
	if (result.tooMany) throw tooManyBatches(context.getNode(), run, result.tooMany);
	const [failure] = result.failures;
	if (!goesOn && failure) {
		const about = [whatIsKnown(failure), ...registeredBefore(result)];
		throw apiError(context.getNode(), failure.failure, about);
	}
	if (!goesOn && result.problems.length > 0) {
		throw rowsNeedFixing(context.getNode(), run.rows, result.problems, {
			about: registeredBefore(result),
			nothing: NOTHING_SENT,
			toSeeAll: `set ${USE_ERROR_OUTPUT}`,
		});
	}
	hintAtResult(context, run, result);
	const good = outputItems(run, result);
	if (!goesOn) return [...good, ...missingItems(run, result)];
	// Good items come first: if the first one bore an error, Retry On Fail would run all rows again.
	return [...good, ...errorItems(context, items, run, result)];
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
	const keys = names.map((name) => `${client.account} ${name}`);
	// Turns are taken in this process only; the claim is seen by all workers of queue mode.
	const claiming = () => claimingNode(context, client.signal, work);
	return await takingTurns(keys, client.signal, claiming);
}

/** Batches that may be found for each other have the same line, whatever their numbers. */
const namesOf = (run: PlannedRun) => run.plan.batches.map(({ name }) => withoutNumber(name));

function errorItems(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	run: PlannedRun,
	result: RunResult,
): INodeExecutionData[] {
	const errors = new Map<number, string>();
	run.plan.rows.forEach(({ faults }, row) => {
		if (faults.length > 0) errors.set(row, faultsText(faults));
	});
	result.missing.forEach((one) => errors.set(one.row, missingText(one)));
	result.problems.forEach((problem) => errors.set(problem.row, faultsText([problem])));
	for (const failed of result.failures) {
		const text = apiErrorText(failed.failure, [whatIsKnown(failed)]);
		failed.planned.tubes.forEach(({ row }) => errors.set(row, text));
	}
	const makeItem = errorItemMaker(context, items);
	return run.rows.flatMap((row, index) => {
		const error = errors.get(index);
		return error === undefined ? [] : [makeItem(row, error)];
	});
}
