import type { PlannedBatch, PlannedTube } from './planning/plan';
import type { RowFault } from '../domain/fault';
import type { AnsweredBatch, AnsweredTube } from '../domain/batch';
import type { Failure } from '../domain/failure';
import type { Sent } from './send';

/** A Sample to be given back for a row. */
export interface RegisteredTube {
	row: number;
	batch: AnsweredBatch;
	answered: AnsweredTube;
	alreadyRegistered: boolean;
}

/** A batch, or what was left of it, that could not be registered. */
export interface FailedBatch {
	planned: PlannedBatch;
	failure: Failure;
	/**
	 * What failed and what is known: `look-up`, so nothing was sent, and `empty` if a new batch of the name
	 * shows no tubes; `refused` by One Codex; `repeated`, refused because tubes are registered, which were
	 * not found (or not looked for), and `repeated unread` if looking failed; `unseen` and `unread`: the answer was
	 * lost, and the batch was not clearly seen, or the lists could not be read.
	 */
	step: 'look-up' | 'empty' | 'refused' | 'repeated' | 'repeated unread' | 'unseen' | 'unread';
	/** A batch that may be the one that was sent, if one was seen. */
	batch?: AnsweredBatch;
}

/** A batch that the run registered. */
export interface RegisteredBatch {
	planned: PlannedBatch;
	batch: AnsweredBatch;
	/** Ids of batches that were there before it was sent; undefined if they were not looked up. */
	knownBefore: Set<string> | undefined;
}

/** A tube that is in more than one live batch. */
interface DoubledTube {
	row: number;
	barcode: string;
	batches: AnsweredBatch[];
}

/** What a run did. */
export interface RunResult {
	tubes: RegisteredTube[];
	/** Batches that this run registered. */
	registered: RegisteredBatch[];
	/** How many batches there were to send, where these were too many. */
	tooMany: number | undefined;
	/** Tubes that were sent and that One Codex does not show in their batch. */
	missing: Array<PlannedTube & { planned: PlannedBatch; batch: AnsweredBatch }>;
	/** Tubes that One Codex answered without their having been sent. */
	unexpected: Array<{ batch: AnsweredBatch; answered: AnsweredTube }>;
	/** Tubes that are in more than one live batch; the first is the one whose sample is given. */
	doubled: DoubledTube[];
	/** Whether it could not be looked up if another program registered the same tubes meanwhile. */
	unchecked: boolean;
	/** Rows that are faulty because their tube is registered already. */
	problems: RowFault[];
	failures: FailedBatch[];
}

/** What a run did that has done nothing yet. */
export const emptyResult = (): RunResult => ({
	tubes: [],
	registered: [],
	missing: [],
	unexpected: [],
	doubled: [],
	unchecked: false,
	tooMany: undefined,
	problems: [],
	failures: [],
});

/** Puts together what became of several batches, in their order. */
export function joinResults(results: Array<RunResult>): RunResult {
	return {
		...emptyResult(),
		tubes: results.flatMap(({ tubes }) => tubes),
		registered: results.flatMap(({ registered }) => registered),
		missing: results.flatMap(({ missing }) => missing),
		unexpected: results.flatMap(({ unexpected }) => unexpected),
		doubled: results.flatMap(({ doubled }) => doubled),
		problems: results.flatMap(({ problems }) => problems),
		failures: results.flatMap(({ failures }) => failures),
	};
}

/** Adds the tubes of a batch that was registered. */
export function noteSent(
	result: RunResult,
	planned: PlannedBatch,
	sent: Extract<Sent, { kind: 'registered' }>,
	knownBefore: Set<string> | undefined,
): void {
	const { batch } = sent.registration;
	const { found, missing, unexpected } = sent.matched;
	result.registered.push({ planned, batch, knownBefore });
	for (const { row, answered } of found) {
		result.tubes.push({ row, batch, answered, alreadyRegistered: false });
	}
	for (const { row, tube } of missing) result.missing.push({ row, tube, planned, batch });
	for (const answered of unexpected) result.unexpected.push({ batch, answered });
}
