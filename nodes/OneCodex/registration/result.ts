import type { PlannedBatch, PlannedTube } from './plan';
import type { Problem } from '../checking/problems';
import type { AnsweredBatch, AnsweredTube, Failure } from './registry';
import type { Sent } from './send';

/** A Sample to be given back for a row. */
interface RegisteredTube {
	row: number;
	batch: AnsweredBatch;
	answered: AnsweredTube;
	alreadyRegistered: boolean;
}

/** A batch, or what was left of it, that could not be registered. */
export interface FailedBatch<F extends Failure> {
	planned: PlannedBatch;
	failure: F;
	/**
	 * What failed and what is known: `look-up`, so nothing was sent; `refused` by One Codex; `repeated`,
	 * refused because tubes are registered, which nobody found (or looked for), and `repeated unread` if
	 * looking failed; `unseen` and `unread`: the answer was lost, and the batch was not clearly seen, or
	 * the lists could not be read.
	 */
	step: 'look-up' | 'refused' | 'repeated' | 'repeated unread' | 'unseen' | 'unread';
	/** A batch that may be the one that was sent, if one was seen. */
	batch?: AnsweredBatch;
}

/** What a run did. */
export interface RunResult<F extends Failure> {
	tubes: RegisteredTube[];
	/** Batches that this run registered. */
	registered: Array<{ planned: PlannedBatch; batch: AnsweredBatch }>;
	/** Tubes that were sent and that One Codex does not show in their batch. */
	missing: Array<PlannedTube & { planned: PlannedBatch; batch: AnsweredBatch }>;
	/** Tubes that One Codex answered without their having been sent. */
	unexpected: Array<{ batch: AnsweredBatch; answered: AnsweredTube }>;
	/** Tubes that stand in more than one live batch. */
	doubled: Array<{ barcode: string; batches: AnsweredBatch[] }>;
	/** Rows that are faulty because their tube is registered already. */
	problems: Problem[];
	failures: Array<FailedBatch<F>>;
}

/** What a run did that has done nothing yet. */
export const emptyResult = <F extends Failure>(): RunResult<F> => ({
	tubes: [],
	registered: [],
	missing: [],
	unexpected: [],
	doubled: [],
	problems: [],
	failures: [],
});

/** Adds what became of a batch that was sent. */
export function noteSent<F extends Failure>(
	result: RunResult<F>,
	planned: PlannedBatch,
	sent: Exclude<Sent<F>, { kind: 'repeated' }>,
): void {
	if (sent.kind === 'failed') {
		result.failures.push({ planned, failure: sent.failure, step: sent.step, batch: sent.batch });
		return;
	}
	const { batch } = sent.registration;
	const { found, missing, unexpected } = sent.matched;
	result.registered.push({ planned, batch });
	for (const { row, answered } of found) {
		result.tubes.push({ row, batch, answered, alreadyRegistered: false });
	}
	for (const { row, tube } of missing) result.missing.push({ row, tube, planned, batch });
	for (const answered of unexpected) result.unexpected.push({ batch, answered });
}
