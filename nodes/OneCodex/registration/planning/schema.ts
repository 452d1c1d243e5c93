import { z } from 'zod/v4';

import { TUBE_BARCODE_PATTERN } from '../../domain/barcodes';
import { MAX_BATCH_NAME_LENGTH, MAX_SAMPLES_PER_BATCH } from '../../domain/batch';
import { once } from '../../domain/once';

/** What a carrier's tracking number may hold, by the API description. */
export const TRACKING_NUMBER_PATTERN = /^[a-zA-Z0-9 -]{1,255}$/;

export const SPECIMEN_TYPES = ['Human stool', 'Microbial cell culture'] as const;
export const SEQUENCING_DEPTHS = ['Standard', 'Deep'] as const;

export const MAX_TRACKING_NUMBERS = 100;

/** One tube of `POST /api/v1/sequencing/batches/register`. */
export const tubeSchema = once(() =>
	z.strictObject({
		tube_barcode: z.string().regex(TUBE_BARCODE_PATTERN),
		specimen_type: z.enum(SPECIMEN_TYPES),
		sequencing_depth: z.enum(SEQUENCING_DEPTHS),
	}),
);

/** The body of `POST /api/v1/sequencing/batches/register`. */
export const registerRequestSchema = once(() =>
	z.strictObject({
		// Characters are code points to the API description, as to JSON Schema in general, and not to zod.
		batch_name: z
			.string()
			.min(1)
			.refine((name) => [...name].length <= MAX_BATCH_NAME_LENGTH)
			.meta({ maxLength: MAX_BATCH_NAME_LENGTH }),
		return_tracking_numbers: z
			.array(z.string().regex(TRACKING_NUMBER_PATTERN))
			.min(1)
			.max(MAX_TRACKING_NUMBERS),
		samples: z.array(tubeSchema()).min(1).max(MAX_SAMPLES_PER_BATCH),
	}),
);

/** The cells of one tube as they came, not yet read. */
export type TubeCells = Record<TubeField, unknown>;

export type Tube = z.infer<ReturnType<typeof tubeSchema>>;
export type TubeField = keyof Tube;
export type RegisterRequest = z.infer<ReturnType<typeof registerRequestSchema>>;

/** The fields of a tube, in the order in which the editor shows them. */
export const TUBE_FIELDS = ['tube_barcode', 'specimen_type', 'sequencing_depth'] as const;
