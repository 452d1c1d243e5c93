import { matchAnswer, type Matched } from './matchAnswer';
import type { Doubt } from './looking/memory';
import type { PlannedBatch } from './planning/plan';
import type { AnsweredBatch, AnsweredRegistration } from '../domain/batch';
import type { Failure } from '../domain/failure';
import type { Registry } from './registry';
import { toRequest } from './planning/request';
import type { RegisterRequest } from './planning/schema';
import { LOOK_PAUSES_MS, lookFor, settle, type Verdict } from './settle';

interface Registered {
	kind: 'registered';
	registration: AnsweredRegistration;
	/** The answer laid beside what was sent. */
	matched: Matched;
}

/**
 * What became of one batch that was sent. `conflict`: it was refused, maybe since a barcode is registered
 * already. `failed`: it was `refused`, or it is not known whether it is registered, with the last look at it.
 */
export type Sent =
	| Registered
	| { kind: 'conflict'; failure: Failure }
	| {
			kind: 'failed';
			failure: Failure;
			step: 'refused' | 'unseen' | 'unread';
			batch?: AnsweredBatch;
	  };

/** A request that is lost this often will be lost again. */
const MAX_POSTS = 3;

/**
 * Sends one batch. After an answer that leaves open whether the batch is registered, it is looked for, and sent
 * again only if it is certainly not there.
 * @param knownBefore ids of batches that were there before; undefined if they were not looked up
 */
export async function sendBatch(
	planned: PlannedBatch,
	registry: Registry,
	knownBefore: Set<string> | undefined,
): Promise<Sent> {
	const { doubts } = registry.memory;
	const doubt: Doubt = { name: planned.name, at: registry.now() };
	doubts.add(doubt);
	// If the execution is cancelled on the way, the doubt stays.
	const sent = await sendUntilKnown(planned, registry, knownBefore, doubt);
	if (sent.kind !== 'failed' || sent.step === 'refused') doubts.delete(doubt);
	if (sent.kind === 'registered') {
		const { batch, tubes } = sent.registration;
		const { missing } = sent.matched;
		const { name: sentName } = planned;
		registry.memory.registrations.push({ batch, sentName, tubes, missing, at: registry.now() });
	}
	return sent;
}

async function sendUntilKnown(
	planned: PlannedBatch,
	registry: Registry,
	knownBefore: Set<string> | undefined,
	doubt: Doubt,
): Promise<Sent> {
	const attempt = { planned, sentAt: registry.now(), knownBefore };
	const request = toRequest(planned);
	for (let posts = 1; ; posts++) {
		const answer = await post(request, registry, doubt);
		if (answer.ok) return await complete(planned, answer.value, registry);
		const { failure } = answer;
		if (failure.conflict) {
			// The first of several requests may have been carried out after all, and this be its echo.
			const verdict = posts > 1 ? await lookFor(attempt, registry) : undefined;
			return verdict?.kind === 'found'
				? { ...verdict, kind: 'registered' }
				: { kind: 'conflict', failure };
		}
		if (failure.delivery !== 'unknown') return { kind: 'failed', failure, step: 'refused' };
		const verdict = await settle(attempt, registry);
		if (verdict.kind === 'found') return { ...verdict, kind: 'registered' };
		if (verdict.kind !== 'absent' || posts === MAX_POSTS) return unknown(failure, verdict);
	}
}

/** Sends the request, and notes how long its effect may be on its way: until a while after it ended. */
async function post(request: RegisterRequest, registry: Registry, doubt: Doubt) {
	doubt.at = registry.now();
	try {
		return await registry.register(request);
	} finally {
		doubt.at = registry.now();
		// It may have been forgotten meanwhile.
		registry.memory.doubts.add(doubt);
	}
}

function unknown(failure: Failure, verdict: Verdict): Sent {
	if (verdict.kind === 'unreadable') return { kind: 'failed', failure, step: 'unread' };
	const batch = verdict.kind === 'unclear' ? verdict.batch : undefined;
	return { kind: 'failed', failure, step: 'unseen', batch };
}

/**
 * Fills in what the answer left out from the list of the batch: tubes, which it may take a while to have, and
 * samples of tubes, for which it is read once.
 */
async function complete(
	planned: PlannedBatch,
	{ batch, tubes }: AnsweredRegistration,
	registry: Registry,
): Promise<Registered> {
	let all = tubes;
	let matched = matchAnswer(planned.tubes, all);
	for (const pause of [0, ...LOOK_PAUSES_MS]) {
		const lacksSample = pause === 0 && matched.found.some(({ answered }) => !answered.sampleUri);
		if (matched.missing.length === 0 && !lacksSample) break;
		if (pause > 0) await registry.pause(pause);
		const listed = await registry.samplesOf(batch.id);
		if (!listed.ok) continue;
		all = [...tubes, ...listed.value.tubes];
		matched = matchAnswer(planned.tubes, all);
	}
	return { kind: 'registered', registration: { batch, tubes: all }, matched };
}
