import { z } from 'zod/v4';

import type { AnsweredBatch } from '../OneCodex/registration/registry';

/** What a trigger can start a workflow for. */
export const EVENTS = ['batchRegistered', 'batchStatusChanged', 'sampleAvailable'] as const;

export type WatchedEvent = (typeof EVENTS)[number];

/**
 * What one trigger knows of an account, kept between polls. It is only replaced as a whole, after a poll
 * in which everything went well: n8n stores it together with the items of that poll, and a poll that is
 * repeated from an older state gives what would have been given then.
 */
const watchSchema = z.object({
	event: z.enum(EVENTS),
	/** The credential that it is the knowledge of. */
	credential: z.string(),
	/** When the newest batch seen was created, in milliseconds since 1970; null if none was seen. */
	since: z.number().nullable(),
	/** The batches that a list from shortly before `since` on shows again: when each was created. */
	recent: z.record(z.string(), z.number()),
	/** The batches that are followed, by their ids. */
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
		}),
	),
	/** The sample to begin with next time, where not all can be looked at in one poll. */
	next: z.string().nullable(),
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

/**
 * What was kept by an earlier poll; undefined if there is nothing, or it is about something else, since
 * the trigger was changed to another event or credential.
 */
export function readWatch(
	kept: unknown,
	event: WatchedEvent,
	credential: string,
): Watch | undefined {
	const { data } = watchSchema.safeParse(parseJson(kept));
	return data?.event === event && data.credential === credential ? data : undefined;
}

function parseJson(text: unknown): unknown {
	try {
		return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
	} catch {
		return undefined;
	}
}

// A list may show a batch late, and after others that were created later.
const OVERLAP_MS = 60 * 60 * 1000;

/** From when on batches have to be listed to find new ones; undefined for all. */
export const listFrom = ({ since }: Pick<Watch, 'since'>): number | undefined =>
	since === null ? undefined : since - OVERLAP_MS;

/** The batches of a list that were not seen before. */
export function newBatches({ recent, following }: Watch, listed: AnsweredBatch[]): AnsweredBatch[] {
	return listed.filter(({ id }) => !Object.hasOwn(recent, id) && !Object.hasOwn(following, id));
}

/** Takes down which batches a list showed. What it does not show this time stays known all the same. */
export function noteListed(watch: Watch, listed: AnsweredBatch[]): Pick<Watch, 'since' | 'recent'> {
	// One that does not tell its age is shown by every list.
	const shown = listed.map(
		({ id, createdAt = Number.MAX_SAFE_INTEGER }) => [id, createdAt] as const,
	);
	const times = listed.flatMap(({ createdAt }) => createdAt ?? []);
	const since = Math.max(watch.since ?? -Infinity, ...times);
	const recent = [...Object.entries(watch.recent), ...shown].filter(
		([, createdAt]) => createdAt >= since - OVERLAP_MS,
	);
	return { since: Number.isFinite(since) ? since : null, recent: Object.fromEntries(recent) };
}

/** A batch's status as text; one that is missing counts as a status of its own. */
export const statusOf = ({ batch }: AnsweredBatch): string => String(batch.status ?? '');

/** Whether a batch is so new that One Codex may not list all of its samples yet. */
export const isNew = (status: string) => status === 'registered';

/** Whether nothing is to come from a batch any more. */
export const isFinal = (status: string) => status === 'done' || status === 'canceled';
