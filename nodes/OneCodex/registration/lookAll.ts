import { atOnce } from './atOnce';
import { lookUpBatches, type Earlier, type LookUp } from './earlier';
import { isInDoubt } from './memory';
import type { PlannedBatch } from './plan';
import type { Failure } from './registry';
import type { Run } from './run';
import type { Left } from './sendAll';
import { LOOK_PAUSES_MS } from './settle';
import { takeStanding } from './standing';

/** Looks for batches; undefined if that failed, which is the failure of all of them. */
export async function startLookUp<F extends Failure>(
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
export async function lookUpAll<F extends Failure>(
	run: Run<F>,
	lookUp: LookUp<F>,
	batches: PlannedBatch[],
	isSettled: (planned: PlannedBatch, earlier: Earlier) => boolean = () => true,
): Promise<Left[]> {
	const lefts: Left[] = [];
	const lookUpOne = async (planned: PlannedBatch) => {
		const lost = run.lost();
		const earlier = lost ? { ok: false as const, failure: lost } : await lookUp.find(planned);
		if (!earlier.ok) {
			return run.fail(planned, { planned, failure: earlier.failure, step: 'look-up' });
		}
		earlier.value.seen.forEach((id) => run.seen.add(id));
		if (isSettled(planned, earlier.value)) lefts.push(...leftOf(run, planned, earlier.value));
	};
	await atOnce(batches, lookUpOne, run.isOver);
	return run.inOrder(lefts);
}

/**
 * Looks up batches until each is settled: where a request for one may still come about, or the list of a
 * new one may not be whole, it is looked up again, for a minute.
 * @param use is given what is left of those that are settled, some at a time
 */
export async function settle<F extends Failure>(
	run: Run<F>,
	first: LookUp<F>,
	batches: PlannedBatch[],
	use: (lefts: Left[]) => Promise<void>,
): Promise<void> {
	const pauses = [...LOOK_PAUSES_MS];
	let lookUp: LookUp<F> | undefined = first;
	let pending = batches;
	while (lookUp && pending.length > 0 && !run.isOver()) {
		const pause = pauses.shift();
		const unsettled = new Set<PlannedBatch>();
		const isSettled = (planned: PlannedBatch, earlier: Earlier) => {
			if (pause === undefined || !mayGetMore(run, planned, earlier)) return true;
			unsettled.add(planned);
			return false;
		};
		await use(await lookUpAll(run, lookUp, pending, isSettled));
		pending = pending.filter((planned) => unsettled.has(planned));
		if (pending.length === 0 || pause === undefined) return;
		await run.registry.pause(pause);
		// What may still come about has to be asked for anew each time.
		lookUp = await startLookUp(run, pending);
	}
}

/** Whether tubes that were not found may still turn up. */
function mayGetMore<F extends Failure>(
	{ registry, settings }: Run<F>,
	planned: PlannedBatch,
	{ standing, unsettled }: Earlier,
): boolean {
	if (standing.size === planned.tubes.length) return false;
	return unsettled !== undefined || isInDoubt(registry.memory, planned, settings.lookBackMs > 0);
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
	return left.tubes.length === 0 ? [] : [{ planned: left, knownBefore: seen }];
}
