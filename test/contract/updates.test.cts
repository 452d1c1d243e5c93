import {
	METADATA_FIELDS,
	METADATA_TABLE,
	type MetadataContent,
} from '../../nodes/OneCodex/domain/metadataFields';
import { changeReader } from '../../nodes/OneCodex/metadata/patch';
import { newMetadata } from '../../sandbox/metadata.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import { schemaOf, typesOf, withoutAlternatives, type Schema } from './description.cts';

const described = schemaOf('MetadataUpdate');

/** What the description says of a value. */
function constraints(schema: Schema) {
	const { enum: values, additionalProperties, ...plain } = withoutAlternatives(schema);
	return {
		...plain,
		description: undefined,
		type: typesOf(plain),
		...(values && { values }),
		...(additionalProperties && { additional: typesOf(additionalProperties as Schema) }),
	};
}

/** What it has to say of a field that can be written. */
function expected(content: MetadataContent): Partial<ReturnType<typeof constraints>> {
	switch (content.type) {
		case 'text':
		case 'code':
			return { type: ['null', 'string'], ...(content.most && { maxLength: content.most }) };
		case 'choice':
			return { type: ['null', 'string'], values: [...content.choices] };
		case 'number': {
			const [minimum, maximum] = content.limits;
			return { type: ['null', 'number'], minimum, maximum };
		}
		case 'day':
			return { type: ['null', 'string'], format: 'date-time' };
		case 'yes or no':
			return { type: ['boolean', 'null'] };
		case 'custom':
			return { type: ['null', 'object'], additional: ['boolean', 'null', 'number', 'string'] };
	}
}

test('a change of metadata has just the fields that the description has', () => {
	const { properties = {}, additionalProperties, required } = described;
	expect(Object.keys(properties).toSorted()).toEqual(METADATA_FIELDS.toSorted());
	expect([additionalProperties, required]).toEqual([false, undefined]);
});

test.each(METADATA_FIELDS)('%s means the same on both sides, and may be null', (field) => {
	const ours = expected(METADATA_TABLE[field]);
	expect(constraints(described.properties?.[field] ?? {})).toEqual(ours);
});

test.each(['location_lat', 'location_lon'] as const)('%s is read within its limits', (field) => {
	const { minimum = 0, maximum = 0 } = described.properties?.[field] ?? {};
	const faultsAt = (number: number) =>
		changeReader({ clearEmpty: false, zone: 'UTC' })({ cells: { [field]: number }, others: [] })
			.faults.length;
	expect([minimum, maximum].map(faultsAt)).toEqual([0, 0]);
	expect([minimum - 0.01, maximum + 0.01].map(faultsAt)).toEqual([1, 1]);
});

test('a new record of the sandbox has all fields of the description', () => {
	const record = newMetadata('0123456789abcdef', { $uri: '', created_at: '' } as WireSample);
	const properties = Object.keys(schemaOf('Metadata').properties ?? {});
	expect(Object.keys(record).toSorted()).toEqual(properties.toSorted());
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
