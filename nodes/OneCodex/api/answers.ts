import { z } from 'zod/v4';

import type { AnsweredTube } from '../registration/answer';
import type { AnsweredBatch } from '../registration/register';

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
	sample: z.union([z.looseObject({ $ref: z.string() }), z.looseObject({ $uri: z.string() })]),
	tube_barcode: z.string(),
});

/** The answer of `POST /api/v1/sequencing/batches/register`. */
export const registerAnswerSchema = z.looseObject({
	batch: batchSchema,
	samples: z.array(z.unknown()),
});

/** The answer of `GET /api/v1/sequencing/batches/{id}/samples`. */
export const batchSamplesSchema = z.array(z.unknown());

// One Codex makes ids of 16 hexadecimal digits; its description of 2024 leaves their form open.
const SAFE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The last part of a path that an answer names, or undefined if it is not fit to stand in a path again. */
export function idOf(uri: string): string | undefined {
	const last = uri.split('/').at(-1) ?? '';
	return SAFE_ID.test(last) ? last : undefined;
}

/** A batch with its id, or undefined if the answer does not describe one. */
export function readBatch(value: unknown): AnsweredBatch | undefined {
	const parsed = batchSchema.safeParse(value);
	const id = parsed.success ? idOf(parsed.data.$uri) : undefined;
	return parsed.success && id !== undefined ? { id, batch: parsed.data } : undefined;
}

/** The tubes of a list; an entry that names no barcode or no Sample is left out, as if it were missing. */
export function readTubes(entries: unknown[]): AnsweredTube[] {
	return entries.flatMap((entry) => {
		const parsed = tubeAndSampleSchema.safeParse(entry);
		if (!parsed.success) return [];
		const { sample, tube_barcode: barcode } = parsed.data;
		return [{ barcode, sampleUri: String(sample.$ref ?? sample.$uri), sample }];
	});
}
