import type { AnsweredBatch } from '../OneCodex/registration/registry';
import { isNew, statusOf, type Followed, type Watch } from './watch';

/** As many samples as one poll looks at, 50 with one request. The others have their turn in the next. */
export const MOST_SAMPLES_A_POLL = 2_000;

// Data is there by then, or will not come: the lab is through with the batch.
const PATIENCE_MS = 14 * 24 * 60 * 60 * 1000;

// A batch that was registered earlier was done long ago, if it is done.
const LATEST_DONE_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * Whether samples may still come from a batch that is seen for the first time. When it was done, nobody
 * says, only when it was registered.
 * @param now milliseconds since 1970
 */
export function mayHaveMore(batch: AnsweredBatch, now: number): boolean {
	const status = statusOf(batch);
	if (status === 'done') return (batch.createdAt ?? now) > now - LATEST_DONE_MS;
	return status !== 'canceled';
}

/**
 * The samples to look at in a poll: all that are waited for, or as many as one poll may, beginning where
 * the last one ended.
 */
export function samplesToLookAt({ following, next }: Pick<Watch, 'following' | 'next'>): {
	ids: string[];
	next: string | null;
} {
	const all = Object.values(following).flatMap(({ waiting }) => waiting ?? []);
	if (all.length <= MOST_SAMPLES_A_POLL) return { ids: all, next: null };
	const from = Math.max(0, all.indexOf(next ?? ''));
	const turned = [...all.slice(from), ...all.slice(0, from)];
	return {
		ids: turned.slice(0, MOST_SAMPLES_A_POLL),
		next: turned[MOST_SAMPLES_A_POLL] ?? null,
	};
}

/**
 * A followed batch as it is now; undefined if nothing more is to come from it.
 * @param found the batch; undefined if One Codex does not show it this time
 * @param now milliseconds since 1970
 */
export function goOnFollowing(
	followed: Followed,
	found: AnsweredBatch | undefined,
	now: number,
): Followed | undefined {
	const { waiting, doneAt, settled } = followed;
	const isListed = waiting !== null && !isNew(followed.status);
	const shown = found ? statusOf(found) : followed.status;
	// A batch does not become new again: all of its samples would be listed anew, and given again.
	const status = isListed && isNew(shown) ? followed.status : shown;
	if (status === 'canceled' || (isListed && waiting.length === 0)) return undefined;
	// Data may take longer than the lab does.
	const doneSince = status === 'done' ? (doneAt ?? now) : null;
	if (doneSince !== null && doneSince < now - PATIENCE_MS) return undefined;
	return { status, waiting, doneAt: doneSince, settled };
}

/**
 * Whether the samples of a followed batch are to be listed: they were not yet, or the batch is not new any
 * more, of which a part may have been listed.
 */
export const isToBeListed = (before: Followed, { status, waiting }: Followed): boolean =>
	waiting === null || (isNew(before.status) && !isNew(status));

/**
 * A followed batch with the samples that are listed now. Where One Codex does not show any, null, they are
 * to be listed again: its status is that of before.
 */
export function withListed(
	before: Followed,
	followed: Followed,
	listed: string[] | null,
): Followed {
	if (!listed) return { ...followed, status: before.status };
	const gone = new Set(followed.settled);
	const all = new Set([...(followed.waiting ?? []), ...listed]);
	return { ...followed, waiting: [...all].filter((id) => !gone.has(id)) };
}

/** A followed batch without the samples that are not waited for any more. */
export function without(
	{ status, waiting, doneAt, settled = [] }: Followed,
	gone: Set<string>,
): Followed {
	const left = waiting?.filter((id) => !gone.has(id)) ?? null;
	if (left && !isNew(status)) return { status, waiting: left, doneAt };
	const went = waiting?.filter((id) => gone.has(id)) ?? [];
	return { status, waiting: left, doneAt, settled: [...settled, ...went] };
}
