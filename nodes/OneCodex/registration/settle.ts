import { matchAnswer, type Matched } from './matchAnswer';
import { CLOCK_TOLERANCE_MS, onClock } from './looking/clocks';
import { nameKey } from '../domain/batchNames';
import type { PlannedBatch } from './planning/plan';
import type { AnsweredBatch, AnsweredRegistration } from '../domain/batch';
import type { Registry } from './registry';

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

// A day more costs a page of the list at most, and neither a clock nor a time zone is off by as much.
const LIST_TOLERANCE_MS = 24 * 60 * 60 * 1000;

/** An attempt to register whose outcome has to be found out. */
export interface Attempt {
	planned: PlannedBatch;
	/** When the first request for it was sent, by the registry's time. */
	sentAt: number;
	/** Ids of batches that were there before; undefined if they were not looked up. */
	knownBefore: Set<string> | undefined;
}

/** Looks for the batch of an attempt, again and again until it is found or the time is up. */
export async function settle(attempt: Attempt, registry: Registry): Promise<Verdict> {
	let verdict: Verdict = { kind: 'unreadable' };
	for (const pause of LOOK_PAUSES_MS) {
		await registry.pause(pause);
		verdict = await lookFor(attempt, registry);
		if (verdict.kind === 'found') return verdict;
	}
	// What is sent again on the strength of a list has to be missing in all of it.
	return verdict.kind === 'absent' ? await lookFor(attempt, registry, Infinity) : verdict;
}

/**
 * Looks once for a live batch that came about since and holds all tubes of the attempt. It goes through the newest
 * batches, whatever their names, since a filter that finds nothing proves nothing.
 * @param toleranceMs how much older than the attempt batches have to be to end the look
 */
export async function lookFor(
	attempt: Attempt,
	registry: Registry,
	toleranceMs = LIST_TOLERANCE_MS,
): Promise<Verdict> {
	const { planned, knownBefore } = attempt;
	const name = nameKey(planned.name);
	let verdict: Verdict = { kind: 'absent' };
	for await (const page of registry.look().since(onClock(registry, attempt.sentAt) - toleranceMs)) {
		if (!page.ok) return { kind: 'unreadable' };
		for (const batch of page.value) {
			const isNamed = batch.name !== undefined && nameKey(batch.name) === name;
			const mayBeIt = isNamed || mayBeRenamed(batch, attempt, registry);
			if (!mayBeIt || batch.canceled || knownBefore?.has(batch.id)) continue;
			const list = await registry.samplesOf(batch.id);
			if (!list.ok) return { kind: 'unreadable' };
			const { tubes } = list.value;
			const matched = matchAnswer(planned.tubes, tubes);
			// A batch of any other name has nothing to do with the attempt unless it has tubes of it.
			if (!isNamed && matched.found.length === 0) continue;
			const guess = isOfAttempt(onClock(registry, attempt.sentAt), knownBefore, batch, matched);
			if (guess === 'yes') return { kind: 'found', registration: { batch, tubes }, matched };
			if (guess === 'maybe') verdict = { kind: 'unclear', batch };
		}
	}
	return verdict;
}

/**
 * Whether a batch may be the one of an attempt although its name is another: One Codex need not keep the name that
 * was sent. What this process registered is of other attempts.
 */
function mayBeRenamed(batch: AnsweredBatch, { sentAt }: Attempt, registry: Registry): boolean {
	const { registrations } = registry.memory;
	return (
		cameSince(batch, onClock(registry, sentAt)) &&
		!registrations.some((one) => one.batch.id === batch.id)
	);
}

/** Whether a batch is so new that it may be what was sent at a time of One Codex's clock. */
const cameSince = ({ createdAt = -Infinity }: AnsweredBatch, sentAt: number): boolean =>
	createdAt >= sentAt - CLOCK_TOLERANCE_MS;

/**
 * Whether a batch that may be the one of an attempt is it. A new one whose list is empty, or holds
 * some of the tubes, may get the others yet.
 */
function isOfAttempt(
	sentAt: number,
	knownBefore: Attempt['knownBefore'],
	batch: AnsweredBatch,
	{ found, missing, unexpected }: Matched,
): 'yes' | 'maybe' | 'no' {
	// If nothing was looked up before, only the time distinguishes an earlier registration from this one.
	const isNew = knownBefore || cameSince(batch, sentAt);
	if (missing.length === 0) return isNew ? 'yes' : 'maybe';
	if (found.length > 0) return 'maybe';
	const isOld = !isNew && batch.createdAt !== undefined;
	return isOld || unexpected.length > 0 ? 'no' : 'maybe';
}
