import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { lineOf, textOf } from '../faults.cts';
import { patchesIn, useNode } from './use-node.cts';
import { barcode, tube } from './with-sandbox.cts';

const { run, addSamples } = useNode();

const REGISTER = {
	batchName: '={{ $json.Crate }}',
	returnTrackingNumbers: '={{ $json["Way Bill"].trim() }}',
};
/** What Register reads, is said to have given, or gives back in any case. */
const KNOWN = {
	...tube(1),
	Crate: 'R1',
	'Way Bill': 'T1',
	Well: 'A1',
	row_number: 2,
	sample_id: '',
	__EMPTY: '',
};
const titles = ['Patient', 'Sequencing Dept'];
const UNKNOWN = { Patient: 'P', 'Sequencing Dept': 'Deep' };

const tubeByHand = {
	tubeBarcode: barcode(1),
	specimenType: 'Human stool',
	sequencingDepth: 'Standard',
};
const BY_HAND = { batchName: 'A', returnTrackingNumbers: 'T', samplesFrom: 'manual' };

const register = async (
	rows: object[],
	unknownColumns?: string,
	more: object = {},
	settings: object = {},
) =>
	await run(
		'sequencingBatch: register',
		rows,
		{ ...REGISTER, ...more, options: { unknownColumns } },
		settings,
	);

describe('Register', () => {
	test('knows no columns beside tubes that were entered by hand', async () => {
		const samples = { sample: [tubeByHand] };
		const more = { ...BY_HAND, samples };
		for (const way of ['hint', 'refuse']) {
			const { error, hints } = await register([{ submittedAt: 'today' }], way, more);
			expect(error).toBeUndefined();
			expect(hints).toEqual([]);
		}
	});

	test.each<[way: string | undefined, hints: string[]]>([
		[undefined, []],
		['ignore', []],
		['hint', [HINTS.unknownColumns(titles)]],
	])('with unknown columns set to %s', async (way, hints) => {
		const { output, hints: shown } = await register([{ ...KNOWN, ...UNKNOWN }], way);
		expect(output).toHaveLength(1);
		expect(shown).toEqual(hints);
	});

	test('refuses them beside whatever else needs fixing', async () => {
		const rows = [
			{ ...KNOWN, ...UNKNOWN },
			{ ...KNOWN, ...tube(2, { 'Tube Barcode': 'x' }) },
		];
		const { error, requests } = await register(rows, 'refuse');
		expect(requests).toEqual([]);
		expect(error?.description?.split('<br>\n')).toEqual([
			lineOf(['1', '2'], 'row', '', 'unknown_columns', { titles }),
			lineOf(['2'], 'tube_barcode', 'x', 'barcode_length', { length: 1 }),
		]);
	});

	test('passes each row on to the error output', async () => {
		const { output, errorOutput } = await register(
			[{ ...KNOWN, ...UNKNOWN }],
			'refuse',
			{},
			{ onError: 'continueErrorOutput' },
		);
		expect(output).toEqual([]);
		expect(errorOutput).toMatchObject([
			{ json: { error: textOf('row', '', 'unknown_columns', { titles }) } },
		]);
	});

	test.each(['validate', 'validateWithHistory'])('knows what %s returns', async (operation) => {
		const { json } = await run(`sequencingBatch: ${operation}`, [KNOWN], REGISTER);
		const { output, error } = await register(json, 'refuse');
		expect(error).toBeUndefined();
		expect(output).toHaveLength(1);
	});

	test.each<[what: string, row: object, parameters: object]>([
		['what it reads', KNOWN, {}],
		[
			'the barcode in Tube ID',
			{
				'Tube ID': tube(1)['Tube Barcode'],
				'Specimen Type': 'Human stool',
				'Sequencing Depth': 'Deep',
				Crate: 'R',
				'Way Bill': 'T',
			},
			{},
		],
		[
			'a list',
			{ Crate: 'R', 'Way Bill': 'T', Note: '', tubes: [tube(1)] },
			{ samplesFrom: 'list', list: '={{ $json.tubes }}' },
		],
		[
			'a mapping',
			{ Code: tube(1)['Tube Barcode'], Kind: 'Human stool', Crate: 'R', 'Way Bill': 'T' },
			{
				sampleFields: {
					mappingMode: 'defineBelow',
					value: {
						tube_barcode: '={{ $json.Code }}',
						specimen_type: "={{ $json['Kind'] }}",
						sequencing_depth: 'Deep',
					},
				},
			},
		],
	])('knows %s', async (_, row, parameters) => {
		const { output, error } = await register([row], 'refuse', parameters);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(1);
	});
});

describe('Metadata', () => {
	const update = async (unknownColumns?: string, more: object = {}) => {
		const [sample_id] = addSamples(1);
		const row = { sample_id, name: 'A', lat_lon: '1 N 2 E', Barcode: 'B', Rack: 'R', ...UNKNOWN };
		return await run('metadata: update', [row], { options: { unknownColumns, ...more } });
	};

	test.each<[way: string | undefined, hints: string[]]>([
		[undefined, []],
		['hint', [HINTS.unknownColumns(titles)]],
	])('with unknown columns set to %s', async (way, hints) => {
		const { requests, hints: shown } = await update(way);
		expect(patchesIn(requests)).toHaveLength(1);
		expect(shown).toEqual(hints);
	});

	test('refuses them', async () => {
		const { requests, error } = await update('refuse');
		expect(requests).toEqual([]);
		expect(error?.description).toBe(lineOf(['1'], 'row', '', 'unknown_columns', { titles }));
	});

	test('knows all that it stores as custom metadata', async () => {
		const { error } = await update('refuse', { othersToCustom: true });
		expect(error).toBeUndefined();
	});
});
