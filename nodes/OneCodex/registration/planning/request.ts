import {
	MAX_TRACKING_NUMBERS,
	registerRequestSchema,
	SEQUENCING_DEPTHS,
	SPECIMEN_TYPES,
	TRACKING_NUMBER_PATTERN,
	TUBE_FIELDS,
	type RegisterRequest,
	type TubeCells,
} from './schema';
import type { PlannedBatch } from './plan';
import { TUBE_BARCODE_PATTERN } from '../../domain/barcodes';
import { MAX_BATCH_NAME_LENGTH, MAX_SAMPLES_PER_BATCH } from '../../domain/batch';

/**
 * The request that registers a batch.
 * @throws ZodError if it does not keep to the schema, so that it is not sent
 */
export function toRequest({ name, trackingNumbers, tubes }: PlannedBatch): RegisterRequest {
	const request = {
		batch_name: name,
		return_tracking_numbers: trackingNumbers,
		samples: tubes.map(({ tube }) => tube),
	};
	return keepsToSchema(request) ? request : registerRequestSchema().parse(request);
}

/** Whether {@link registerRequestSchema} accepts a request. For 5,000 tubes, the schema itself takes long. */
export function keepsToSchema(request: Record<keyof RegisterRequest, unknown>): boolean {
	const { batch_name: name, return_tracking_numbers: numbers, samples } = request;
	return (
		typeof name === 'string' &&
		name !== '' &&
		(name.length <= MAX_BATCH_NAME_LENGTH || [...name].length <= MAX_BATCH_NAME_LENGTH) &&
		isList(numbers, MAX_TRACKING_NUMBERS, (number) => isText(number, TRACKING_NUMBER_PATTERN)) &&
		isList(samples, MAX_SAMPLES_PER_BATCH, isTube) &&
		hasKeys(request, 3)
	);
}

function isTube(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	const { tube_barcode, specimen_type, sequencing_depth } = value as TubeCells;
	return (
		isText(tube_barcode, TUBE_BARCODE_PATTERN) &&
		isOneOf(SPECIMEN_TYPES, specimen_type) &&
		isOneOf(SEQUENCING_DEPTHS, sequencing_depth) &&
		hasKeys(value, TUBE_FIELDS.length)
	);
}

const isText = (value: unknown, pattern: RegExp) =>
	typeof value === 'string' && pattern.test(value);

const isOneOf = (choices: readonly unknown[], value: unknown) => choices.includes(value);

const hasKeys = (value: object, count: number) => Object.keys(value).length === count;

const isList = (value: unknown, most: number, isEntry: (entry: unknown) => boolean) =>
	Array.isArray(value) && value.length > 0 && value.length <= most && value.every(isEntry);
