import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

const FIELD = 'takenEvents';

const hoursSchema = z.looseObject({}).catch({});
const hourSchema = z.tuple([z.string().regex(/^\d{1,9}$/), z.string()]);

// Version 0.1.0 stored 32 hexadecimal digits of the same hash, each with its time.
const oldSchema = z.array(z.object({ event: z.string().regex(/^[0-9a-f]{32}$/), at: z.number() }));
const oldKey = (hex: string) => Buffer.from(hex.slice(0, 12), 'hex').toString('base64url');

/**
 * What the static data of a node holds: the keys of each hour, one behind the other.
 * @param hourOf the hour of a time in milliseconds
 */
export function readStored(
	stored: IDataObject,
	hourOf: (at: number) => number,
): Array<[hour: number, text: string]> {
	const old = oldSchema.safeParse(stored[FIELD]);
	if (old.success) return old.data.map(({ event, at }) => [hourOf(at), oldKey(event)]);
	// n8n marks what it read with a hidden field of its own, so the whole fits no schema.
	return Object.entries(hoursSchema.parse(stored[FIELD])).flatMap((entry) => {
		const { data } = hourSchema.safeParse(entry);
		return data ? [[Number(data[0]), data[1]]] : [];
	});
}

/** Puts the keys of each hour into the static data of a node. */
export function writeStored(stored: IDataObject, hours: Array<[hour: number, text: string]>): void {
	// n8n notices an assignment at the top only, not a change further down.
	stored[FIELD] = Object.fromEntries(hours);
}
