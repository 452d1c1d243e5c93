import { lookForDoubles } from './doubles';
import { lookUpAll, settle, startLookUp } from './lookAll';
import type { PlannedBatch } from './plan';
import { FRESH_MS, startRecheck } from './recheck';
import type { Failure, Registry } from './registry';
import type { RunResult } from './result';
import { startRun, type RegisterSettings, type Run } from './run';
import { sendAll, type Left } from './sendAll';

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
		const lefts = batches.map((planned) => ({ planned, knownBefore: undefined }));
		await sendAll(run, lefts);
		return run.result();
	}
	const startedAt = registry.clock();
	let left = batches;
	while (left.length > 0 && !run.isOver()) left = await lookAndSend(run, left);
	const result = run.result();
	if (run.isOver() || run.lost()) return result;
	return await lookForDoubles(result, registry, run.seen, settings.lookBackMs > 0, startedAt);
}

/**
 * Looks up batches, and sends what is left of them.
 * @returns what has to be looked up again, since somebody else was at the same batch
 */
async function lookAndSend<F extends Failure>(
	run: Run<F>,
	batches: PlannedBatch[],
): Promise<PlannedBatch[]> {
	const { ifRegistered, lookBackMs, stopAtFailure } = run.settings;
	// Where a tube may be in any batch, or is to stop the run, all have to be looked up before one is sent.
	const looksFirst = lookBackMs > 0 || (ifRegistered === 'error' && stopAtFailure);
	const recheck = startRecheck(run, batches);
	const again: PlannedBatch[] = [];
	const send = async (lefts: Left[]) => void again.push(...(await sendAll(run, lefts, recheck)));

	const lookedAt = run.registry.now();
	const lookUp = await startLookUp(run, batches);
	if (!lookUp) return [];
	// What stands takes a request for each batch. So what does not is sent first: a run that n8n ends
	// leaves less to do for the next one.
	const fresh = looksFirst ? [] : batches.filter((planned) => lookUp.isNew(planned));
	await send(await lookUpAll(run, lookUp, fresh));
	const others = batches.filter((planned) => !fresh.includes(planned));
	const isOld = others.length > 0 && run.registry.now() - lookedAt > FRESH_MS;
	const next = isOld ? await startLookUp(run, others) : lookUp;
	if (!next) return again;
	if (looksFirst) {
		const lefts: Left[] = [];
		await settle(run, next, others, (some) => Promise.resolve(void lefts.push(...some)));
		await send(run.inOrder(lefts));
	} else await settle(run, next, others, send);
	return again;
}
