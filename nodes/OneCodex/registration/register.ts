import { earlierRegistrations, type Earlier } from './earlier';
import { isInDoubt } from './memory';
import type { PlannedBatch } from './plan';
import type { Failure, Registry, Result } from './registry';
import { emptyResult, noteSent, type RunResult } from './result';
import { sendBatch } from './send';
import { LOOK_PAUSES_MS } from './settle';
import { splitBatch } from './split';
import { takeStanding, type IfRegistered } from './standing';

export interface RegisterSettings {
	ifRegistered: IfRegistered;
	/** How far back to look for tubes in batches of any name, in milliseconds; 0 for the same name only. */
	lookBackMs: number;
	/** 1 to 5,000. What is left of a larger batch is split evenly. */
	maxSamplesPerBatch: number;
	/** Leaves everything alone that comes after the first failure or faulty row. */
	stopAtFailure: boolean;
}

/** Registers each tube of the batches once, in order, and tells what became of every one. */
export async function registerBatches<F extends Failure>(
	batches: PlannedBatch[],
	registry: Registry<F>,
	settings: RegisterSettings,
): Promise<RunResult<F>> {
	const result = emptyResult<F>();
	const find = earlierRegistrations(registry, settings.lookBackMs);
	const run: Run<F> = { result, registry, settings, find };
	if (settings.ifRegistered === 'error' && settings.stopAtFailure) {
		// A faulty row of the last batch has to be known before the first is sent.
		for (const planned of batches) await lookUp(run, planned);
		if (result.problems.length > 0 || result.failures.length > 0) return result;
	}
	for (const planned of batches) {
		await registerBatch(run, planned);
		if (settings.stopAtFailure && result.failures.length > 0) break;
	}
	return result;
}

interface Run<F extends Failure> {
	result: RunResult<F>;
	registry: Registry<F>;
	settings: RegisterSettings;
	find: ReturnType<typeof earlierRegistrations<F>>;
}

async function registerBatch<F extends Failure>(run: Run<F>, planned: PlannedBatch): Promise<void> {
	const left = await lookUp(run, planned);
	if (!left) return;
	for (const piece of splitBatch(left.planned, run.settings.maxSamplesPerBatch)) {
		const sent = await sendBatch(piece, run.registry, left.knownBefore);
		if (sent.kind === 'repeated') await registerRest(run, piece, sent.failure);
		else noteSent(run.result, piece, sent);
		if (run.settings.stopAtFailure && run.result.failures.length > 0) return;
	}
}

interface Left {
	planned: PlannedBatch;
	knownBefore: Set<string> | undefined;
}

/** Takes the tubes that stand already out of a batch. Undefined if the look-up failed. */
async function lookUp<F extends Failure>(
	run: Run<F>,
	planned: PlannedBatch,
): Promise<Left | undefined> {
	if (run.settings.ifRegistered === 'register') return { planned, knownBefore: undefined };
	const earlier = await findSettled(run, planned);
	if (!earlier.ok) {
		run.result.failures.push({ planned, failure: earlier.failure, step: 'look-up' });
		return undefined;
	}
	const left = takeStanding(run.result, run.settings.ifRegistered, planned, earlier.value);
	return { planned: left, knownBefore: earlier.value.seen };
}

/** Looks up a batch; after a request for it whose outcome nobody waited for, until it has settled. */
async function findSettled<F extends Failure>(
	{ find, registry }: Run<F>,
	planned: PlannedBatch,
): Promise<Result<Earlier, F>> {
	let earlier = await find(planned);
	for (const pause of LOOK_PAUSES_MS) {
		const isComplete = earlier.ok && earlier.value.standing.size === planned.tubes.length;
		if (!earlier.ok || isComplete || !isInDoubt(registry.memory, planned)) break;
		await registry.pause(pause);
		earlier = await find(planned);
	}
	return earlier;
}

/**
 * Goes on after One Codex said that a tube is registered: another run was faster. The tubes that it
 * registered are taken from there, and the rest is sent once more.
 */
async function registerRest<F extends Failure>(
	{ result, registry, settings }: Run<F>,
	planned: PlannedBatch,
	failure: F,
): Promise<void> {
	const refused = { planned, failure, step: 'register' as const };
	if (settings.ifRegistered === 'register') {
		result.failures.push(refused);
		return;
	}
	const earlier = await earlierRegistrations(registry, settings.lookBackMs)(planned);
	if (!earlier.ok) {
		result.failures.push({ planned, failure: earlier.failure, step: 'look-up' });
		return;
	}
	const left = takeStanding(result, settings.ifRegistered, planned, earlier.value);
	if (left.tubes.length === planned.tubes.length) result.failures.push(refused);
	else if (left.tubes.length > 0) {
		const sent = await sendBatch(left, registry, earlier.value.seen);
		if (sent.kind === 'repeated') result.failures.push({ ...refused, planned: left });
		else noteSent(result, left, sent);
	}
}
