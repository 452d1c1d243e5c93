import { lookForDoubles } from './planning/doubles';
import { lookUntilSettled, lookUpAll, startLookUp } from './looking/lookAll';
import type { PlannedBatch } from './planning/plan';
import { countPieces } from './planning/split';
import { FRESH_MS, startRecheck } from './looking/recheck';
import type { Registry } from './registry';
import type { RunResult } from './result';
import { startRun, type RegisterSettings, type Run } from './run';
import { sendAll, type Again, type Left } from './sendAll';

export type { RegisterSettings } from './run';

/**
 * Registers each tube of the batches once, and returns what became of each, in the order of the
 * batches. Look-ups and requests go on beside each other. If it only looks, what it would send is in none of
 * the result's lists.
 */
export async function registerBatches(
	batches: PlannedBatch[],
	registry: Registry,
	settings: RegisterSettings,
): Promise<RunResult> {
	const run = startRun(batches, registry, settings);
	if (settings.ifRegistered === 'register') {
		const isTooMuch = run.isTooMuch(batches);
		const lefts = batches.map((planned) => ({ planned, knownBefore: undefined }));
		if (!isTooMuch && !settings.looksOnly) await sendAll(run, lefts);
		if (isTooMuch || !settings.looksOnly) return run.result();
	}
	const startedAt = registry.now();
	let left: Again[] = batches.map((planned) => ({ planned, others: [] }));
	for (let round = 1; left.length > 0 && !run.isOver(); round++) {
		if (round > MOST_ROUNDS) giveUp(run, left);
		left = round > MOST_ROUNDS ? [] : await lookAndSend(run, left);
	}
	return await lookForDoubles(run, startedAt);
}

// Each round begins since somebody else was at the same batch, or may have been.
const MOST_ROUNDS = 20;

function giveUp(run: Run, left: Again[]): void {
	const failureOf = ({ others: [other], refusal }: Again) =>
		other ? run.registry.useless('changing', other) : refusal;
	const [any] = left.flatMap((one) => failureOf(one) ?? []);
	for (const one of left) {
		const failure = failureOf(one) ?? any;
		const { planned } = one;
		if (failure) run.fail(planned, { planned, failure, step: 'look-up' });
	}
}

/**
 * Looks up batches, and sends what is left of them.
 * @returns what has to be looked up again, since somebody else was at the same batch
 */
async function lookAndSend(run: Run, wanted: Again[]): Promise<Again[]> {
	const { ifRegistered, lookBackMs, stopAtFailure, looksOnly, maxBatches, maxSamplesPerBatch } =
		run.settings;
	const batches = wanted.map(({ planned }) => planned);
	// Where a tube may be in any batch, or what is found may end the run, all have to be looked up before one
	// is sent.
	const mayEnd = ifRegistered === 'error' || wanted.some(({ refusal }) => refusal);
	const mayBeTooMuch = countPieces(batches, maxSamplesPerBatch) > maxBatches;
	const looksFirst = lookBackMs > 0 || mayBeTooMuch || (stopAtFailure && mayEnd);
	const recheck = startRecheck(run, batches);
	const again: Again[] = [];
	const send = async (lefts: Left[]) => {
		if (!looksOnly) again.push(...(await sendAll(run, lefts, recheck)));
	};

	const lookedAt = run.registry.now();
	const lookUp = await startLookUp(run, wanted);
	if (!lookUp) return [];
	// Tubes that are registered take a request for each batch, so the others are sent first: a run that n8n ends
	// leaves less to do for the next one.
	const isFresh = ({ planned, refusal }: Again) => !looksFirst && !refusal && lookUp.isNew(planned);
	const fresh = wanted.filter(isFresh);
	await send(await lookUpAll(run, lookUp, fresh));
	const others = wanted.filter((one) => !fresh.includes(one));
	const isOld = others.length > 0 && run.registry.now() - lookedAt > FRESH_MS;
	const next = isOld ? await startLookUp(run, others) : lookUp;
	if (!next) return again;
	if (!looksFirst) await lookUntilSettled(run, next, others, send);
	else {
		const lefts: Left[] = [];
		await lookUntilSettled(run, next, others, (some) => Promise.resolve(void lefts.push(...some)));
		if (!run.isTooMuch(lefts.map(({ planned }) => planned))) await send(run.inOrder(lefts));
	}
	return again;
}
