import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { readStored, writeStored } from './storedRepeats';

const HOUR_MS = 60 * 60_000;

/** How many hours an event is remembered at least; it is forgotten with the hour that it came in. */
export const KEPT_HOURS = 25;

/** How many events of a trigger are remembered at most, the latest, in the process and by n8n. */
export const MAX_REMEMBERED = 20_000;

/** How many triggers the process remembers events of; of the others it knows what n8n stored. */
export const MAX_TRIGGERS = 100;

/** One delivery of an event to a trigger. */
export interface EventDelivery {
	/** The workflow and the node. */
	trigger: string;
	/** A hash of the event's type and key, see {@link keyOf}. */
	event: string;
	/** When, in milliseconds since 1970. */
	at: number;
}

/** How long an event counts as under way, in milliseconds, if n8n never says what became of it. */
export const UNDER_WAY_MS = 5 * 60_000;

// Dropped together, so that not each event sorts out one.
const SLACK = 500;

/** The keys of what came in an hour, oldest first: one behind the other, and each by itself. */
interface Hour {
	text: string;
	keys: Set<string>;
}

interface TriggerMemory {
	/** What started an execution, by the number of the hour since 1970. */
	hours: Map<number, Hour>;
	/** What n8n is starting an execution for, with the time. */
	underWay: Map<string, number>;
}

/** What this n8n process knows to have come, by trigger; the last one used is last. */
export type EventMemory = Map<string, TriggerMemory>;

export const createEventMemory = (): EventMemory => new Map();

/** The length of a key. */
export const KEY_LENGTH = 8;

/**
 * What an event is remembered by: 48 bits, whatever One Codex sends. With 20,000 events remembered, one
 * event in 14,000,000,000 is taken for another. The type is in it so that nothing is lost should the id be
 * that of the analysis, which can fail first and succeed later.
 */
export function keyOf(type: string | null, key: string): string {
	return createHash('sha256')
		.update(JSON.stringify([type, key]))
		.digest('base64url')
		.slice(0, KEY_LENGTH);
}

/**
 * Takes an event unless it was taken before. One step without a wait, so of two deliveries at the same
 * moment one is taken.
 * @param stored the static data of the node as n8n has it: it outlasts a restart, but deliveries at the
 * same moment do not see each other in it
 * @returns whether the event is new
 */
export function take(memory: EventMemory, stored: IDataObject, delivery: EventDelivery): boolean {
	const { trigger, event, at } = delivery;
	const { hours, underWay } = memoryOf(memory, trigger);
	for (const [number, text] of readStored(stored, hourOf)) absorb(hours, number, text);
	forgetOldHours(hours, hourOf(at));
	for (const [one, since] of underWay) {
		if (Math.abs(at - since) >= UNDER_WAY_MS) underWay.delete(one);
	}
	if (underWay.has(event) || [...hours.values()].some(({ keys }) => keys.has(event))) return false;
	underWay.set(event, at);
	return true;
}

/**
 * Remembers an event for which an execution has started, and writes all that is remembered of the trigger
 * into the static data of its node, for n8n to store.
 */
export function store(memory: EventMemory, stored: IDataObject, delivery: EventDelivery): void {
	const { trigger, event, at } = delivery;
	const { hours, underWay } = memoryOf(memory, trigger);
	underWay.delete(event);
	add(hours, hourOf(at), event);
	forgetSurplus(hours);
	writeStored(
		stored,
		[...hours].map(([hour, { text }]) => [hour, text]),
	);
}

/** Lets an event be taken again unless it is stored, because its execution did not start. */
export function giveBack(memory: EventMemory, { trigger, event }: EventDelivery): void {
	memory.get(trigger)?.underWay.delete(event);
}

const hourOf = (at: number) => Math.floor(at / HOUR_MS);

/** Takes over what n8n stored of an hour, which is nothing new most of the time. */
function absorb(hours: TriggerMemory['hours'], number: number, text: string): void {
	const { text: known, keys } = hours.get(number) ?? { text: '', keys: [] };
	// Comparing the whole is the fast way, and suffices nearly always.
	if (known === text || known.startsWith(text)) return;
	const stored = Array.from({ length: Math.floor(text.length / KEY_LENGTH) }, (_, index) =>
		text.slice(index * KEY_LENGTH, (index + 1) * KEY_LENGTH),
	);
	setHour(hours, number, [...stored, ...keys]);
}

function add(hours: TriggerMemory['hours'], number: number, event: string): void {
	const hour = hours.get(number);
	if (!hour) setHour(hours, number, [event]);
	else if (!hour.keys.has(event)) {
		hour.keys.add(event);
		hour.text += event;
	}
}

function setHour(hours: TriggerMemory['hours'], number: number, events: string[]): void {
	const keys = new Set(events);
	hours.set(number, { text: [...keys].join(''), keys });
}

/** Drops what is too old, or from a future that a wrong clock had shown. */
function forgetOldHours(hours: TriggerMemory['hours'], present: number): void {
	for (const number of hours.keys()) {
		if (Math.abs(present - number) > KEPT_HOURS) hours.delete(number);
	}
}

function forgetSurplus(hours: TriggerMemory['hours']): void {
	const count = [...hours.values()].reduce((sum, { keys }) => sum + keys.size, 0);
	if (count <= MAX_REMEMBERED + SLACK) return;
	let surplus = count - MAX_REMEMBERED;
	for (const [number, { keys }] of [...hours].sort(([one], [other]) => one - other)) {
		if (surplus > 0) setHour(hours, number, [...keys].slice(surplus));
		surplus -= keys.size;
	}
}

function memoryOf(memory: EventMemory, trigger: string): TriggerMemory {
	const found = memory.get(trigger) ?? { hours: new Map(), underWay: new Map() };
	memory.delete(trigger);
	memory.set(trigger, found);
	const [oldest] = memory.keys();
	if (memory.size > MAX_TRIGGERS && oldest !== undefined) memory.delete(oldest);
	return found;
}
