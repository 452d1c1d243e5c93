import {
	BATCHES,
	hasOddCustom,
	METADATA,
	pathOf,
	PROJECTS,
	SAMPLES,
} from '../../nodes/OneCodex/api/kinds';
import { resultsSchema } from '../../nodes/OneCodex/api/results';

const ID = '0123456789abcdef';
const OTHER = 'fedcba9876543210';
const sample = { $uri: `/api/v1/samples/${ID}`, status: 'available' };

describe('a sample', () => {
	test.each<[object, object]>([
		[{}, { metadataId: undefined, classificationId: undefined }],
		[
			{ metadata: { $ref: `/api/v1/metadata/${OTHER}` }, primary_classification: null },
			{ metadataId: OTHER, classificationId: undefined },
		],
		[
			{
				metadata: { $uri: `/api/v1/metadata/${OTHER}`, name: 'embedded' },
				primary_classification: { $uri: `/api/v1/classifications/${OTHER}`, complete: true },
			},
			{ metadataId: OTHER, classificationId: OTHER },
		],
		[{ status: 'a status of tomorrow', tags: [{ name: 'embedded' }], new_field: [1] }, {}],
		[{ metadata: { $ref: '/api/v1/metadata/..' } }, { metadataId: undefined }],
		[{ created_at: '1970-01-01T00:00:01Z' }, { createdAt: 1000 }],
		[{ created_at: 'in spring' }, { createdAt: undefined }],
		[{ created_at: null }, { createdAt: undefined }],
	])('with %j is read', (more, ids) => {
		const raw = { ...sample, ...more };
		expect(SAMPLES.read(raw)).toMatchObject({ id: ID, raw, ...ids });
	});
});

test.each([
	undefined,
	null,
	'text',
	[],
	{},
	{ $uri: 7 },
	{ $uri: '/api/v1/samples/..' },
	{ $uri: '/api/v1/samples/a%2Fb' },
])('%j is no object of any kind', (value) => {
	for (const kind of [BATCHES, METADATA, PROJECTS, SAMPLES]) {
		expect(kind.read(value)).toBeUndefined();
	}
});

test('custom values of metadata are read as they are, whatever their titles', () => {
	const custom = '{"__proto__":"p","constructor":"c","a":{"b":[1]},"n":null}';
	const raw: unknown = JSON.parse(`{"$uri":"/api/v1/metadata/${ID}","custom":${custom}}`);
	expect(JSON.stringify(METADATA.read(raw)?.raw.custom)).toBe(custom);
});

test.each<[unknown, boolean]>([
	['text', true],
	[7, true],
	[[1], true],
	[false, true],
	[{}, false],
	[null, false],
	[undefined, false],
])('custom values that are %j cannot be read: %s', (custom, isOdd) => {
	const record = { $uri: `/api/v1/metadata/${ID}`, name: 'a', custom };
	const read = METADATA.read(record);
	expect(read?.given).toBe(record);
	expect(read?.raw.name).toBe('a');
	expect(read && hasOddCustom(read)).toBe(isOdd);
});

test('an id from outside is encoded in a path', () => {
	expect(pathOf(SAMPLES, 'a/../b?c#d')).toBe('/api/v1/samples/a%2F..%2Fb%3Fc%23d');
});

test.each<[unknown, boolean]>([
	[{ table: [] }, true],
	[{ table: [{ tax_id: '1', parent_tax_id: null, abundance: null, new_field: 1 }] }, true],
	[{ n_reads: 7 }, false],
	// Entries that are no taxa are left out of a table.
	[{ table: [{ tax_id: 1 }, { name: 'without an id' }, null] }, true],
	[{ table: 'none' }, false],
	[[], false],
])('%j are results: %s', (value, expected) => {
	expect(resultsSchema().safeParse(value).success).toBe(expected);
});
