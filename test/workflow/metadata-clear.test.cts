import { patchesIn, useNode } from './use-node.cts';

const { run, addSamples, metadataOf } = useNode();

const FULL = {
	name: 'Patient 7',
	external_sample_id: '4711',
	description: 'text',
	sample_type: 'Isolate',
	library_type: 'WGS',
	platform: 'Sanger',
	date_collected: '2026-01-05T00:00:00.000Z',
	date_sequenced: '2026-01-06T00:00:00.000Z',
	location_string: 'Lausanne',
	location_lat: 46.5,
	location_lon: 6.6,
	starred: true,
};
const CLEARED = {
	...Object.fromEntries(Object.keys(FULL).map((key) => [key, null])),
	starred: false,
};
const EMPTY = Object.fromEntries(Object.keys(FULL).map((key) => [key, '']));

const update = (rows: object[], parameters = {}) => run('metadata: update', rows, parameters);

/** A sample whose metadata are all filled in. */
async function filled() {
	const [sample_id = ''] = addSamples(1);
	await update([{ sample_id, ...FULL }]);
	expect(metadataOf(sample_id)).toMatchObject(FULL);
	return sample_id;
}

const CLEAR = { options: { clearEmpty: true } };

test('empty cells are left alone', async () => {
	const sample_id = await filled();
	await update([{ sample_id, ...EMPTY, name: 'New' }]);
	expect(metadataOf(sample_id)).toMatchObject({ ...FULL, name: 'New' });
});

test('Clear Empty clears the fields of empty cells', async () => {
	const sample_id = await filled();
	const { json } = await update([{ sample_id, ...EMPTY }], { ...CLEAR, simple: false });
	expect(metadataOf(sample_id)).toMatchObject(CLEARED);
	expect(json[0]).toMatchObject(CLEARED);
});

test('Clear Empty clears what a row lacks where other rows have the column', async () => {
	const [a, b] = [await filled(), await filled()];
	await update([{ sample_id: a, name: 'New' }, { sample_id: b }], CLEAR);
	expect(metadataOf(b)).toMatchObject({ ...FULL, name: null });
});

test('Clear Empty touches no field without a column', async () => {
	const sample_id = await filled();
	await update([{ sample_id, description: null }], CLEAR);
	expect(metadataOf(sample_id)).toMatchObject({ ...FULL, description: null });
});

test('with a manual mapping, Clear Empty clears what an expression finds empty, and no more', async () => {
	const sample_id = await filled();
	const value = {
		name: '={{ $json.nothing }}',
		platform: '={{ "" }}',
		description: '',
		location_lat: null,
		starred: false,
	};
	const metadataFields = { mappingMode: 'defineBelow', value };
	await update([{ sample_id, description: '' }], { ...CLEAR, metadataFields });
	expect(metadataOf(sample_id)).toMatchObject({
		...FULL,
		name: null,
		platform: null,
		starred: false,
	});
});

describe('an empty cell of another column', () => {
	const BOTH = { options: { clearEmpty: true, othersToCustom: true } };

	test('adds no null to a record that never had the value', async () => {
		const [sample_id = ''] = addSamples(1);
		const { requests } = await run(
			'metadata: update',
			[{ sample_id, name: 'N', Patient: '' }],
			BOTH,
		);
		expect(patchesIn(requests).map(({ body }) => body)).toEqual([{ name: 'N' }]);
		expect(metadataOf(sample_id)).toMatchObject({ name: 'N', custom: {} });
	});

	test('changes nothing where there is nothing else, and the record is given as it is', async () => {
		const sample_id = await filled();
		const rows = [{ sample_id, Patient: '' }];
		const raw = { ...BOTH, simple: false };
		const { requests, json } = await run('metadata: update', rows, raw);
		expect(patchesIn(requests)).toEqual([]);
		const sample = { $ref: `/api/v1/samples/${sample_id}` };
		expect(json).toMatchObject([{ sample, ...FULL, custom: {} }]);
	});
});
