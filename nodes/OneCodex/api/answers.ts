import { z } from 'zod/v4';

import { idOf, referenceSchema, uriOf } from './references';
import type { AnsweredBatch, AnsweredRegistration, AnsweredTube } from '../registration/registry';

// Answers are read as loosely as their use allows: a new status, a name that is null or a field that
// nobody announced is no reason to lose what was registered.

/** A Sequencing Batch. */
export const batchSchema = z.looseObject({
	$uri: z.string(),
	batch_number: z.string().nullish(),
	created_at: z.string().nullish(),
	name: z.string().nullish(),
	owner: z.looseObject({}).nullish(),
	status: z.string().nullish(),
});

/** A tube with its Sample, which is referred to by `$ref`, or embedded and then known by its `$uri`. */
export const tubeAndSampleSchema = z.looseObject({
	sample: referenceSchema,
	tube_barcode: z.string(),
});

/** The answer of `POST /api/v1/sequencing/batches/register`. */
export const registerAnswerSchema = z.looseObject({
	batch: batchSchema,
	samples: z.array(z.unknown()),
});

/** A time of an answer in milliseconds since 1970, or undefined if it is none. */
export function millisOf(time: string | null | undefined): number | undefined {
	const at = Date.parse(time ?? '');
	return Number.isNaN(at) ? undefined : at;
}

/** A batch with what is used of it, or undefined if the answer does not describe one. */
export function readBatch(value: unknown): AnsweredBatch | undefined {
	const parsed = batchSchema.safeParse(value);
	const id = parsed.success ? idOf(parsed.data.$uri) : undefined;
	if (!parsed.success || id === undefined) return undefined;
	const { name, status, created_at } = parsed.data;
	return {
		id,
		name: name ?? undefined,
		canceled: status === 'canceled',
		createdAt: millisOf(created_at),
		batch: parsed.data,
	};
}

/** The tubes of a list; an entry that names no barcode or no Sample is left out, as if it were missing. */
export function readTubes(value: unknown): AnsweredTube[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const tubes: AnsweredTube[] = [];
	for (const entry of value) {
		const parsed = tubeAndSampleSchema.safeParse(entry);
		if (!parsed.success) continue;
		const { sample, tube_barcode: barcode } = parsed.data;
		tubes.push({ barcode, sampleUri: uriOf(sample) ?? '', sample });
	}
	return tubes;
}

/** The answer to a registration, or undefined if it names no batch or lists no samples. */
export function readRegistration(value: unknown): AnsweredRegistration | undefined {
	const parsed = registerAnswerSchema.safeParse(value);
	if (!parsed.success) return undefined;
	const batch = readBatch(parsed.data.batch);
	const tubes = readTubes(parsed.data.samples);
	return batch && tubes ? { batch, tubes } : undefined;
}
