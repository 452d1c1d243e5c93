import type { Place } from '../OneCodex/api/lists/place';
import type { Watch } from './watch';

/** What is listed: a batch, or an analysis. */
export interface Entry {
	id: string;
	/** In milliseconds since 1970; undefined if the answer has no time. */
	createdAt?: number | undefined;
}

// When one was created whose answer has no time.
const AGELESS = Number.MAX_SAFE_INTEGER;

// A list may show an entry late, and after others that were created later.
const OVERLAP_MS = 60 * 60 * 1000;

/** From when on entries have to be listed to find new ones; undefined for all. */
export function listFrom({ since, from, oldUntil }: Watch): number | undefined {
	if (typeof oldUntil === 'number' || since === null) return undefined;
	return from ?? since - OVERLAP_MS;
}

/** When the newest entry was created, as far as that can be by One Codex's clock; null if there is none. */
export const newestBy = ({ theirs }: Clocks, newest: Entry | undefined): number | null =>
	newest?.createdAt === undefined ? null : Math.min(newest.createdAt, theirs);

/** The entries of a list that were not seen before, and came about after the beginning. */
export function newEntries<T extends Entry>(watch: Watch, listed: T[]): T[] {
	return unseen(watch, listed).filter((entry) => !isOld(watch, entry));
}

/** The entries of a list that were not seen before, though they were there from the beginning. */
export function oldEntries<T extends Entry>(watch: Watch, listed: T[]): T[] {
	return unseen(watch, listed).filter((entry) => isOld(watch, entry));
}

const unseen = <T extends Entry>({ recent, following }: Watch, listed: T[]) =>
	listed.filter(({ id }) => !Object.hasOwn(recent, id) && !Object.hasOwn(following, id));

const isOld = ({ oldUntil }: Watch, { createdAt = -Infinity }: Entry) =>
	typeof oldUntil === 'number' && createdAt <= oldUntil;

/** A list, as far as it came. */
export interface Listed<T extends Entry> {
	entries: T[];
	/** Whether it came as far as it was to, in this poll or together with those before it. */
	isWhole: boolean;
	/** Where the next poll is to go on; undefined for at the beginning. */
	place?: Place | undefined;
}

/** What the clocks show, in milliseconds since 1970. */
export interface Clocks {
	own: number;
	theirs: number;
}

/**
 * Takes down which entries a list showed. What it does not show this time stays known all the same. Of one
 * that did not come as far as it was to, what lies behind is to be listed again.
 */
export function noteListed(watch: Watch, listed: Listed<Entry>, now: Clocks): Watch {
	const { entries, isWhole, place } = listed;
	// What came about while several polls read the list may not be in it: it ends where they began.
	const clocks = watch.place?.begun ?? now;
	// One without an age is shown by every list.
	const shown = entries.map(({ id, createdAt = AGELESS }) => [id, createdAt] as const);
	const all = [...Object.entries(watch.recent), ...shown];
	if (!isWhole) {
		const begun = place && { end: place.end, ids: place.ids, begun: clocks };
		return { ...watch, recent: Object.fromEntries(all), place: begun };
	}
	// One that is dated ahead must not hide those that are not; nor one that an earlier version kept.
	const times = all.map(([, createdAt]) => createdAt).filter((time) => time !== AGELESS);
	const newest = Math.max(
		...[...times, watch.since ?? -Infinity].map((time) => Math.min(time, clocks.theirs)),
	);
	const since = Number.isFinite(newest) ? newest : null;
	const sinceAt = since === watch.since ? (watch.sinceAt ?? clocks.own) : clocks.own;
	// What is older than an hour by now has been shown. How long ago `since` was, this computer's clock says,
	// which may differ from theirs.
	const late = Math.max(0, OVERLAP_MS - Math.max(0, clocks.own - sinceAt));
	// It never goes back: what lies before it is not known any more.
	const from = since === null ? null : Math.max(since - late, watch.from ?? -Infinity);
	const recent = all.filter(([, createdAt]) => from === null || createdAt >= from);
	const seen = { since, sinceAt, from, recent: Object.fromEntries(recent) };
	return { ...watch, ...seen, oldUntil: null, place: undefined };
}
