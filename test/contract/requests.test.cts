import { z } from 'zod/v4';

import { TUBE_BARCODE_PATTERN } from '../../nodes/OneCodex/domain/barcodes';
import { readTrackingNumbers } from '../../nodes/OneCodex/registration/planning/fields';
import { MAX_BATCH_NAME_LENGTH, MAX_SAMPLES_PER_BATCH } from '../../nodes/OneCodex/domain/batch';
import {
	MAX_TRACKING_NUMBERS,
	registerRequestSchema,
	SEQUENCING_DEPTHS,
	SPECIMEN_TYPES,
	TRACKING_NUMBER_PATTERN,
	TUBE_FIELDS,
	tubeSchema,
} from '../../nodes/OneCodex/registration/planning/schema';
import { propertiesOf, schemaOf, type Schema } from './description.cts';

const PAIRS: Array<[string, () => z.ZodType, string[]]> = [
	['TubeToRegister', tubeSchema, ['(all)', 'sequencing_depth', 'specimen_type', 'tube_barcode']],
	[
		'RegisterRequest',
		registerRequestSchema,
		[
			'(all)',
			'batch_name',
			'return_tracking_numbers',
			'return_tracking_numbers[]',
			'samples',
			'samples[]',
			'samples[].sequencing_depth',
			'samples[].specimen_type',
			'samples[].tube_barcode',
		],
	],
];

// A hyphen at the end of a class needs no backslash; n8n's linter refuses one that is not needed.
const sameEscapes = (pattern: string | undefined) => pattern?.replaceAll('\\-', '-');

/** What both sides can say of a value. That list entries differ, zod cannot: a test below stands for it. */
const constraints = ({ type, pattern, enum: values, required, ...schema }: Schema) => ({
	type,
	pattern: sameEscapes(pattern),
	values: values?.toSorted(),
	required: required?.toSorted(),
	minLength: schema.minLength,
	maxLength: schema.maxLength,
	minItems: schema.minItems,
	maxItems: schema.maxItems,
	properties: schema.properties && Object.keys(schema.properties).toSorted(),
	additionalProperties: schema.additionalProperties,
});

describe.each(PAIRS)('%s', (name, zodSchema, paths) => {
	const described = propertiesOf(schemaOf(name));
	const ours = propertiesOf(z.toJSONSchema(zodSchema()) as Schema);

	test('both sides have just these properties', () => {
		expect([...described.keys()].toSorted()).toEqual(paths);
		expect([...ours.keys()].toSorted()).toEqual(paths);
	});

	test.each(paths)('%s means the same', (path) => {
		expect(constraints(ours.get(path) ?? {})).toEqual(constraints(described.get(path) ?? {}));
	});

	test('the description says nothing that is not compared', () => {
		const known = new Set([
			...['type', 'pattern', 'enum', 'required', 'minLength', 'maxLength', 'minItems', 'maxItems'],
			...['properties', 'additionalProperties', 'items', 'description', 'uniqueItems'],
		]);
		const said = [...described.values()].flatMap((schema) => Object.keys(schema));
		expect(said.filter((keyword) => !known.has(keyword))).toEqual([]);
	});
});

test('lists of different values: where the description asks for one, the node makes one', () => {
	const unique = [...propertiesOf(schemaOf('RegisterRequest'))].filter(
		([, one]) => one.uniqueItems,
	);
	expect(unique.map(([path]) => path)).toEqual(['return_tracking_numbers']);
	expect(readTrackingNumbers(['a', 'b', 'a'])).toEqual({ kind: 'value', value: ['a', 'b'] });
});

test('the names and limits that the node uses are those of the description', () => {
	const tube = schemaOf('TubeToRegister');
	const request = schemaOf('RegisterRequest').properties;
	expect(TUBE_BARCODE_PATTERN.source).toBe(schemaOf('TubeBarcode').pattern);
	expect(TRACKING_NUMBER_PATTERN.source).toBe(sameEscapes(schemaOf('TrackingNumber').pattern));
	expect(TUBE_BARCODE_PATTERN.flags + TRACKING_NUMBER_PATTERN.flags).toBe('');
	expect(SPECIMEN_TYPES).toEqual(schemaOf('SpecimenType').enum);
	expect(SEQUENCING_DEPTHS).toEqual(schemaOf('SequencingDepth').enum);
	expect([...TUBE_FIELDS].toSorted()).toEqual(Object.keys(tube.properties ?? {}).toSorted());
	expect(MAX_BATCH_NAME_LENGTH).toBe(request?.batch_name?.maxLength);
	expect(MAX_TRACKING_NUMBERS).toBe(request?.return_tracking_numbers?.maxItems);
	expect(MAX_SAMPLES_PER_BATCH).toBe(request?.samples?.maxItems);
});

describe.each([
	['barcode', TUBE_BARCODE_PATTERN, 'TubeBarcode'],
	['tracking number', TRACKING_NUMBER_PATTERN, 'TrackingNumber'],
])('the %s pattern of both sides', (_, ours, name) => {
	const described = new RegExp(schemaOf(name).pattern ?? '');

	test.each([
		...['', 'a', 'ABC1234567', 'ABC123456', 'ABC12345678', 'ABC 123456', 'ABC-123456'],
		...['12345678901234', '1234567890123', '123456789012345', '1234567890123A', 'АBC1234567'],
		...['ABC1234567\n', '-', ' ', '1Z-999 AA', 'a_b', 'a,b', 'a\\b', 'é', '１'],
		...['n'.repeat(255), 'n'.repeat(256)],
	])('judge %j alike', (text) => {
		expect(ours.test(text)).toBe(described.test(text));
	});
});
