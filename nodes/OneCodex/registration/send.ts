import { matchAnswer, type Matched } from './answer';
import type { PlannedBatch } from './plan';
import type { AnsweredBatch, AnsweredRegistration, Failure, Registry } from './registry';
import { registerRequestSchema, type RegisterRequest } from './schema';
import { LOOK_PAUSES_MS, lookFor, settle } from './settle';

interface Registered {
	kind: 'registered';
	registration: AnsweredRegistration;
	/** The answer laid beside what was sent. */
	matched: Matched;
}

/** What became of one batch that was sent. */
export type Sent<F extends Failure> =
	| Registered
	| { kind: 'repeated'; failure: F }
	| { kind: 'failed'; failure: F; step: 'look-up' | 'register' | 'answer'; batch?: AnsweredBatch };

/** A request that is lost this often will be lost again. */
const MAX_POSTS = 3;

/**
 * Sends one batch. After an answer that leaves open whether the batch stands, it is looked for, and sent
 * again only if it is certainly not there.
 * @param knownBefore ids of batches that stood before; undefined if nobody looked
 */
export async function sendBatch<F extends Failure>(
	planned: PlannedBatch,
	registry: Registry<F>,
	knownBefore: Set<string> | undefined,
): Promise<Sent<F>> {
	if (planned.tubes.length === 0) throw new RangeError('A batch without tubes cannot be sent');
	const attempt = { planned, sentAt: registry.now(), knownBefore };
	const request = toRequest(planned);
	const { doubts, registrations } = registry.memory;
	for (let posts = 1; ; posts++) {
		// If the execution is cancelled from here on, the doubt stays.
		doubts.set(planned.name, registry.now());
		const answer = await registry.register(request);
		if (answer.ok) {
			const sent = await complete(planned, answer.value, registry);
			registrations.push({ ...sent.registration, at: registry.now() });
			doubts.delete(planned.name);
			return sent;
		}
		const { failure } = answer;
		if (failure.repeated) {
			doubts.delete(planned.name);
			// The first of several requests may have been carried out after all, and this be its echo.
			const verdict = posts > 1 ? await lookFor(attempt, registry) : undefined;
			return verdict?.kind === 'found'
				? { ...verdict, kind: 'registered' }
				: { kind: 'repeated', failure };
		}
		if (failure.delivery !== 'unknown') {
			doubts.delete(planned.name);
			return { kind: 'failed', failure, step: 'register' };
		}
		const verdict = await settle(attempt, registry);
		if (verdict.kind === 'found') {
			doubts.delete(planned.name);
			return { ...verdict, kind: 'registered' };
		}
		if (verdict.kind === 'cannot be told' || posts === MAX_POSTS) {
			return { kind: 'failed', failure, step: 'answer', ...batchOf(verdict) };
		}
	}
}

const batchOf = (verdict: object) =>
	'batch' in verdict && verdict.batch ? { batch: verdict.batch as AnsweredBatch } : {};

/**
 * Fills in the tubes that the answer left out from the list of the batch. A batch that is so new that it
 * has no list yet is waited for.
 */
async function complete<F extends Failure>(
	planned: PlannedBatch,
	{ batch, tubes }: AnsweredRegistration,
	registry: Registry<F>,
): Promise<Registered> {
	const matched = matchAnswer(planned.tubes, tubes);
	if (matched.missing.length === 0) {
		return { kind: 'registered', registration: { batch, tubes }, matched };
	}
	let listed = await registry.samplesOf(batch.id);
	for (const pause of LOOK_PAUSES_MS) {
		if (listed.ok) break;
		await registry.pause(pause);
		listed = await registry.samplesOf(batch.id);
	}
	const all = listed.ok ? [...tubes, ...listed.value] : tubes;
	return {
		kind: 'registered',
		registration: { batch, tubes: all },
		matched: matchAnswer(planned.tubes, all),
	};
}

function toRequest({ name, trackingNumbers, tubes }: PlannedBatch): RegisterRequest {
	return registerRequestSchema.parse({
		batch_name: name,
		return_tracking_numbers: trackingNumbers,
		samples: tubes.map(({ tube }) => tube),
	});
}
