import { z } from 'zod/v4';

import type { AnsweredBatch } from '../OneCodex/domain/batch';

/** What a trigger can start a workflow for. */
export const EVENTS = [
	'analysisFinished',
	'batchRegistered',
	'batchStatusChanged',
	'sampleAvailable',
] as const;

export type WatchedEvent = (typeof EVENTS)[number];

/**
 * What one trigger knows of an account, kept between polls. It is only replaced as a whole: n8n stores it
 * together with the items of a poll, and a poll that is repeated from an older state gives what would have
 * been given then. Fields that are optional were not kept by version 0.1.0.
 */
const watchSchema = z.object({
	event: z.enum(EVENTS),
	/** The account that it is the knowledge of; see identity.ts. */
	account: z.string().optional(),
	/** The credential that it was had with. */
	credential: z.string(),
	/**
	 * When the newest entry seen was created, in milliseconds since 1970; null if none was seen. Entries are
	 * the batches of an account, or for analysisFinished its analyses.
	 */
	since: z.number().nullable(),
	/** When that was first seen, by this computer's clock. */
	sinceAt: z.number().optional(),
	/** From when on entries have to be listed to find new ones. */
	from: z.number().nullable().optional(),
	/** When this began, in milliseconds since 1970 by One Codex's clock, rounded up to its seconds. */
	begunAt: z.number().optional(),
	/**
	 * Entries that were created up to then are old, whenever a list shows them first; null as soon as all of
	 * them were seen.
	 */
	oldUntil: z.number().nullable().optional(),
	/** The entries that a list from `from` on shows again: when each was created. */
	recent: z.record(z.string(), z.number()),
	/** The entries that are followed, by their ids. */
	following: z.record(
		z.string(),
		z.object({
			status: z.string(),
			/** Its samples that are still to come; null if they were not listed yet. */
			waiting: z.array(z.string()).nullable(),
			/** Those that are not to come any more, as long as its samples are to be listed again. */
			settled: z.array(z.string()).optional(),
			/** When it was first seen to be done, in milliseconds since 1970. */
			doneAt: z.number().nullable(),
			/** Whether it was there at the beginning, and its samples were not listed since. */
			isOld: z.boolean().optional(),
			/** Its samples of which it is not known whether they were available at the beginning. */
			unread: z.array(z.string()).optional(),
			/** Since when One Codex has not shown it, or it is over, in milliseconds since 1970. */
			goneAt: z.number().optional(),
		}),
	),
	/** The sample to begin with next time, where not all can be looked at in one poll. */
	next: z.string().nullable(),
	/** The entry to begin with next time, likewise. */
	nextBatch: z.string().nullish(),
});

export type Watch = z.infer<typeof watchSchema>;
export type Followed = Watch['following'][string];

/** The knowledge of a trigger that has seen nothing yet. */
export const emptyWatch = (event: WatchedEvent, credential: string): Watch => ({
	event,
	credential,
	since: null,
	recent: {},
	following: {},
	next: null,
});

/**
 * The knowledge of a trigger as it is kept. It is text, since n8n lays hidden properties into objects.
 */
export const keepWatch = (watch: Watch): string => JSON.stringify(watch);

/** What was kept by an earlier poll for an event; undefined if there is nothing, or it is for another. */
export function readWatch(kept: unknown, event: WatchedEvent): Watch | undefined {
	const { data } = watchSchema.safeParse(parseJson(kept));
	return data?.event === event ? data : undefined;
}

function parseJson(text: unknown): unknown {
	try {
		return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
	} catch {
		return undefined;
	}
}

/** What is listed: a batch, or an analysis. */
export interface Entry {
	id: string;
	/** In milliseconds since 1970; undefined if the answer has no time. */
	createdAt?: number | undefined;
}

// A list may show an entry late, and after others that were created later.
const OVERLAP_MS = 60 * 60 * 1000;

/** From when on entries have to be listed to find new ones; undefined for all. */
export function listFrom({ event, since, from, oldUntil }: Watch): number | undefined {
	if (typeof oldUntil === 'number') {
		// Old analyses are looked for in another way: there may be very many.
		return event === 'analysisFinished' ? oldUntil - OVERLAP_MS : undefined;
	}
	return since === null ? undefined : (from ?? since - OVERLAP_MS);
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
	/** Whether it came as far as it was to. */
	isWhole: boolean;
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
export function noteListed(watch: Watch, listed: Listed<Entry>, clocks: Clocks): Watch {
	const { entries, isWhole } = listed;
	// One without an age is shown by every list.
	const shown = entries.map(
		({ id, createdAt = Number.MAX_SAFE_INTEGER }) => [id, createdAt] as const,
	);
	const all = [...Object.entries(watch.recent), ...shown];
	if (!isWhole) return { ...watch, recent: Object.fromEntries(all) };
	// One that is dated ahead must not hide those that are not; nor one that an earlier version kept.
	const times = [...entries.flatMap(({ createdAt }) => createdAt ?? []), watch.since ?? -Infinity];
	const newest = Math.max(...times.map((time) => Math.min(time, clocks.theirs)));
	const since = Number.isFinite(newest) ? newest : null;
	const sinceAt = since === watch.since ? (watch.sinceAt ?? clocks.own) : clocks.own;
	// What is older than an hour by now has been shown. How long ago `since` was, this computer's clock says,
	// which may differ from theirs.
	const late = Math.max(0, OVERLAP_MS - Math.max(0, clocks.own - sinceAt));
	// It never goes back: what lies before it is not known any more.
	const from = since === null ? null : Math.max(since - late, watch.from ?? -Infinity);
	const recent = all.filter(([, createdAt]) => from === null || createdAt >= from);
	const seen = { since, sinceAt, from, recent: Object.fromEntries(recent) };
	return { ...watch, ...seen, oldUntil: null };
}

/** A batch's status as text; one that is missing counts as a status of its own. */
export const statusOf = ({ batch }: AnsweredBatch): string => String(batch.status ?? '');

/** Whether a batch is so new that One Codex may not list all of its samples yet. */
export const isNew = (status: string) => status === 'registered';

/** Whether nothing is to come from a batch any more. */
export const isFinal = (status: string) => status === 'done' || status === 'canceled';
