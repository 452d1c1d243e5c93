import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

/** How long an event is remembered, in milliseconds. */
export const KEPT_MS = 24 * 60 * 60_000;

/** How many events of a trigger the process remembers, and how many n8n stores with the workflow. */
export const MAX_REMEMBERED = 2_000;
export const MAX_STORED = 500;

/** How many triggers the process remembers events of. */
export const MAX_TRIGGERS = 100;

/** One delivery of an event to a trigger. */
export interface Delivery {
	/** The workflow and the node. */
	trigger: string;
	/** A hash of the event's type and id, see {@link keyOf}. */
	event: string;
	/** When, in milliseconds since 1970. */
	at: number;
}

/** When this n8n process took which event, by trigger; what was used last stands last. */
export type Memory = Map<string, Map<string, number>>;

export const createMemory = (): Memory => new Map();

const FIELD = 'takenEvents';

const storedSchema = z.array(z.object({ event: z.string(), at: z.number() })).catch([]);

/**
 * What an event is remembered by: short, whatever One Codex sends. The type is in it so that nothing
 * is lost should the id be that of the analysis, which can fail first and succeed later.
 */
export function keyOf(type: string | null, id: string): string {
	return createHash('sha256')
		.update(JSON.stringify([type, id]))
		.digest('hex')
		.slice(0, 32);
}

/**
 * Takes an event unless it was taken before. One step without a wait, so of two deliveries at the same
 * moment one is taken.
 * @param stored the static data of the node as n8n has it: it outlasts a restart, but deliveries at the
 * same moment do not see each other in it
 * @returns whether the event is new
 */
export function take(memory: Memory, stored: IDataObject, delivery: Delivery): boolean {
	const { trigger, event, at } = delivery;
	const known = new Map([
		...storedSchema.parse(stored[FIELD]).map((one) => [one.event, one.at] as const),
		...(memory.get(trigger) ?? []),
	]);
	const takenAt = known.get(event);
	if (takenAt !== undefined && takenAt > at - KEPT_MS) return false;
	known.set(event, at);
	const latest = [...known]
		.filter(([, when]) => when > at - KEPT_MS)
		.sort(([, one], [, other]) => one - other)
		.slice(-MAX_REMEMBERED);
	remember(memory, trigger, new Map(latest));
	return true;
}

/** Writes what is remembered of a trigger into the static data of its node, for n8n to store. */
export function store(memory: Memory, stored: IDataObject, trigger: string): void {
	const latest = [...(memory.get(trigger) ?? [])].slice(-MAX_STORED);
	// n8n notices an assignment at the top only, not a change of the list.
	stored[FIELD] = latest.map(([event, at]) => ({ event, at }));
}

/** Lets an event be taken again, because its execution did not start. */
export function giveBack(memory: Memory, { trigger, event }: Delivery): void {
	memory.get(trigger)?.delete(event);
}

function remember(memory: Memory, trigger: string, events: Map<string, number>): void {
	memory.delete(trigger);
	memory.set(trigger, events);
	const [oldest] = memory.keys();
	if (memory.size > MAX_TRIGGERS && oldest !== undefined) memory.delete(oldest);
}
