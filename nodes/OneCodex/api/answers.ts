import { z } from 'zod/v4';

import { idOf, looseReference, text, uriOf } from './references';
import type { AnsweredBatch, AnsweredRegistration, AnsweredTube, TubeList } from '../domain/batch';
import { once } from '../domain/once';

// Of an answer, what is needed is read, and the rest may be anything: a new status, a field of another
// type or an unannounced one is no reason to lose what was registered.

/** The parts of a sequencing batch that are read. Only its `$uri` is required. */
export const batchSchema = once(() =>
	z.looseObject({
		$uri: z.string(),
		batch_number: text(),
		created_at: text(),
		name: text(),
		owner: looseReference(),
		status: text(),
	}),
);

const HAS_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const HAS_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * A time of an answer in milliseconds since 1970, or undefined if it is none. One without a zone, which
 * RFC 3339 does not know, is in UTC.
 */
export function millisOf(time: unknown): number | undefined {
	if (typeof time !== 'string') return undefined;
	const lacksZone = HAS_TIME.test(time) && !HAS_ZONE.test(time);
	const at = Date.parse(lacksZone ? `${time.replace(' ', 'T')}Z` : time);
	return Number.isNaN(at) ? undefined : at;
}

const CANCELED = /^cancell?ed$/i;

/** A batch with what is used of it, or undefined if the answer does not describe one. */
export function readBatch(value: unknown): AnsweredBatch | undefined {
	const { success, data } = batchSchema().safeParse(value);
	const id = success ? idOf(data.$uri) : undefined;
	if (!success || id === undefined) return undefined;
	return {
		id,
		name: data.name ?? undefined,
		canceled: CANCELED.test(data.status ?? ''),
		createdAt: millisOf(data.created_at),
		batch: value as Record<string, unknown>,
	};
}

/**
 * The tubes of a list, each with its Sample: referred to by `$ref`, or embedded and then known by its
 * `$uri`. An entry without a barcode cannot be assigned to a tube: those are counted.
 */
export function readTubes(value: unknown): TubeList | undefined {
	if (!Array.isArray(value)) return undefined;
	const tubes: AnsweredTube[] = [];
	for (const entry of value as unknown[]) {
		const { tube_barcode: barcode, sample } = (entry ?? {}) as Record<string, unknown>;
		if (typeof barcode !== 'string' || barcode.trim() === '') continue;
		const isObject = typeof sample === 'object' && sample !== null;
		tubes.push({
			barcode,
			sampleUri: uriOf(sample),
			sample: isObject ? (sample as Record<string, unknown>) : {},
		});
	}
	return { tubes, unreadable: value.length - tubes.length };
}

/**
 * The answer to a registration, or undefined if it names no batch. What it does not list of the tubes is
 * in the list of the batch.
 */
export function readRegistration(value: unknown): AnsweredRegistration | undefined {
	const { batch: given, samples } = (value ?? {}) as { batch?: unknown; samples?: unknown };
	const batch = readBatch(given);
	return batch && { batch, tubes: readTubes(samples)?.tubes ?? [] };
}
