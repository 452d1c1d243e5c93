import { textOf } from '../faults.cts';
import { patchesIn, useNode } from './use-node.cts';
import { barcode } from './with-sandbox.cts';

const { run, addSamples } = useNode();

const CUSTOM = { options: { othersToCustom: true } };

/** Updates the metadata of a sample, and gives the bodies that were sent, or what needs fixing. */
async function update(row: object, parameters: object = CUSTOM) {
	const [sample_id] = addSamples(1);
	const done = await run(
		'metadata: update',
		[{ sample_id, ...row }],
		{ ...parameters },
		{ onError: 'continueErrorOutput' },
	);
	return {
		sent: patchesIn(done.requests).map(({ body }) => body),
		errors: done.errorOutput.map(({ json }) => json.error),
	};
}

test('a sheet with the titles of MIxS: what is no field of One Codex is custom', async () => {
	const others = {
		env_broad_scale: 'a [ENVO:1]',
		env_local_scale: 'b',
		env_medium: 'c',
		host: 'Homo sapiens',
	};
	const { sent } = await update({
		samp_name: 'Soil 7',
		collection_date: '2024-05-20',
		geo_loc_name: 'USA: Maryland, Bethesda',
		lat_lon: '38.98 N 77.11 W',
		...others,
	});
	expect(sent).toEqual([
		{
			name: 'Soil 7',
			date_collected: '2024-05-20T00:00:00Z',
			location_string: 'USA: Maryland, Bethesda',
			location_lat: 38.98,
			location_lon: -77.11,
			custom: others,
		},
	]);
});

test.each<[row: object, sent: object]>([
	[
		{ 'Sample Name': 'A', samp_name: 'B' },
		{ name: 'A', custom: { samp_name: 'B' } },
	],
	[
		{ Location: 'Ward 3', geo_loc_name: 'USA' },
		{ location_string: 'Ward 3', custom: { geo_loc_name: 'USA' } },
	],
	[
		{ Latitude: 1, lat_lon: '2 N 3 E' },
		{ location_lat: 1, custom: { lat_lon: '2 N 3 E' } },
	],
])('a title of MIxS is a field only if no other column is: %j', async (row, sent) => {
	expect(await update(row)).toEqual({ sent: [sent], errors: [] });
});

test.each<[cell: string, lat: number, lon: number]>([
	['38.98 S 77.11 E', -38.98, 77.11],
	['38.98N 77.11w', 38.98, -77.11],
	['38.98° N, 77.11° W', 38.98, -77.11],
	['38.98N,77.11W', 38.98, -77.11],
	['38.98 -77.11', 38.98, -77.11],
	['-38.98, +77.11', -38.98, 77.11],
	['38.98,-77.11', 38.98, -77.11],
	['\u221238.98; 77', -38.98, 77],
	['0 0', 0, 0],
])('the position %j is %d and %d', async (cell, lat, lon) => {
	const { sent } = await update({ Lat_Lon: cell }, {});
	expect(sent).toEqual([{ location_lat: lat, location_lon: lon }]);
});

test.each([
	'38,98 N 77,11 W',
	'38,98',
	'77.11 W 38.98 N',
	'-38.98 S 77.11 W',
	'38.98 N 77.11',
	'38 58 48 N 77 6 36 W',
	'8°5 N 12°5 E',
	'Bethesda',
	'1 2 3',
])('the position %j needs fixing', async (cell) => {
	const { sent, errors } = await update({ lat_lon: cell });
	expect(sent).toEqual([]);
	expect(errors).toEqual([textOf('location_lat', cell, 'unclear_position')]);
});

test('a position beyond a pole needs fixing', async () => {
	const { errors } = await update({ lat_lon: '98 N 77 W' });
	expect(errors).toEqual([textOf('location_lat', 98, 'out_of_range', { least: -90, most: 90 })]);
});

test.each([true, false])('an empty position clears both (Clear Empty: %s)', async (clearEmpty) => {
	const { sent } = await update({ lat_lon: ' ', name: 'A' }, { options: { clearEmpty } });
	expect(sent).toEqual([
		{ name: 'A', ...(clearEmpty && { location_lat: null, location_lon: null }) },
	]);
});

describe.each([
	...[
		'2024',
		2024,
		'2024-05',
		'2024-05-01/2024-05-20',
		'2024/2026',
		'2024-05-01T08:00Z/2024-05-01T12:00Z',
	],
	...[
		'not collected',
		'Not applicable',
		'missing: control sample',
		'restricted access',
		'not provided',
	],
])('%j, which is no day, in collection_date', (cell) => {
	test('is a custom value', async () => {
		const { sent, errors } = await update({ collection_date: cell });
		expect({ sent, errors }).toEqual({ sent: [{ custom: { collection_date: cell } }], errors: [] });
	});

	test('needs fixing if it cannot be stored', async () => {
		const { sent, errors } = await update({ collection_date: cell }, {});
		expect(sent).toEqual([]);
		expect(errors).toEqual([textOf('date_collected', cell, 'unclear_date')]);
	});
});

test.each(['3/4/2026', '2024-13', 'May 2024', 'missing tube', 20240520])(
	'%j needs fixing anyway',
	async (cell) => {
		const { errors } = await update({ collection_date: cell });
		expect(errors).toEqual([textOf('date_collected', cell, 'unclear_date')]);
	},
);

test('a missing position is a custom value, too', async () => {
	const { sent } = await update({ lat_lon: 'not collected' });
	expect(sent).toEqual([{ custom: { lat_lon: 'not collected' } }]);
	const { errors } = await update({ lat_lon: 'not collected' }, {});
	expect(errors).toEqual([textOf('location_lat', 'not collected', 'unclear_position')]);
});

describe('tube_id', () => {
	const BATCH = {
		batchName: 'A',
		returnTrackingNumbers: 'T',
		options: { defaultSpecimenType: 'Human stool', defaultSequencingDepth: 'Deep' },
	};
	const barcodesOf = async (...rows: object[]) => {
		const { json } = await run('sequencingBatch: validate', rows, BATCH);
		return json.map(({ sample }) => (sample as { tube_barcode?: string }).tube_barcode);
	};

	test.each<[rows: object[]]>([
		[[{ tube_id: barcode(1) }]],
		[
			[
				{ 'Tube ID': ` ${barcode(1)}`, tube_barcode: barcode(1) },
				{ 'Tube ID': barcode(2), tube_barcode: '' },
			],
		],
		[[{ tube_id: 'T-1', Barcode: barcode(1) }]],
		[[{ tube_id: 'T-1', tube_barcode: barcode(1) }]],
		[[{ tube_id: 'T-1', Barcode: barcode(1), tube_barcode: barcode(1) }]],
	])('is the barcode if there is no other column of it: %j', async (rows) => {
		expect(await barcodesOf(...rows)).toEqual(rows.map((_, index) => barcode(index + 1)));
	});

	test('is a custom value only if it is not the barcode', async () => {
		expect((await update({ tube_id: barcode(1), tube_barcode: barcode(1), a: 1 })).sent).toEqual([
			{ custom: { a: 1 } },
		]);
		expect((await update({ tube_id: 'T-1', tube_barcode: barcode(1) })).sent).toEqual([
			{ custom: { tube_id: 'T-1' } },
		]);
		expect((await update({ tube_id: barcode(1) })).sent).toEqual([
			{ custom: { tube_id: barcode(1) } },
		]);
	});
});
