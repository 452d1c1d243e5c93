import { idIn, range, patchesIn, useNode } from './use-node.cts';
import { lineOf, nothingChanged } from '../faults.cts';

const { run, register, addSamples, metadataOf } = useNode();

const update = (rows: object[], parameters = {}, settings = {}) =>
	run('metadata: update', rows, parameters, settings);

const manually = (value: object) => ({ metadataFields: { mappingMode: 'defineBelow', value } });

/** Columns of all fields, and what is sent for them. */
const COLUMNS = {
	'Sample Name': 'Patient 7, day 1',
	'External ID': 4711,
	description: 'two\nlines',
	'SAMPLE-TYPE': 'metagenomic',
	library_type: 'wgs',
	Platform: 'illumina miseq',
	'Collection Date': '2026-01-05',
	date_sequenced: '2026-02-01T09:30',
	Location: 'Lausanne',
	Latitude: '46.52',
	lon: 6.63,
	Starred: 'yes',
};
const SENT = {
	name: 'Patient 7, day 1',
	external_sample_id: '4711',
	description: 'two\nlines',
	sample_type: 'Metagenomic',
	library_type: 'WGS',
	platform: 'Illumina MiSeq',
	date_collected: '2026-01-05T00:00:00Z',
	date_sequenced: '2026-02-01T09:30:00+01:00',
	location_string: 'Lausanne',
	location_lat: 46.52,
	location_lon: 6.63,
	starred: true,
};

test('a row that changes nothing gives its record as another row has changed it', async () => {
	const [sample_id = ''] = addSamples(1);
	const rows = ['', 'New', ''].map((name) => ({ sample_id, name }));
	const { json } = await run('metadata: update', rows);
	expect(json.map(({ name }) => name)).toEqual(['New', 'New', 'New']);
});

test('columns are found by their titles, straight behind Register', async () => {
	const rows = (await register(2)).map((row) => Object.assign(row, COLUMNS));
	const { json, output, requests } = await update(rows, {}, { timezone: 'Europe/Zurich' });
	expect(patchesIn(requests).map(({ body }) => body)).toEqual([SENT, SENT]);
	const record = metadataOf(rows[1]?.sample_id ?? '');
	const dates = {
		date_collected: '2026-01-05T00:00:00.000Z',
		date_sequenced: '2026-02-01T08:30:00.000Z',
	};
	expect(record).toMatchObject({ ...SENT, ...dates });
	expect(json[1]).toEqual({
		metadata_id: idIn(record.$uri),
		sample_id: rows[1]?.sample_id,
		name: SENT.name,
		external_sample_id: SENT.external_sample_id,
		description: SENT.description,
		sample_type: SENT.sample_type,
		...dates,
		location_string: SENT.location_string,
		custom: {},
	});
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
});

test('the changed record as One Codex gave it, by its own id', async () => {
	const [id = ''] = addSamples(1);
	const metadata_id = idIn(metadataOf(id).$uri);
	const parameters = { findBy: 'metadata', simple: false };
	const { json, routes } = await update([{ metadata_id, name: 'x' }], parameters);
	expect(json).toEqual([{ ...metadataOf(id), name: 'x' }]);
	expect(routes).toEqual([`PATCH /api/v1/metadata/${metadata_id}`]);
});

test('columns, fixed choices and expressions are mapped manually', async () => {
	const [sample_id = ''] = addSamples(1);
	const row = { sample_id, Who: 'P-7', day: '2026-01-05', name: 'not this', lat: '1' };
	const { requests } = await update(
		[row],
		manually({
			name: '={{ $json.Who }}',
			description: '={{ $json.Who + " on " + $json.day }}',
			sample_type: 'Isolate',
			platform: '={{ "OXFORD NANOPORE MINION" }}',
			date_collected: '={{ DateTime.fromISO($json.day, { zone: "utc" }) }}',
			date_sequenced: '2026-01-05T09:30:00',
			location_lat: 46.5,
			starred: false,
			library_type: '',
			location_string: null,
			custom: '={{ { visit: 2 } }}',
		}),
		{ timezone: 'America/New_York' },
	);
	expect(patchesIn(requests)[0]?.body).toEqual({
		name: 'P-7',
		description: 'P-7 on 2026-01-05',
		sample_type: 'Isolate',
		platform: 'Oxford Nanopore MinION',
		date_collected: '2026-01-05T00:00:00Z',
		date_sequenced: '2026-01-05T09:30:00-05:00',
		location_lat: 46.5,
		starred: false,
		custom: { visit: 2 },
	});
});

const FAULTY = [
	{ name: 'x'.repeat(256), date_collected: '3/4/2026', Platform: 'Abacus', row_number: 1 },
	{ name: 'good', row_number: 2 },
	{ Latitude: 91, lon: 'east', starred: 'maybe', row_number: 12 },
	{ name: ['list'], sample_type: 'Soil', row_number: 4 },
];

test('every faulty cell of every row is told in one message, and nothing is sent', async () => {
	const ids = addSamples(4);
	const rows = FAULTY.map((row, index) => ({ sample_id: ids[index], ...row }));
	const { error, requests } = await update(rows);
	expect(requests).toEqual([]);
	expect(error?.message).toBe(nothingChanged(3, 4));
	expect(
		error?.description
			?.split('<br>\n')
			.map(
				(line) =>
					/^Row \d+, (?:Name|Platform|Date Collected|Latitude|Longitude|Starred|Sample Type) /.exec(
						line,
					)?.[0],
			),
	).toEqual([
		'Row 1, Name ',
		'Row 1, Platform ',
		'Row 1, Date Collected ',
		'Row 12, Latitude ',
		'Row 12, Longitude ',
		'Row 12, Starred ',
		'Row 4, Name ',
		'Row 4, Sample Type ',
	]);
});

test('with an error output, the good rows are written and the faulty ones go there', async () => {
	const ids = addSamples(4);
	const rows = FAULTY.map((row, index) => ({ sample_id: ids[index], ...row }));
	const done = await update(rows, {}, { onError: 'continueErrorOutput' });
	expect(done.json).toMatchObject([{ sample_id: ids[1], name: 'good' }]);
	expect(patchesIn(done.requests)).toHaveLength(1);
	expect(done.errorOutput.map(({ json }) => json)).toEqual(
		[0, 2, 3].map((index) => ({ ...rows[index], error: expect.any(String) as string })),
	);
});

test('two columns that could be one field are told for all rows at once', async () => {
	const rows = addSamples(3).map((sample_id) => ({ sample_id, name: 'a', 'Sample Name': 'b' }));
	const { error, requests } = await update(rows);
	expect(requests).toEqual([]);
	expect(error?.description).toBe(
		lineOf(['1', '2', '3'], 'name', '', 'ambiguous_columns', {
			titles: ['name', 'Sample Name'],
			canMap: true,
		}),
	);
});

test('an expression that fails is a fault of its row', async () => {
	const rows = addSamples(2).map((sample_id, index) => ({
		sample_id,
		who: index === 0 ? 'P' : '',
	}));
	const value = { name: '={{ $json.who || $("No such node").item.json.x }}' };
	const { error, requests } = await update(rows, manually(value));
	expect(requests).toEqual([]);
	expect(error?.description).toMatch(/^Row 2: .*'Name' failed \(/);
});

test('a row that changes nothing gives its record as it is', async () => {
	const [sample_id = ''] = addSamples(1);
	const { json, requests } = await update([{ sample_id, name: '' }]);
	expect(json).toMatchObject([{ sample_id, name: null }]);
	expect(patchesIn(requests)).toEqual([]);
});

test.each([
	['sample', {}, 3, 0],
	['sample', { options: { othersToCustom: true } }, 3, 3],
	['metadata', {}, 0, 0],
	['metadata', { options: { othersToCustom: true } }, 0, 3],
])(
	'120 records by %s with %j take as few requests as can be',
	async (findBy, more, reads, records) => {
		const rows = addSamples(120).map((sample_id) => ({
			sample_id,
			metadata_id: idIn(metadataOf(sample_id).$uri),
			name: sample_id,
			Patient: 'P-7',
		}));
		const { json, requests } = await update(rows, { findBy, ...more });
		expect(json.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
		const gets = (path: string) =>
			requests.filter((request) => request.method === 'GET' && request.path === path).length;
		expect(gets('/api/v1/samples')).toBe(reads);
		expect(gets('/api/v1/metadata')).toBe(records);
		expect(requests).toHaveLength(120 + reads + records);
	},
);

test('two rows of one sample: the last one stands', async () => {
	const [sample_id = ''] = addSamples(1);
	const rows = range(5).map((index) => ({ sample_id, name: `name ${index}` }));
	const { json } = await update(rows);
	expect(json.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
	expect(metadataOf(sample_id).name).toBe('name 4');
});
