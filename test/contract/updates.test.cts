import { z } from 'zod/v4';

import {
	LIBRARY_TYPES,
	MAX_EXTERNAL_ID_LENGTH,
	MAX_LOCATION_LENGTH,
	MAX_NAME_LENGTH,
	METADATA_FIELDS,
	metadataPatchSchema,
	PLATFORMS,
	SAMPLE_TYPES,
} from '../../nodes/OneCodex/metadata/schema';
import { changeReader } from '../../nodes/OneCodex/metadata/patch';
import { schemaOf, typesOf, withoutAlternatives, type Schema } from './description.cts';

const described = schemaOf('MetadataUpdate');
const ours = z.toJSONSchema(metadataPatchSchema) as Schema;

/** What both sides can say of a value. */
function constraints(schema: Schema) {
	const plain = withoutAlternatives(schema);
	const { format, enum: values, maxLength, minimum, maximum, additionalProperties } = plain;
	const more = typeof additionalProperties === 'object' ? additionalProperties : undefined;
	return {
		...{ format, maxLength, minimum, maximum },
		types: typesOf(plain),
		values: values?.toSorted(),
		additional: more ? typesOf(more) : additionalProperties,
	};
}

test('a change of metadata has just the fields that the description has', () => {
	expect(Object.keys(ours.properties ?? {}).toSorted()).toEqual([...METADATA_FIELDS].toSorted());
	expect(Object.keys(described.properties ?? {}).toSorted()).toEqual(
		[...METADATA_FIELDS].toSorted(),
	);
	expect([ours.additionalProperties, described.additionalProperties]).toEqual([false, false]);
	expect([ours.required ?? [], described.required ?? []]).toEqual([[], []]);
});

test.each(METADATA_FIELDS)('%s means the same on both sides, and may be null', (field) => {
	const one = constraints(described.properties?.[field] ?? {});
	expect(constraints(ours.properties?.[field] ?? {})).toEqual(one);
	expect(one.types).toContain('null');
});

test('the description says nothing that is not compared', () => {
	const known = new Set([
		...['type', 'format', 'enum', 'maxLength', 'minimum', 'maximum', 'additionalProperties'],
		...['anyOf', 'description'],
	]);
	const said = Object.values(described.properties ?? {}).flatMap((one) =>
		[one, withoutAlternatives(one)].flatMap((schema) => Object.keys(schema)),
	);
	expect(said.filter((keyword) => !known.has(keyword))).toEqual([]);
});

test('the choices and limits that the node uses are those of the description', () => {
	const { properties } = described;
	expect(LIBRARY_TYPES).toEqual(schemaOf('LibraryType').enum);
	expect(SAMPLE_TYPES).toEqual(schemaOf('SampleType').enum);
	expect(PLATFORMS).toEqual(schemaOf('Platform').enum);
	expect(MAX_NAME_LENGTH).toBe(properties?.name?.maxLength);
	expect(MAX_EXTERNAL_ID_LENGTH).toBe(properties?.external_sample_id?.maxLength);
	expect(MAX_LOCATION_LENGTH).toBe(properties?.location_string?.maxLength);
});

test.each(['location_lat', 'location_lon'] as const)('%s is read within its limits', (field) => {
	const { minimum = 0, maximum = 0 } = described.properties?.[field] ?? {};
	const faultsAt = (number: number) =>
		changeReader({ clearEmpty: false, zone: 'UTC' })({ cells: { [field]: number }, others: [] })
			.faults.length;
	expect([minimum, maximum].map(faultsAt)).toEqual([0, 0]);
	expect([minimum - 0.01, maximum + 0.01].map(faultsAt)).toEqual([1, 1]);
});

test('a change of a sample has a project and tags, of which the node names new ones', () => {
	const update = schemaOf('SampleUpdate');
	expect(Object.keys(update.properties ?? {}).toSorted()).toEqual(['project', 'tags']);
	expect(schemaOf('TagName')).toMatchObject({ minLength: 1, maxLength: 30 });
	expect(schemaOf('TagByName')).toMatchObject({ required: ['name'], additionalProperties: false });
});

test.each(['MetadataUpdate', 'SampleUpdate'])('a %s must not be empty', (name) => {
	expect(schemaOf(name).minProperties).toBe(1);
});
