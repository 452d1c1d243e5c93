import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { BATCHES, METADATA, PROJECTS, SAMPLES } from '../../nodes/OneCodex/api/kinds';
import { getSampleFields } from '../../nodes/OneCodex/resources/sequencingBatch/fields';
import { description, schemaOf } from './description.cts';
import { parameter, valuesOf } from './parameters.cts';

const CHOICES: Array<[string, unknown[]]> = [
	['specimen_type', schemaOf('SpecimenType').enum ?? []],
	['sequencing_depth', schemaOf('SequencingDepth').enum ?? []],
];

const manual = (
	parameter('sequencingBatch', 'register', 'samples').options as INodePropertyCollection[]
).flatMap(({ values }) => values);
const options = parameter('sequencingBatch', 'register', 'options').options as INodeProperties[];
const named = (list: INodeProperties[], name: string) => list.find((one) => one.name === name);

test('the description has choices', () => {
	expect(CHOICES.map(([, choices]) => choices.length)).toEqual([2, 2]);
});

test('the mapper has the fields of a tube, with their choices', async () => {
	const { fields } = await getSampleFields();
	expect(fields.map(({ id }) => id).toSorted()).toEqual(
		Object.keys(schemaOf('TubeToRegister').properties ?? {}).toSorted(),
	);
	const withChoices = fields.filter((field) => field.options).map(({ id }) => id);
	expect(withChoices).toEqual(CHOICES.map(([field]) => field));
	for (const [field, choices] of CHOICES) {
		const one = fields.find(({ id }) => id === field);
		expect(one?.type).toBe('options');
		expect(one?.options?.map(({ value }) => value)).toEqual(choices);
	}
});

test.each([
	['specimenType', CHOICES[0]?.[1]],
	['sequencingDepth', CHOICES[1]?.[1]],
])('manual entry: %s has the choices, one of them from the start', (name, choices) => {
	const field = named(manual, name);
	expect(valuesOf(field?.options)).toEqual(choices);
	expect(choices).toContain(field?.default);
});

test.each([
	['defaultSpecimenType', CHOICES[0]?.[1]],
	['defaultSequencingDepth', CHOICES[1]?.[1]],
])('options: %s has the choices, one of them from the start', (name, choices) => {
	const field = named(options, name);
	expect(valuesOf(field?.options)).toEqual(choices);
	expect(choices).toContain(field?.default);
});

test('the most samples that a batch may hold are those of the description', () => {
	const { minItems, maxItems } = schemaOf('RegisterRequest').properties?.samples ?? {};
	const field = named(options, 'maxSamplesPerBatch');
	expect(field?.default).toBe(maxItems);
	expect(field?.typeOptions).toMatchObject({ minValue: minItems, maxValue: maxItems });
});

test('the paths that the node uses are described, and the key goes into the header named there', () => {
	expect(Object.keys(description.paths)).toEqual(
		expect.arrayContaining([
			'/api/v1/account',
			'/api/v1/sequencing/batches/register',
			'/api/v1/sequencing/batches/{id}/samples',
			...[BATCHES, SAMPLES, METADATA].flatMap(({ path }) => [path, `${path}/{id}`]),
			PROJECTS.path,
			'/api/v1/classifications/{id}/results',
		]),
	);
	expect(description.components.securitySchemes.apiKey).toEqual({
		type: 'apiKey',
		in: 'header',
		name: 'X-API-Key',
	});
});
