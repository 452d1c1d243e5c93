import { atOnce } from './atOnce';
import { lookForDoubles } from './doubles';
import { lookUpBatches, type Earlier, type LookUp } from './earlier';
import { isInDoubt } from './memory';
import type { PlannedBatch } from './plan';
import type { Failure, Registry } from './registry';
import type { RunResult } from './result';
import { startRun, type RegisterSettings, type Run } from './run';
import { sendAll, type Left } from './sendAll';
import { LOOK_PAUSES_MS } from './settle';
import { takeStanding } from './standing';

export type { RegisterSettings } from './run';

/**
 * Registers each tube of the batches once, and tells what became of every one, in the order of the
 * batches. Look-ups and requests go on beside each other.
 */
export async function registerBatches<F extends Failure>(
	batches: PlannedBatch[],
	registry: Registry<F>,
	settings: RegisterSettings,
): Promise<RunResult<F>> {
	const run = startRun(batches, registry, settings);
	if (settings.ifRegistered === 'register') {
		await sendAll(
			run,
			batches.map((planned) => ({ planned, source: planned, knownBefore: undefined })),
		);
		return run.result();
	}
	const startedAt = registry.clock();
	const seen = new Set<string>();
	await lookAndSend(run, batches, seen);
	return await lookForDoubles(run.result(), registry, seen, startedAt);
}

/** @param seen gets the ids of the batches that stood before */
async function lookAndSend<F extends Failure>(
	run: Run<F>,
	batches: PlannedBatch[],
	seen: Set<string>,
): Promise<void> {
	const { ifRegistered, lookBackMs, stopAtFailure } = run.settings;
	// Where a tube may be in any batch, or is to stop the run, all have to be looked up before one is sent.
	const looksFirst = lookBackMs > 0 || (ifRegistered === 'error' && stopAtFailure);
	const lookUp = await startLookUp(run, batches);
	if (!lookUp) return;
	// What stands takes a request for each batch. So what does not is sent first: a run that n8n ends
	// leaves less to do for the next one.
	const fresh = looksFirst ? [] : batches.filter((planned) => lookUp.isNew(planned));
	await sendAll(run, await lookUpAll(run, lookUp, fresh, seen));
	const others = batches.filter((planned) => !fresh.includes(planned));
	await settleAndSend(run, lookUp, others, seen, looksFirst);
}

/**
 * Looks up batches, and sends what is left of them. Where a request is not settled, or the list of a new
 * batch may not be whole, the batch is looked up again, for a minute.
 */
async function settleAndSend<F extends Failure>(
	run: Run<F>,
	first: LookUp<F>,
	batches: PlannedBatch[],
	seen: Set<string>,
	looksFirst: boolean,
): Promise<void> {
	const { registry } = run;
	const lefts: Left[] = [];
	const waits = [...LOOK_PAUSES_MS];
	let lookUp: LookUp<F> | undefined = first;
	let pending = batches;
	while (lookUp && pending.length > 0 && !run.isOver()) {
		const wait = waits.shift();
		const unsettled = new Set<PlannedBatch>();
		const isSettled = (planned: PlannedBatch, earlier: Earlier) => {
			const settled = !mustWait(run, planned, earlier) || wait === undefined;
			if (!settled) unsettled.add(planned);
			return settled;
		};
		const found = await lookUpAll(run, lookUp, pending, seen, isSettled);
		if (looksFirst) lefts.push(...found);
		else await sendAll(run, found);
		pending = pending.filter((planned) => unsettled.has(planned));
		if (pending.length === 0 || wait === undefined) break;
		await registry.pause(wait);
		// What may still come about has to be asked for anew each time.
		lookUp = await startLookUp(run, pending);
	}
	await sendAll(run, inOrder(lefts, batches));
}

/** Whether tubes that were not found may still turn up. */
function mustWait<F extends Failure>(
	{ registry, settings }: Run<F>,
	planned: PlannedBatch,
	{ standing, unsettled }: Earlier,
): boolean {
	if (standing.size === planned.tubes.length) return false;
	return unsettled !== undefined || isInDoubt(registry.memory, planned, settings.lookBackMs > 0);
}

async function startLookUp<F extends Failure>(
	run: Run<F>,
	batches: PlannedBatch[],
): Promise<LookUp<F> | undefined> {
	const lost = run.lost();
	const lookUp = lost
		? { ok: false as const, failure: lost }
		: await lookUpBatches(run.registry, run.settings.lookBackMs, batches);
	if (lookUp.ok) return lookUp.value;
	for (const planned of batches) {
		if (run.isOver()) break;
		run.fail(planned, { planned, failure: lookUp.failure, step: 'look-up' });
	}
	return undefined;
}

/**
 * Looks up batches beside each other, and takes the tubes that stand already out of them.
 * @param isSettled whether what was found is to be taken as it is
 * @returns what is left of those that are settled
 */
async function lookUpAll<F extends Failure>(
	run: Run<F>,
	lookUp: LookUp<F>,
	batches: PlannedBatch[],
	seen: Set<string>,
	isSettled: (planned: PlannedBatch, earlier: Earlier) => boolean = () => true,
): Promise<Left[]> {
	const lefts: Left[] = [];
	const lookUpOne = async (planned: PlannedBatch) => {
		const lost = run.lost();
		const earlier = lost ? { ok: false as const, failure: lost } : await lookUp.find(planned);
		if (!earlier.ok) {
			return run.fail(planned, { planned, failure: earlier.failure, step: 'look-up' });
		}
		earlier.value.seen.forEach((id) => seen.add(id));
		if (isSettled(planned, earlier.value)) lefts.push(...leftOf(run, planned, earlier.value));
	};
	await atOnce(batches, lookUpOne, run.isOver);
	return inOrder(lefts, batches);
}

function leftOf<F extends Failure>(run: Run<F>, planned: PlannedBatch, earlier: Earlier): Left[] {
	const { standing, unsettled, seen } = earlier;
	if (unsettled?.isEmpty && standing.size < planned.tubes.length) {
		// It was sent by somebody, and its tubes may be just these.
		const failure = run.registry.useless('empty');
		run.fail(planned, { planned, failure, step: 'empty', batch: unsettled.batch });
		return [];
	}
	const left = takeStanding(run.resultOf(planned), run.settings.ifRegistered, planned, earlier);
	return left.tubes.length === 0 ? [] : [{ planned: left, source: planned, knownBefore: seen }];
}

function inOrder(lefts: Left[], batches: PlannedBatch[]): Left[] {
	const place = new Map(batches.map((planned, index) => [planned, index]));
	return lefts.sort((a, b) => (place.get(a.source) ?? 0) - (place.get(b.source) ?? 0));
}
