import type { AnsweredSample } from '../OneCodex/api/kinds';
import type { AnsweredBatch } from '../OneCodex/domain/batch';
import { unlessGone } from './statusChanges';
import type { Clocks } from './listed';
import { isFinal, isNew, statusOf, type Followed, type Watch } from './watch';

/** As many samples as one poll looks at, 50 with one request. The others have their turn in the next. */
export const MOST_SAMPLES_A_POLL = 2_000;

// Data is there by then, or will not come: the lab is through with the batch.
const PATIENCE_MS = 14 * 24 * 60 * 60 * 1000;

// All samples of a batch are listed by then. One Codex may take a minute, and clocks may differ.
const LISTING_MS = 10 * 60 * 1000;

// A batch that was registered earlier was done long ago, if it is done.
const LATEST_DONE_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * Whether samples may still come from a batch that is seen for the first time. One Codex says
 * when it was registered, but not when it was done.
 * @param now milliseconds since 1970
 */
export function mayHaveMore(batch: AnsweredBatch, now: number): boolean {
	const status = statusOf(batch);
	if (status === 'done') return (batch.createdAt ?? now) > now - LATEST_DONE_MS;
	return status !== 'canceled';
}

/** The samples of a followed batch that are looked at. */
export const samplesOf = ({ waiting, unread = [] }: Followed): string[] => [
	...(waiting ?? []),
	...unread,
];

/**
 * The samples to look at in a poll: all that are waited for, or as many as one poll may, beginning where
 * the last one ended.
 */
export function samplesToLookAt({ following, next }: Pick<Watch, 'following' | 'next'>): string[] {
	const all = Object.values(following).flatMap(samplesOf);
	return turned(all, next).slice(0, MOST_SAMPLES_A_POLL);
}

/**
 * The sample to begin with next time: the first that was not read, so that all have their turn; null where
 * all were read, or none was.
 */
export function nextSample(
	{ following, next }: Pick<Watch, 'following' | 'next'>,
	isRead: (id: string) => boolean,
): string | null {
	const all = turned(Object.values(following).flatMap(samplesOf), next);
	const reached = all.findLastIndex(isRead);
	return reached < 0 || reached === all.length - 1 ? null : (all[reached + 1] ?? null);
}

/** A list that begins with one of its entries, and goes on from its end to its start. */
export function turned<T>(all: T[], first: T | null | undefined): T[] {
	const from = Math.max(0, all.indexOf(first as T));
	return [...all.slice(from), ...all.slice(0, from)];
}

/**
 * A followed batch as it is now; undefined if One Codex has not shown it for too long.
 * @param found the batch; undefined if One Codex does not show it, or it could not be read
 * @param isRead whether it could be
 * @param now milliseconds since 1970
 */
export function goOnFollowing(
	followed: Followed,
	found: AnsweredBatch | undefined,
	isRead: boolean,
	now: number,
): Followed | undefined {
	if (!found && !isRead) return followed;
	const { waiting, doneAt } = followed;
	const isListed = waiting !== null && !isNew(followed.status);
	const shown = found ? statusOf(found) : followed.status;
	// A batch does not become new again: all of its samples would be listed anew, and given again.
	const status = isListed && isNew(shown) ? followed.status : shown;
	// Data may take longer than the lab does.
	const doneSince = status === 'done' ? (doneAt ?? now) : null;
	const next = { ...followed, status, doneAt: doneSince };
	if (!found || isOver(next, now)) return unlessGone(next, now);
	delete next.goneAt;
	return next;
}

/** Whether a batch is through, so that it is left after one more look at all of its samples. */
export const isOver = ({ status, doneAt }: Followed, now: number): boolean =>
	status === 'canceled' || (doneAt !== null && doneAt < now - PATIENCE_MS);

/** Whether nothing is to be waited for: each sample that is to come has come. */
export const isComplete = (followed: Followed): boolean =>
	followed.waiting !== null && !mayBeListedInPart(followed) && samplesOf(followed).length === 0;

/** Whether the samples of a batch that were listed may be a part of them, so that they are to be listed again. */
const mayBeListedInPart = ({ status, listAgainAt }: Followed) =>
	isNew(status) || listAgainAt !== undefined;

/**
 * Whether the samples of a followed batch are to be listed: they were not yet, or the batch is not new any
 * more, of which a part may have been listed.
 * @param now milliseconds since 1970, by this computer's clock
 */
export const isToBeListed = (
	before: Followed,
	{ status, waiting, listAgainAt = Infinity }: Followed,
	now: number,
): boolean => waiting === null || (isNew(before.status) && !isNew(status)) || listAgainAt <= now;

/**
 * When to list the samples of a batch once more that are listed now; undefined if all of them are. One that
 * is seen for the first time may have left its first status already, or have one that nobody knows.
 * @param batch undefined if it was not read
 */
export function whenToListAgain(
	{ status, listAgainAt }: Followed,
	batch: AnsweredBatch | undefined,
	{ own, theirs }: Clocks,
): number | undefined {
	// As long as it is new, its next status says when.
	if (listAgainAt !== undefined || isNew(status) || isFinal(status)) return undefined;
	const { createdAt = theirs } = batch ?? {};
	return createdAt > theirs - LISTING_MS ? own + LISTING_MS : undefined;
}

/**
 * A followed batch with the samples that are listed now. Where One Codex does not show any, or they could
 * not be read, they are to be listed again: its status is that of before.
 * @param again from when on they are to be listed once more, if they are
 */
export function withListed(
	before: Followed,
	followed: Followed,
	listed: string[] | undefined,
	again?: number,
): Followed {
	if (!listed || listed.length === 0) return { ...followed, status: before.status };
	const { isOld, ...others } = followed;
	const rest = { ...others, listAgainAt: again };
	const known = new Set([...samplesOf(followed), ...(followed.settled ?? [])]);
	const added = listed.filter((id) => !known.has(id));
	const waiting = followed.waiting ?? [];
	return isOld ? { ...rest, waiting, unread: added } : { ...rest, waiting: [...waiting, ...added] };
}

/** A followed batch after some of its samples were looked at. */
export function afterLook(followed: Followed, samples: Map<string, AnsweredSample | undefined>) {
	const { status, waiting, settled = [], unread = [], ...rest } = followed;
	if (!waiting) return followed;
	const isGone = (id: string) => isSettled(samples.get(id));
	const unknown = unread.filter((id) => !samples.has(id));
	const left = [...waiting, ...unread.filter((id) => samples.has(id))].filter((id) => !isGone(id));
	const went = [...settled, ...samplesOf(followed).filter(isGone)];
	return {
		...rest,
		status,
		waiting: left,
		...(unknown.length > 0 && { unread: unknown }),
		...(mayBeListedInPart(followed) && went.length > 0 && { settled: went }),
	};
}

export const isAvailable = ({ raw }: AnsweredSample) => raw.status === 'available';

/** Whether a sample need not be looked at any more. One that One Codex does not show may come back. */
const isSettled = (sample: AnsweredSample | undefined) =>
	sample !== undefined && (isAvailable(sample) || sample.raw.status === 'deleted');
