import { atOnce } from '../domain/atOnce';
import { nameKey } from '../domain/batchNames';
import type { PlannedBatch } from './planning/plan';
import type { Recheck } from './looking/recheck';
import type { AnsweredBatch } from '../domain/batch';
import type { Failure } from '../domain/failure';
import { noteSent } from './result';
import type { Run } from './run';
import { sendBatch, type Sent } from './send';
import { splitBatch } from './planning/split';

/** What is left to be sent of a batch, under the name of the whole. */
export interface Left {
	planned: PlannedBatch;
	/** Ids of batches that were there before; undefined if they were not looked up. */
	knownBefore: Set<string> | undefined;
	/** Why One Codex refused these tubes before, which may be because they are registered. */
	refusal?: Failure;
}

/** Tubes that have to be looked up again, since others may have registered them meanwhile. */
export interface Again {
	planned: PlannedBatch;
	/** The batches that others made. */
	others: AnsweredBatch[];
	refusal?: Failure;
}

// Enough to keep to ten requests a second where each takes one, and no more: after a failure, what is on
// its way goes on. What is wrong with all batches shows with the first.
const SENT_AT_ONCE = { most: 10, first: 1 };

/**
 * Sends what is left of batches, in their order and beside each other, and notes what became of it.
 * @param recheck checks whether a batch is still as it was looked up; without it, none was looked up
 * @returns what has to be looked up again
 */
export async function sendAll(run: Run, lefts: Left[], recheck?: Recheck): Promise<Again[]> {
	const again = new Map<string, Again>();
	const lookAgain = (planned: PlannedBatch, piece: PlannedBatch, more: Partial<Again>) => {
		const before = again.get(planned.name);
		const tubes = [...(before?.planned.tubes ?? []), ...piece.tubes];
		const others = [...(before?.others ?? []), ...(more.others ?? [])];
		const refusal = more.refusal ?? before?.refusal;
		again.set(planned.name, { planned: { ...planned, tubes }, others, refusal });
	};
	const begun = new Set<PlannedBatch>();
	let isHalted = false;
	const send = async ({ left, piece }: { left: Left; piece: PlannedBatch }) => {
		const { planned, knownBefore, refusal } = left;
		begun.add(piece);
		const lost = run.lost();
		const check = lost || !knownBefore ? undefined : await recheck?.(planned, piece, knownBefore);
		if (check && !check.ok) {
			return run.fail(planned, { planned: piece, failure: check.failure, step: 'look-up' });
		}
		if (check && check.value.length > 0) return lookAgain(planned, piece, { others: check.value });
		const sent = await sendPiece(run, piece, knownBefore, lost);
		if (sent.kind === 'registered') {
			noteSent(run.resultOf(planned), piece, sent, knownBefore);
			return run.note(planned);
		}
		const { failure } = sent;
		if (sent.kind === 'failed') {
			const { step, batch } = sent;
			return run.fail(planned, { planned: piece, failure, step, batch });
		}
		// Another run may have been faster. A second time, it is the answer.
		if (recheck && knownBefore && !refusal) {
			// It may be a failure that ends the run, which the next look shows.
			isHalted ||= run.settings.stopAtFailure;
			return lookAgain(planned, piece, { refusal: failure });
		}
		run.fail(planned, { planned: piece, failure, step: stepOf(failure) });
	};
	const pieces = lefts.flatMap((left) =>
		splitBatch(left.planned, run.settings.maxSamplesPerBatch).map((piece) => ({ left, piece })),
	);
	await atOnce(pieces, send, () => isHalted || run.isOver(), SENT_AT_ONCE);
	if (isHalted) {
		for (const { left, piece } of pieces) if (!begun.has(piece)) lookAgain(left.planned, piece, {});
	}
	return [...again.values()];
}

/** What is said of a refusal that may be due to registered tubes, where none was found. */
export const stepOf = ({ repeated }: Failure) => (repeated ? 'repeated' : 'refused');

async function sendPiece(
	{ registry, own }: Run,
	piece: PlannedBatch,
	knownBefore: Set<string> | undefined,
	lost: Failure | undefined,
): Promise<Sent> {
	if (lost) return { kind: 'failed', failure: lost, step: 'refused' };
	own.names.add(nameKey(piece.name));
	const sent = await sendBatch(piece, registry, knownBefore);
	if (sent.kind === 'registered') own.ids.add(sent.registration.batch.id);
	return sent;
}
