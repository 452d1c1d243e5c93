import { atOnce } from './atOnce';
import { lookUpBatches } from './earlier';
import type { PlannedBatch } from './plan';
import type { Recheck } from './recheck';
import type { Failure } from './registry';
import { noteSent } from './result';
import type { Run } from './run';
import { sendBatch, type Sent } from './send';
import { splitBatch } from './split';
import { takeStanding } from './standing';

/** What is left to be sent of a batch, under the name of the whole. */
export interface Left {
	planned: PlannedBatch;
	/** Ids of batches that stood before; undefined if nobody looked. */
	knownBefore: Set<string> | undefined;
}

// Enough to keep to ten requests a second where each takes one, and no more: after a failure, what is on
// its way goes on. What is wrong with all batches shows with the first.
const SENT_AT_ONCE = { most: 10, first: 1 };

/**
 * Sends what is left of batches, in their order and beside each other, and notes what became of it.
 * @param recheck tells whether a batch is still as it was looked up; without it, nobody looked
 * @returns what was not sent, since somebody else was at the same batch meanwhile
 */
export async function sendAll<F extends Failure>(
	run: Run<F>,
	lefts: Left[],
	recheck?: Recheck<F>,
): Promise<PlannedBatch[]> {
	const notSent = new Map<string, PlannedBatch>();
	const pieces = lefts.flatMap((left) =>
		splitBatch(left.planned, run.settings.maxSamplesPerBatch).map((piece) => ({ left, piece })),
	);
	const send = async ({ left: { planned, knownBefore }, piece }: (typeof pieces)[number]) => {
		const lost = run.lost();
		const check = lost ? undefined : await recheck?.({ planned, piece });
		if (check && !check.ok) {
			return run.fail(planned, { planned: piece, failure: check.failure, step: 'look-up' });
		}
		if (check && !check.value) {
			const others = notSent.get(planned.name)?.tubes ?? [];
			notSent.set(planned.name, { ...planned, tubes: [...others, ...piece.tubes] });
			return;
		}
		const sent: Sent<F> = lost
			? { kind: 'failed', failure: lost, step: 'refused' }
			: await sendBatch(piece, run.registry, knownBefore);
		if (sent.kind === 'conflict') await sendRest(run, planned, piece, sent.failure);
		else noteWhatBecame(run, planned, piece, sent);
	};
	await atOnce(pieces, send, run.isOver, SENT_AT_ONCE);
	return [...notSent.values()];
}

function noteWhatBecame<F extends Failure>(
	run: Run<F>,
	planned: PlannedBatch,
	piece: PlannedBatch,
	sent: Exclude<Sent<F>, { kind: 'conflict' }>,
): void {
	if (sent.kind === 'registered') return noteSent(run.resultOf(planned), piece, sent);
	const { failure, step, batch } = sent;
	run.fail(planned, { planned: piece, failure, step, batch });
}

/**
 * Goes on after a refusal that may be due to a tube that is registered: another run was faster. The tubes
 * that it registered, under any number of the batch, are taken from there, and the rest is sent once more.
 */
async function sendRest<F extends Failure>(
	run: Run<F>,
	planned: PlannedBatch,
	piece: PlannedBatch,
	failure: F,
): Promise<void> {
	const { registry, settings } = run;
	const refused = failure.repeated ? 'repeated' : 'refused';
	const fail = (part: PlannedBatch, step: 'repeated' | 'repeated unread' | 'refused', why: F) =>
		run.fail(planned, { planned: part, failure: why, step });
	if (settings.ifRegistered === 'register') return fail(piece, refused, failure);
	const wanted = { ...piece, name: planned.name };
	const lookUp = await lookUpBatches(registry, settings.lookBackMs, [wanted]);
	const earlier = lookUp.ok ? await lookUp.value.find(wanted) : lookUp;
	if (!earlier.ok) {
		return failure.repeated
			? fail(piece, 'repeated unread', earlier.failure)
			: fail(piece, 'refused', failure);
	}
	const result = run.resultOf(planned);
	const left = takeStanding(result, settings.ifRegistered, piece, earlier.value);
	if (left.tubes.length === piece.tubes.length) return fail(piece, refused, failure);
	if (left.tubes.length === 0 || run.isOver()) return;
	const sent = await sendBatch(left, registry, earlier.value.seen);
	if (sent.kind === 'conflict') {
		fail(left, sent.failure.repeated ? 'repeated' : 'refused', sent.failure);
	} else noteWhatBecame(run, planned, left, sent);
}
