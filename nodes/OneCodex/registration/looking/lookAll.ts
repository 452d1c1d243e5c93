import { atOnce } from '../../domain/atOnce';
import { lookUpBatches, type Earlier, type LookUp } from './earlier';
import { isInDoubt } from './memory';
import type { Failure } from '../../domain/failure';
import type { Run } from '../run';
import { stepOf, type Again, type Left } from '../sendAll';
import { LOOK_PAUSES_MS } from '../settle';
import { takeRegistered } from './registeredTubes';

/** Looks for batches; undefined if that failed, which is the failure of all of them. */
export async function startLookUp(run: Run, wanted: Again[]): Promise<LookUp | undefined> {
	const batches = wanted.map(({ planned }) => planned);
	const others = wanted.flatMap((one) => one.others);
	const lost = run.lost();
	const lookUp = lost
		? { ok: false as const, failure: lost }
		: await lookUpBatches(run.registry, run.settings.lookBackMs, batches, others);
	if (lookUp.ok) return lookUp.value;
	for (const one of wanted) {
		if (run.isOver()) break;
		failToLook(run, one, lookUp.failure);
	}
	return undefined;
}

/**
 * Looks up batches beside each other, and takes out the tubes that are already registered.
 * @param isSettled whether what was found is to be taken as it is
 * @returns what is left of those that are settled
 */
export async function lookUpAll(
	run: Run,
	lookUp: LookUp,
	wanted: Again[],
	isSettled: (one: Again, earlier: Earlier) => boolean = () => true,
): Promise<Left[]> {
	const lefts: Left[] = [];
	const lookUpOne = async (one: Again) => {
		const { planned } = one;
		const lost = run.lost();
		const earlier = lost ? { ok: false as const, failure: lost } : await lookUp.find(planned);
		await run.registry.takeBreak();
		if (!earlier.ok) return failToLook(run, one, earlier.failure);
		if (isSettled(one, earlier.value)) lefts.push(...leftOf(run, one, earlier.value));
	};
	await atOnce(wanted, lookUpOne, run.isOver);
	return run.inOrder(lefts);
}

function failToLook(run: Run, { planned, refusal }: Again, failure: Failure): void {
	run.fail(planned, { planned, failure, step: refusal?.repeated ? 'repeated unread' : 'look-up' });
}

/**
 * Looks up batches until each is settled: where a request for one may still come about, or the list of a
 * new one may not be whole, it is looked up again, for a minute.
 * @param use is given what is left of those that are settled, some at a time
 */
export async function lookUntilSettled(
	run: Run,
	first: LookUp,
	wanted: Again[],
	use: (lefts: Left[]) => Promise<void>,
): Promise<void> {
	const pauses = [...LOOK_PAUSES_MS];
	let lookUp: LookUp | undefined = first;
	let pending = wanted;
	while (lookUp && pending.length > 0 && !run.isOver()) {
		const pause = pauses.shift();
		const unsettled = new Set<Again>();
		const isSettled = (one: Again, earlier: Earlier) => {
			if (pause === undefined || !mayGetMore(run, one, earlier)) return true;
			unsettled.add(one);
			return false;
		};
		await use(await lookUpAll(run, lookUp, pending, isSettled));
		pending = pending.filter((one) => unsettled.has(one));
		if (pending.length === 0 || pause === undefined) return;
		await run.registry.pause(pause);
		// What may still come about has to be asked for anew each time.
		lookUp = await startLookUp(run, pending);
	}
}

/** Whether tubes that were not found may still turn up. */
function mayGetMore(
	{ registry, settings }: Run,
	{ planned, refusal }: Again,
	{ registeredIn, unsettled }: Earlier,
): boolean {
	if (registeredIn.size === planned.tubes.length) return false;
	// One Codex says that there is a tube, which its lists may show later.
	if (unsettled !== undefined || refusal?.repeated) return true;
	return isInDoubt(registry.memory, planned, settings.lookBackMs > 0);
}

function leftOf(run: Run, { planned, refusal }: Again, earlier: Earlier): Left[] {
	const { registeredIn, unsettled, seen } = earlier;
	if (unsettled?.isEmpty && registeredIn.size < planned.tubes.length) {
		// It was sent by somebody, and its tubes may be just these.
		const failure = run.registry.useless('empty', unsettled.batch);
		run.fail(planned, { planned, failure, step: 'empty', batch: unsettled.batch });
		return [];
	}
	const left = takeRegistered(run.resultOf(planned), run.settings, planned, earlier);
	run.note(planned);
	if (left.tubes.length === 0) return [];
	if (refusal && left.tubes.length === planned.tubes.length) {
		// Nothing of it is registered, so it would be refused again.
		run.fail(planned, { planned, failure: refusal, step: stepOf(refusal) });
		return [];
	}
	return [{ planned: left, knownBefore: seen, refusal }];
}
