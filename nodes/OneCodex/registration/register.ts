import { earlierRegistrations, type Earlier } from './earlier';
import { isInDoubt } from './memory';
import type { PlannedBatch } from './plan';
import type { Failure, Registry, Result } from './registry';
import { emptyResult, noteSent, type RunResult } from './result';
import { sendBatch, type Sent } from './send';
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
		for (const planned of batches) {
			if (result.failures.length === 0) looked.set(planned, await lookUp(run, planned));
		}
	}
	for (const planned of batches) {
		if (isOver(run)) break;
		const left = looked.get(planned) ?? (await lookUp(run, planned));
		if (left) await sendLeft(run, planned.name, left);
	}
	return result;
}

/** Whether what comes next is to be left alone. */
const isOver = <F extends Failure>({ result, settings }: Run<F>) =>
	settings.stopAtFailure && (result.failures.length > 0 || result.problems.length > 0);

/** The failure that all further calls would end with as well, if there was one. */
function lostWith<F extends Failure>({ result, registry }: Run<F>): F | undefined {
	const last = result.failures.at(-1)?.failure;
	return last && registry.concernsAllCalls(last) ? last : undefined;
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
	const lost = lostWith(run);
	const earlier = lost ? { ok: false as const, failure: lost } : await findSettled(run, planned);
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
		if (isOver(run)) return;
		const lost = lostWith(run);
		const sent: Sent<F> = lost
			? { kind: 'failed', failure: lost, step: 'refused' }
			: await sendBatch(piece, registry, knownBefore);
		if (sent.kind === 'repeated') await sendRest(run, name, piece, sent.failure);
		else noteSent(result, piece, sent);
	}
}

/**
 * Goes on after One Codex said that a tube is registered: another run was faster. The tubes that it
 * registered, under any number of the batch, are taken from there, and the rest is sent once more.
 */
async function sendRest<F extends Failure>(
	run: Run<F>,
	name: string,
	piece: PlannedBatch,
	failure: F,
): Promise<void> {
	const { result, registry, settings } = run;
	const fail = (planned: PlannedBatch, step: 'repeated' | 'repeated unread', why = failure) =>
		result.failures.push({ planned, failure: why, step });
	if (settings.ifRegistered === 'register') return void fail(piece, 'repeated');
	const find = earlierRegistrations(registry, settings.lookBackMs);
	const earlier = await find({ ...piece, name });
	if (!earlier.ok) return void fail(piece, 'repeated unread', earlier.failure);
	const left = takeStanding(result, settings.ifRegistered, piece, earlier.value);
	if (left.tubes.length === piece.tubes.length) return void fail(piece, 'repeated');
	if (left.tubes.length === 0 || isOver(run)) return;
	const sent = await sendBatch(left, registry, earlier.value.seen);
	if (sent.kind === 'repeated') fail(left, 'repeated', sent.failure);
	else noteSent(result, left, sent);
}
