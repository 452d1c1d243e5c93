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
	/** Where the last poll broke off the list, if its time ran out. */
	place: z
		.object({
			/** How many entries were read, from the beginning of the list. */
			end: z.number(),
			/** The ids of some of the last of them. */
			ids: z.array(z.string()),
			/** When the first poll had read its part, by its clocks. */
			begun: z.object({ own: z.number(), theirs: z.number() }),
		})
		.optional()
		.catch(undefined),
	/** The entries that are followed, by their ids. */
	following: z.record(
		z.string(),
		z.object({
			status: z.string(),
			/** Its samples that are still to come; null if they were not listed yet. */
			waiting: z.array(z.string()).nullable(),
			/** Those that are not to come any more, as long as its samples are to be listed again. */
			settled: z.array(z.string()).optional(),
			/** From when on its samples are to be listed once more, by this computer's clock. */
			listAgainAt: z.number().optional(),
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

/** A batch's status as text; one that is missing counts as a status of its own. */
export const statusOf = ({ batch }: AnsweredBatch): string => String(batch.status ?? '');

/** Whether a batch is so new that One Codex may not list all of its samples yet. */
export const isNew = (status: string) => status === 'registered';

/** Whether nothing is to come from a batch any more. */
export const isFinal = (status: string) => status === 'done' || status === 'canceled';
