import type { AnsweredBatch } from '../OneCodex/registration/registry';
import { isFinal, statusOf, type Watch } from './watch';

/** A batch that has another status than before. */
export interface StatusChange {
	batch: AnsweredBatch;
	previous: string;
}

// Every batch begins with it, so one that is new and has another one has changed already.
const FIRST_STATUS = 'registered';

/**
 * Finds the batches whose status changed, and goes on with those that are still under way.
 * @param fresh batches that were not seen before
 * @param found those that are followed, by their ids; one that is missing is looked for again
 */
export function statusChanges(
	{ following }: Watch,
	fresh: AnsweredBatch[],
	found: Map<string, AnsweredBatch>,
): { changes: StatusChange[]; following: Watch['following'] } {
	const before = [
		...Object.entries(following).flatMap(([id, { status }]) => {
			const batch = found.get(id);
			return batch ? [{ batch, previous: status }] : [];
		}),
		...fresh.map((batch) => ({ batch, previous: FIRST_STATUS })),
	];
	const missing = Object.entries(following).filter(([id]) => !found.has(id));
	return {
		changes: before.filter(({ batch, previous }) => statusOf(batch) !== previous),
		following: {
			...Object.fromEntries(missing),
			...followUnfinished(before.map(({ batch }) => batch)),
		},
	};
}

/** The batches that are worth following, with their statuses. */
export function followUnfinished(batches: AnsweredBatch[]): Watch['following'] {
	const live = batches.filter((batch) => !isFinal(statusOf(batch)));
	return Object.fromEntries(
		live.map((batch) => [batch.id, { status: statusOf(batch), waiting: null, doneAt: null }]),
	);
}
