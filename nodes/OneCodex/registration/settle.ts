import { matchAnswer, type Matched } from './answer';
import type { PlannedBatch } from './plan';
import type { AnsweredBatch, AnsweredRegistration, Failure, Registry } from './registry';

/**
 * What became of a request whose answer was lost: its batch was `found`; it is `absent`; or it cannot be
 * told, because a batch is there that may be it (`unclear`) or the lists could not be read (`unreadable`).
 */
export type Verdict =
	| { kind: 'found'; registration: AnsweredRegistration; matched: Matched }
	| { kind: 'absent' }
	| { kind: 'unclear'; batch: AnsweredBatch }
	| { kind: 'unreadable' };

/** The pauses before each look, in milliseconds: together they are as long as SETTLING_MS. */
export const LOOK_PAUSES_MS = [500, 1_500, 3_000, 7_000, 16_000, 32_000];

// Clocks differ. Batches that were known before the attempt are told apart by their ids.
const CLOCK_TOLERANCE_MS = 60_000;

/** An attempt to register whose outcome has to be found out. */
export interface Attempt {
	planned: PlannedBatch;
	/** When the first request for it was sent, in milliseconds since 1970. */
	sentAt: number;
	/** Ids of batches that stood before; undefined if nobody looked. */
	knownBefore: Set<string> | undefined;
}

/** Looks for the batch of an attempt, again and again until it is found or the time is up. */
export async function settle<F extends Failure>(
	attempt: Attempt,
	registry: Registry<F>,
): Promise<Verdict> {
	let verdict: Verdict = { kind: 'unreadable' };
	for (const pause of LOOK_PAUSES_MS) {
		await registry.pause(pause);
		verdict = await lookFor(attempt, registry);
		if (verdict.kind === 'found') return verdict;
	}
	return verdict;
}

/**
 * Looks once for a live batch of the attempt's name that came about since and holds all of its tubes.
 * One that holds some of them only, or that seems older, leaves it unclear.
 */
export async function lookFor<F extends Failure>(
	{ planned, sentAt, knownBefore }: Attempt,
	registry: Registry<F>,
): Promise<Verdict> {
	let verdict: Verdict = { kind: 'absent' };
	for await (const page of registry.batches({ namePrefix: planned.name })) {
		if (!page.ok) return { kind: 'unreadable' };
		for (const batch of page.value) {
			const isOther = batch.name !== planned.name || batch.canceled;
			if (isOther || knownBefore?.has(batch.id)) continue;
			const tubes = await registry.samplesOf(batch.id);
			if (!tubes.ok) return { kind: 'unreadable' };
			const matched = matchAnswer(planned.tubes, tubes.value);
			// Where nobody looked before, only the time tells an earlier registration from this one.
			const isNew = knownBefore || (batch.createdAt ?? 0) >= sentAt - CLOCK_TOLERANCE_MS;
			if (matched.missing.length === 0 && isNew) {
				return { kind: 'found', registration: { batch, tubes: tubes.value }, matched };
			}
			if (matched.found.length > 0) verdict = { kind: 'unclear', batch };
		}
	}
	return verdict;
}
