import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { BATCH_STATUSES, SAMPLE_STATUSES } from '../../nodes/OneCodex/api/kinds';
import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { getMetadataFields } from '../../nodes/OneCodex/resources/metadata/fields';
import { schemaOf, typesOf, withoutAlternatives } from './description.cts';
import { parameterWithin, valuesOf } from './parameters.cts';

test.each([
	['BatchStatus', BATCH_STATUSES, 'sequencingBatch', 'Shipped to Lab'],
	['SampleStatus', SAMPLE_STATUSES, 'sample', 'Awaiting Data'],
] as const)('the filter of a %s has the statuses, in words', (name, statuses, resource, words) => {
	const { type, options } = parameterWithin(resource, 'getAll', 'filters', 'status');
	expect(statuses).toEqual(schemaOf(name).enum);
	expect(type).toBe('multiOptions');
	expect(valuesOf(options)).toEqual(statuses);
	expect((options as INodePropertyOptions[]).map((one) => one.name)).toContain(words);
});

describe('the mapper of metadata', () => {
	const { properties = {} } = schemaOf('MetadataUpdate');
	// Where n8n gives a type a value of its own, such as 0 or false, another one stands for it.
	const TYPES: Record<string, string> = {
		boolean: 'options',
		number: 'string',
		object: 'object',
		string: 'string',
	};
	const YES_OR_NO = ['true', 'false'];

	test('has just the fields that can be changed', async () => {
		const { fields } = await getMetadataFields();
		expect(fields.map(({ id }) => id).toSorted()).toEqual(Object.keys(properties).toSorted());
		expect(new Set(fields.map(({ displayName }) => displayName)).size).toBe(fields.length);
		expect(fields.every(({ required }) => !required)).toBe(true);
	});

	test.each(Object.keys(properties))('%s has the type and the choices', async (field) => {
		const plain = withoutAlternatives(properties[field] ?? {});
		const [type = ''] = typesOf(plain).filter((one) => one !== 'null');
		const time = plain.format === 'date-time' ? 'dateTime' : undefined;
		const { fields } = await getMetadataFields();
		const one = fields.find(({ id }) => id === field);
		expect(one?.options?.map(({ value }) => value)).toEqual(
			type === 'boolean' ? YES_OR_NO : plain.enum,
		);
		expect(one?.type).toBe(plain.enum ? 'options' : (time ?? TYPES[type]));
	});
});

test('the most and the least abundance are those of a share', () => {
	const { typeOptions } = parameterWithin('sample', 'getResults', 'filters', 'minAbundance');
	expect(typeOptions).toMatchObject({ minValue: 0, maxValue: 1 });
});

test('each list that is searched has its method, and each method its list', () => {
	const { description, methods } = new OneCodex();
	const within = (properties: INodeProperties[]): string[] =>
		properties.flatMap(({ modes = [], options = [], type }) => [
			...modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
			...(type === 'collection' ? within(options as INodeProperties[]) : []),
		]);
	expect([...new Set(within(description.properties))].toSorted()).toEqual(
		Object.keys(methods.listSearch).toSorted(),
	);
});
