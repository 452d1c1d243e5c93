import { barcodeKey, matchAnswer } from './answer';
import { earlierRegistrations, type Earlier, type Standing } from './earlier';
import { isInDoubt } from './memory';
import type { PlannedBatch, PlannedTube } from './plan';
import { makeFault, type Problem } from './problems';
import type { AnsweredBatch, AnsweredTube, Failure, Registry, Result } from './registry';
import { sendBatch, type Sent } from './send';
import { LOOK_PAUSES_MS } from './settle';
import { splitBatch } from './split';

/** What to do with a tube that is registered already. */
export type IfRegistered = 'reuse' | 'error' | 'register';

export interface RegisterSettings {
	ifRegistered: IfRegistered;
	/** How far back to look for tubes in batches of any name, in milliseconds; 0 for the same name only. */
	lookBackMs: number;
	/** 1 to 5,000. What is left of a larger batch is split evenly. */
	maxSamplesPerBatch: number;
	/** Leaves everything alone that comes after the first failure or faulty row. */
	stopAtFailure: boolean;
}

/** A Sample to be given back for a row. */
export interface RegisteredTube {
	row: number;
	batch: AnsweredBatch;
	answered: AnsweredTube;
	alreadyRegistered: boolean;
}

/** A batch, or what was left of it, that could not be registered. */
export interface FailedBatch<F extends Failure> {
	planned: PlannedBatch;
	failure: F;
	/** Which step failed: with `look-up`, nothing was sent; `answer` leaves open whether the batch stands. */
	step: 'look-up' | 'register' | 'answer';
	/** A batch that may be the one that was sent, if one was seen. */
	batch?: AnsweredBatch;
}

/** What a run did. */
export interface RunResult<F extends Failure> {
	tubes: RegisteredTube[];
	/** Batches that this run registered. */
	registered: Array<{ planned: PlannedBatch; batch: AnsweredBatch }>;
	/** Tubes that were sent and that One Codex does not show in their batch. */
	missing: Array<PlannedTube & { planned: PlannedBatch; batch: AnsweredBatch }>;
	/** Tubes that One Codex answered without their having been sent. */
	unexpected: Array<{ batch: AnsweredBatch; answered: AnsweredTube }>;
	/** Tubes that stand in more than one live batch. */
	doubled: Array<{ barcode: string; batches: AnsweredBatch[] }>;
	/** Rows that are faulty because their tube is registered already. */
	problems: Problem[];
	failures: Array<FailedBatch<F>>;
}

/** Registers each tube of the batches once, in order, and tells what became of every one. */
export async function registerBatches<F extends Failure>(
	batches: PlannedBatch[],
	registry: Registry<F>,
	settings: RegisterSettings,
): Promise<RunResult<F>> {
	const result: RunResult<F> = {
		tubes: [],
		registered: [],
		missing: [],
		unexpected: [],
		doubled: [],
		problems: [],
		failures: [],
	};
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
		const done = sent.kind === 'repeated' ? await takeRepeated(run, piece, sent) : sent;
		if (done) settleAccount(run, piece, done);
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
	return { planned: takeStanding(run, planned, earlier.value), knownBefore: earlier.value.seen };
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

function takeStanding<F extends Failure>(
	{ result, settings }: Run<F>,
	planned: PlannedBatch,
	{ standing }: Earlier,
): PlannedBatch {
	const left = planned.tubes.filter(({ row, tube }) => {
		const all = standing.get(barcodeKey(tube.tube_barcode))?.sort(byAge);
		const [first] = all ?? [];
		if (!all || !first) return true;
		const batches = [...new Map(all.map(({ batch }) => [batch.id, batch])).values()];
		if (batches.length > 1) result.doubled.push({ barcode: tube.tube_barcode, batches });
		if (settings.ifRegistered === 'error') {
			result.problems.push(registeredProblem(row, tube.tube_barcode, batches));
		} else {
			result.tubes.push({ row, ...first, alreadyRegistered: true });
		}
		return false;
	});
	return { ...planned, tubes: left };
}

/** Of two registrations the lab has known the older one for longer. */
const byAge = (a: Standing, b: Standing) => (a.batch.createdAt ?? 0) - (b.batch.createdAt ?? 0);

function registeredProblem(row: number, barcode: string, batches: AnsweredBatch[]): Problem {
	const names = batches.map(({ id, name, batch }) => {
		const number = batch.batch_number;
		return `"${name ?? ''}" (number ${typeof number === 'string' ? number : id})`;
	});
	const fault = makeFault(
		'tube_barcode',
		barcode,
		`is registered already, in the batch ${names.join(' and ')}`,
		'Remove the row, or set the option If Already Registered to Use the Existing Registration',
	);
	return { row, ...fault };
}

/**
 * Another run was faster: the tubes that it registered are taken from there, and the rest is sent once
 * more. Undefined if everything was taken.
 */
async function takeRepeated<F extends Failure>(
	run: Run<F>,
	piece: PlannedBatch,
	refusal: Extract<Sent<F>, { kind: 'repeated' }>,
): Promise<Exclude<Sent<F>, { kind: 'repeated' }> | undefined> {
	const refused = { kind: 'failed' as const, failure: refusal.failure, step: 'register' as const };
	if (run.settings.ifRegistered === 'register') return refused;
	const earlier = await earlierRegistrations(run.registry, run.settings.lookBackMs)(piece);
	if (!earlier.ok) return { kind: 'failed', failure: earlier.failure, step: 'look-up' };
	if (earlier.value.standing.size === 0) return refused;
	const left = takeStanding(run, piece, earlier.value);
	if (left.tubes.length === 0) return undefined;
	const sent = await sendBatch(left, run.registry, earlier.value.seen);
	return sent.kind === 'repeated' ? { ...refused, failure: sent.failure } : sent;
}

function settleAccount<F extends Failure>(
	{ result }: Run<F>,
	piece: PlannedBatch,
	sent: Exclude<Sent<F>, { kind: 'repeated' }>,
): void {
	const taken = new Set(result.tubes.map(({ row }) => row));
	const planned = { ...piece, tubes: piece.tubes.filter(({ row }) => !taken.has(row)) };
	if (sent.kind === 'failed') {
		result.failures.push({ planned, failure: sent.failure, step: sent.step, batch: sent.batch });
		return;
	}
	const { batch } = sent.registration;
	const { found, missing, unexpected } = matchAnswer(planned.tubes, sent.registration.tubes);
	result.registered.push({ planned, batch });
	found.forEach((one) => result.tubes.push({ ...one, batch, alreadyRegistered: false }));
	missing.forEach((one) => result.missing.push({ ...one, planned, batch }));
	unexpected.forEach((answered) => result.unexpected.push({ batch, answered }));
}
