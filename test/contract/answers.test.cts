import { z } from 'zod/v4';

import {
	batchSchema,
	readBatch,
	readRegistration,
	readTubes,
} from '../../nodes/OneCodex/api/answers';
import { analysisSchema, jobSchema } from '../../nodes/OneCodex/api/analyses';
import {
	analysisFileSchema,
	analysisFilesSchema,
} from '../../nodes/OneCodex/api/files/analysisFiles';
import { linkSchema } from '../../nodes/OneCodex/api/files/fileLink';
import {
	metadataSchema,
	projectSchema,
	sampleSchema,
	tagSchema,
} from '../../nodes/OneCodex/api/kinds';
import { METADATA_FIELDS } from '../../nodes/OneCodex/domain/metadataFields';
import { idOf } from '../../nodes/OneCodex/api/references';
import { profileSchema } from '../../nodes/OneCodex/api/otherResults';
import { resultsSchema, taxonSchema } from '../../nodes/OneCodex/api/results';
import { exampleOf } from './examples.cts';
import { schemaOf, typesOf, type Schema } from './description.cts';

const PAIRS: Array<[string, () => z.ZodType, string[]]> = [
	[
		'SequencingBatch',
		batchSchema,
		['$uri', 'batch_number', 'created_at', 'name', 'owner', 'status'],
	],
	[
		'Sample',
		sampleSchema,
		[
			...['$uri', 'created_at', 'error_msg', 'filename', 'metadata', 'owner'],
			...['primary_classification', 'project', 'size', 'status', 'tags', 'updated_at'],
			'visibility',
		],
	],
	['Metadata', metadataSchema, ['$uri', 'sample', 'updated_at', ...METADATA_FIELDS].toSorted()],
	[
		'Project',
		projectSchema,
		[
			...['$uri', 'description', 'external_id', 'name', 'owner', 'permissions'],
			...['project_name', 'public'],
		],
	],
	['AnalysisFiles', analysisFilesSchema, ['files']],
	['AnalysisFile', analysisFileSchema, ['filename', 'filepath', 'size', 'url']],
	['SampleLink', linkSchema, ['download_uri', 'expires_in_hours']],
	['ClassificationResults', resultsSchema, ['host_tax_ids', 'n_reads', 'table']],
	[
		'Taxon',
		taxonSchema,
		[
			...['abundance', 'abundance_w_children', 'name', 'parent_tax_id', 'rank', 'readcount'],
			...['readcount_w_children', 'tax_id', 'unfiltered_readcount'],
			'unfiltered_readcount_w_children',
		],
	],
];

// What zod calls custom is any value to JSON Schema.
const schemaFor = (zodSchema: () => z.ZodType) =>
	z.toJSONSchema(zodSchema(), { unrepresentable: 'any' }) as Schema;

test.each(PAIRS)('%s: both sides have just these properties', (name, zodSchema, names) => {
	const ours = schemaFor(zodSchema);
	expect(Object.keys(schemaOf(name).properties ?? {}).toSorted()).toEqual(names);
	expect(Object.keys(ours.properties ?? {}).toSorted()).toEqual(names);
});

test.each(PAIRS)('%s: what the node insists on, the description promises', (name, zodSchema) => {
	const needed = schemaFor(zodSchema).required ?? [];
	expect(needed.length).toBeGreaterThan(0);
	expect(schemaOf(name).required).toEqual(expect.arrayContaining(needed));
});

const batch = exampleOf(schemaOf('SequencingBatch')) as Record<string, unknown>;

test.each(PAIRS)('%s: an example of the description is read unchanged', (name, zodSchema) => {
	const example = exampleOf(schemaOf(name));
	expect(zodSchema().parse(example)).toEqual(example);
});

test.each(PAIRS)('%s: what may be null is read as null', (name, zodSchema) => {
	const example = exampleOf(schemaOf(name)) as object;
	const { properties = {} } = schemaOf(name);
	const nullable = Object.keys(properties).filter((key) =>
		typesOf(properties[key] ?? {}).includes('null'),
	);
	const withNulls = { ...example, ...Object.fromEntries(nullable.map((key) => [key, null])) };
	expect(zodSchema().parse(withNulls)).toEqual(withNulls);
});

test.each<[string, () => z.ZodType]>([
	// Where it is says what type it is of.
	['Classification', () => analysisSchema().omit({ analysis_type: true })],
	['Analysis', analysisSchema],
	['Job', jobSchema],
	['ProfilePart', profileSchema],
	['Tag', tagSchema],
])('%s: what is read of it is described, and an example is read unchanged', (name, zodSchema) => {
	const described = Object.keys(schemaOf(name).properties ?? {});
	expect(described).toEqual(
		expect.arrayContaining(Object.keys(schemaFor(zodSchema).properties ?? {})),
	);
	const example = exampleOf(schemaOf(name));
	expect(zodSchema().parse(example)).toEqual(example);
});

test('a list of samples is read', () => {
	const tubes = [exampleOf(schemaOf('TubeAndSample'))];
	const read = {
		barcode: 'text',
		sampleUri: '/api/v1/samples/0123456789abcdef',
		sample: { $ref: '/api/v1/samples/0123456789abcdef' },
	};
	expect(readTubes(tubes)).toEqual({ tubes: [read], unreadable: 0 });
	const answer = { batch, samples: tubes };
	expect(Object.keys(answer)).toEqual(Object.keys(schemaOf('RegisterAnswer').properties ?? {}));
	expect(readRegistration(answer)).toEqual({ batch: readBatch(batch), tubes: [read] });
});

test.each(['TubeAndSample', 'RegisterAnswer'])('%s: all that is read is promised', (name) => {
	const { required, properties } = schemaOf(name);
	expect(required?.toSorted()).toEqual(Object.keys(properties ?? {}).toSorted());
});

const statuses = schemaOf('BatchStatus').enum ?? [];

test('the description knows statuses, and names that are null', () => {
	expect(statuses.length).toBeGreaterThan(1);
	expect(schemaOf('SequencingBatch').properties?.name?.type).toContain('null');
});

test.each<Record<string, unknown>>([
	...statuses.map((status) => ({ status })),
	{ status: 'a status of tomorrow' },
	{ name: null },
	{ owner: null },
	{ created_at: null },
	{ added_tomorrow: { any: 'thing' } },
])('a batch with %j is read unchanged', (change) => {
	expect(readBatch({ ...batch, ...change })).toEqual({
		id: '0123456789abcdef',
		name: change.name === null ? undefined : 'text',
		canceled: change.status === 'canceled',
		createdAt: change.created_at === null ? undefined : Date.UTC(2026, 0, 5, 8),
		batch: { ...batch, ...change },
	});
});

test.each([
	...['SequencingBatch', 'Sample', 'Metadata', 'Project', 'SampleReference', 'UserReference'],
	...['MetadataReference', 'ClassificationReference', 'ProjectReference'],
])('the ids in a %s are safe in a path', (name) => {
	const { $uri, $ref } = exampleOf(schemaOf(name)) as { $uri?: string; $ref?: string };
	expect(idOf($uri ?? $ref ?? '')).toMatch(/^[a-f0-9]{16}$/);
});
