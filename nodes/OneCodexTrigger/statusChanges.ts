import type { AnsweredBatch } from '../OneCodex/domain/batch';
import type { Read } from './state/account';
import { isFinal, statusOf, type Followed, type Watch } from './watch';

/** A batch that has another status than before. */
export interface StatusChange {
	batch: AnsweredBatch;
	previous: string;
}

// Every batch begins with it, so one that is new and has another one has changed already.
const FIRST_STATUS = 'registered';

// One that One Codex has not shown for so long does not come back.
const MOST_GONE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Finds the batches whose status changed, and goes on with those that are still under way.
 * @param fresh batches that were not seen before
 * @param found those that are followed, as far as they could be read
 * @param now milliseconds since 1970
 */
export function statusChanges(
	{ following }: Pick<Watch, 'following'>,
	fresh: AnsweredBatch[],
	found: Read<AnsweredBatch>,
	now: number,
): { changes: StatusChange[]; following: Watch['following'] } {
	const before = [
		...Object.entries(following).flatMap(([id, { status }]) => {
			const batch = found.get(id);
			return batch ? [{ batch, previous: status }] : [];
		}),
		...fresh.map((batch) => ({ batch, previous: FIRST_STATUS })),
	];
	return {
		changes: before.filter(({ batch, previous }) => statusOf(batch) !== previous),
		following: {
			...stillMissing(following, found, now),
			...followUnfinished(before.map(({ batch }) => batch)),
		},
	};
}

/**
 * The entries to go on with of those that are followed and were not found: all that could not be read, and those
 * that One Codex has not shown for a while.
 * @param now milliseconds since 1970
 */
export function stillMissing(
	following: Watch['following'],
	found: Read<unknown>,
	now: number,
): Watch['following'] {
	const missing = Object.entries(following).flatMap(([id, followed]) => {
		if (found.get(id)) return [];
		const left = found.has(id) ? unlessGone(followed, now) : followed;
		return left ? [[id, left] as const] : [];
	});
	return Object.fromEntries(missing);
}

/** A followed batch that One Codex does not show; undefined if that has been so for too long. */
export function unlessGone(followed: Followed, now: number): Followed | undefined {
	const goneAt = followed.goneAt ?? now;
	return goneAt < now - MOST_GONE_MS ? undefined : { ...followed, goneAt };
}

/** The batches that are worth following, with their statuses. */
export function followUnfinished(batches: AnsweredBatch[]): Watch['following'] {
	const live = batches.filter((batch) => !isFinal(statusOf(batch)));
	return Object.fromEntries(
		live.map((batch) => [batch.id, { status: statusOf(batch), waiting: null, doneAt: null }]),
	);
}
