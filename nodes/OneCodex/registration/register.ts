import { matchAnswer, type AnsweredTube, type Matched } from './answer';
import type { PlannedBatch } from './plan';
import { registerRequestSchema, type RegisterRequest } from './schema';

/** A sequencing batch as One Codex describes it. */
export interface AnsweredBatch {
	/** The last part of the batch's path, fit to stand in a path again. */
	id: string;
	batch: Record<string, unknown>;
}

/** What came of a call: the value, or the failure in the words of whoever made the call. */
export type Result<T, F> = { ok: true; value: T } | { ok: false; failure: F };

/** What registering needs from outside. */
export interface Registry<F> {
	register(
		request: RegisterRequest,
	): Promise<Result<{ batch: AnsweredBatch; tubes: AnsweredTube[] }, F>>;
	samplesOf(batchId: string): Promise<Result<AnsweredTube[], F>>;
}

/** What became of one batch. */
export type BatchOutcome<F> =
	| ({ kind: 'registered'; planned: PlannedBatch; batch: AnsweredBatch } & Matched)
	| { kind: 'failed'; planned: PlannedBatch; failure: F };

/**
 * Registers batches one after the other, in order.
 * @param stopAtFailure leaves the batches after the first failed one alone; they are not in the result
 */
export async function registerBatches<F>(
	batches: PlannedBatch[],
	registry: Registry<F>,
	stopAtFailure: boolean,
): Promise<Array<BatchOutcome<F>>> {
	const outcomes: Array<BatchOutcome<F>> = [];
	for (const planned of batches) {
		const outcome = await registerBatch(planned, registry);
		outcomes.push(outcome);
		if (outcome.kind === 'failed' && stopAtFailure) break;
	}
	return outcomes;
}

async function registerBatch<F>(
	planned: PlannedBatch,
	registry: Registry<F>,
): Promise<BatchOutcome<F>> {
	const answer = await registry.register(toRequest(planned));
	if (!answer.ok) return { kind: 'failed', planned, failure: answer.failure };
	const { batch, tubes } = answer.value;
	const matched = matchAnswer(planned.tubes, tubes);
	if (matched.missing.length === 0) return { kind: 'registered', planned, batch, ...matched };

	// The batch stands: whether its list can be read or not, what was answered is delivered.
	const listed = await registry.samplesOf(batch.id);
	const all = listed.ok ? [...tubes, ...listed.value] : tubes;
	return { kind: 'registered', planned, batch, ...matchAnswer(planned.tubes, all) };
}

function toRequest({ name, trackingNumbers, tubes }: PlannedBatch): RegisterRequest {
	return registerRequestSchema.parse({
		batch_name: name,
		return_tracking_numbers: trackingNumbers,
		samples: tubes.map(({ tube }) => tube),
	});
}
