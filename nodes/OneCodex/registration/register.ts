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
	const looked = new Map<PlannedBatch, Left | undefined>();
	if (settings.ifRegistered === 'error' && settings.stopAtFailure) {
		// A faulty row of the last batch has to be known before the first is sent.
		for (const planned of batches) looked.set(planned, await lookUp(run, planned));
		if (result.problems.length > 0 || result.failures.length > 0) return result;
	}
	for (const planned of batches) {
		const left = looked.get(planned) ?? (await lookUp(run, planned));
		if (left) await sendLeft(run, planned.name, left);
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

/** What is left to be sent of a batch. */
interface Left {
	planned: PlannedBatch;
	/** Ids of batches that stood before; undefined if nobody looked. */
	knownBefore: Set<string> | undefined;
}

/** Takes the tubes that stand already out of a batch. Undefined if the look-up failed. */
async function lookUp<F extends Failure>(
	run: Run<F>,
	planned: PlannedBatch,
): Promise<Left | undefined> {
	const { ifRegistered } = run.settings;
	if (ifRegistered === 'register') return { planned, knownBefore: undefined };
	const earlier = await findSettled(run, planned);
	if (!earlier.ok) {
		run.result.failures.push({ planned, failure: earlier.failure, step: 'look-up' });
		return undefined;
	}
	const left = takeStanding(run.result, ifRegistered, planned, earlier.value);
	return { planned: left, knownBefore: earlier.value.seen };
}

/** Looks up a batch; after a request for it whose outcome nobody waited for, until it has settled. */
async function findSettled<F extends Failure>(
	{ find, registry, settings: { lookBackMs } }: Run<F>,
	planned: PlannedBatch,
): Promise<Result<Earlier, F>> {
	let earlier = await find(planned);
	for (const pause of LOOK_PAUSES_MS) {
		const isComplete = earlier.ok && earlier.value.standing.size === planned.tubes.length;
		const isDoubtful = isInDoubt(registry.memory, planned, lookBackMs > 0);
		if (!earlier.ok || isComplete || !isDoubtful) break;
		await registry.pause(pause);
		// What may still come about has to be asked for anew each time.
		earlier = await earlierRegistrations(registry, lookBackMs)(planned);
	}
	return earlier;
}

async function sendLeft<F extends Failure>(
	run: Run<F>,
	name: string,
	{ planned, knownBefore }: Left,
): Promise<void> {
	const { result, registry, settings } = run;
	for (const piece of splitBatch(planned, settings.maxSamplesPerBatch)) {
		const sent = await sendBatch(piece, registry, knownBefore);
		if (sent.kind === 'repeated') await sendRest(run, name, piece, sent.failure);
		else noteSent(result, piece, sent);
		if (settings.stopAtFailure && result.failures.length > 0) return;
	}
}

/**
 * Goes on after One Codex said that a tube is registered: another run was faster. The tubes that it
 * registered, under any number of the batch, are taken from there, and the rest is sent once more.
 */
async function sendRest<F extends Failure>(
	{ result, registry, settings }: Run<F>,
	name: string,
	piece: PlannedBatch,
	failure: F,
): Promise<void> {
	const fail = (planned: PlannedBatch, step: 'repeated' | 'repeated unread', why = failure) =>
		result.failures.push({ planned, failure: why, step });
	if (settings.ifRegistered === 'register') return void fail(piece, 'repeated');
	const find = earlierRegistrations(registry, settings.lookBackMs);
	const earlier = await find({ ...piece, name });
	if (!earlier.ok) return void fail(piece, 'repeated unread', earlier.failure);
	const left = takeStanding(result, settings.ifRegistered, piece, earlier.value);
	if (left.tubes.length === piece.tubes.length) return void fail(piece, 'repeated');
	if (left.tubes.length === 0) return;
	const sent = await sendBatch(left, registry, earlier.value.seen);
	if (sent.kind === 'repeated') fail(left, 'repeated', sent.failure);
	else noteSent(result, left, sent);
}
