import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { knownType, typeIn } from './eventTypes';
import { findReference } from './references';
import { isObject } from '../OneCodex/checking/cells';

/** What One Codex says in one webhook. */
export interface OneCodexEvent {
	/** The same for each delivery of the event. */
	id: string;
	/** What identifies its deliveries: its id, with more where that is not sure. */
	key: string;
	/** Such as `analysis.succeeded`; null if the body does not show it. */
	type: string | null;
	/** The sample and the analysis that it is about, where the body is clear about them. */
	sampleId: string | undefined;
	analysisId: string | undefined;
	/** The whole body. */
	payload: IDataObject;
}

const MAX_LENGTH = 200;
const EVENT_URI = /^(?:https?:\/\/[^/]+)?\/api\/v\d+\/events\/([^/]+)\/?$/;

const text = z.string().trim().min(1).max(MAX_LENGTH);
const name = text.transform(typeIn).optional().catch(undefined);
const id = z
	.union([text, z.number().transform(String)])
	.transform(lastOfUri)
	.optional()
	.catch(undefined);
// The address of a sample or an analysis is no event's id: it stays the same over its events.
const eventUri = text.regex(EVENT_URI).transform(lastOfUri).optional().catch(undefined);

/** An object that may say which event it is. */
const place = z.object({
	event_id: id,
	id,
	$uri: eventUri,
	$ref: eventUri,
	event_type: name,
	type: name,
	event: name,
});

const objectSchema = z.custom<IDataObject>(isObject);

/**
 * Reads the body of a webhook. One Codex names the event types and says that an event has an id, but the
 * fields of the body are not in its API description, so they are looked for where such bodies have them:
 *
 * - the id in `event_id`, `$uri` (as in `/api/v1/events/<id>`) or `id`, of the body or of its `event`.
 *   Without one the hash of the body is used: a repeated delivery has the same body.
 * - the type in `event_type`, `type` or `event`, of the body, of its `event`, its `payload` (the events
 *   of the API have one) or its `data`; else wherever a known type is in the body or in an object
 *   in it, if it is only one.
 *
 * What an analysis says of itself, such as `complete` and `success`, is no type: it may be sent for
 * other reasons than its end.
 *
 * Source: https://developer.onecodex.com/api-reference/using-webhooks
 * @returns undefined if the body is not a JSON object
 */
export function readEvent(body: Buffer): OneCodexEvent | undefined {
	const payload = parseObject(body);
	if (!payload) return undefined;
	const top = readPlace(payload);
	const event = readPlace(payload.event);
	const inners = [payload.payload, payload.data].map(readPlace);
	const ids = [top.event_id, top.$uri, event.event_id, event.$uri, event.$ref, event.id, top.id];
	const types = [top, event, ...inners].flatMap((one) => [one.event_type, one.type, one.event]);
	const sampleId = findReference(payload, 'sample');
	const analysisId = findReference(payload, 'analysis');
	// What happens to one analysis twice, such as failing, is two events.
	const own = ids.find((one) => one !== undefined && one !== sampleId && one !== analysisId);
	const eventId = own ?? createHash('sha256').update(body).digest('hex');
	// The `id` of a body may be that of the webhook, which all of its events have.
	const isSure = own === undefined || ids.slice(0, -1).includes(own);
	const about = [sampleId, analysisId].filter((one) => one !== undefined).join(' ');
	const given = types.filter((one) => one !== undefined);
	return {
		id: eventId,
		key: isSure || about === '' ? eventId : `${eventId} ${about}`,
		// A future type may be that of what surrounds the event.
		type: given.find(knownType) ?? given[0] ?? onlyKnownType(payload) ?? null,
		sampleId,
		analysisId,
		payload,
	};
}

function parseObject(body: Buffer): IDataObject | undefined {
	try {
		return objectSchema.parse(JSON.parse(body.toString('utf8')));
	} catch {
		return undefined;
	}
}

function readPlace(value: unknown): z.infer<typeof place> {
	const object = objectSchema.safeParse(value);
	return place.parse(object.success ? object.data : {});
}

function onlyKnownType(payload: IDataObject): string | undefined {
	const values = Object.values(payload);
	const inside = values.flatMap((value) => {
		const object = objectSchema.safeParse(value);
		return object.success ? Object.values(object.data) : [];
	});
	const types = [...values, ...inside].map((one) =>
		typeof one === 'string' && one.length <= MAX_LENGTH ? knownType(one) : undefined,
	);
	const found = new Set(types.filter((one) => one !== undefined));
	return found.size === 1 ? [...found][0] : undefined;
}

function lastOfUri(value: string): string {
	return EVENT_URI.exec(value)?.[1] ?? value;
}
