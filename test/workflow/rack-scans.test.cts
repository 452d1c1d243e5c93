import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { textOf } from '../faults.cts';
import { useNode } from './use-node.cts';
import { barcode, tube } from './with-sandbox.cts';

const { sandbox, run } = useNode();

const BATCH = { batchName: 'Rack 1', returnTrackingNumbers: 'T1' };
const notRead = (value: string, well: string) =>
	textOf('tube_barcode', value, 'barcode_not_read', { well });

/** A place of a rack as a scanner lists it. */
const place = (Position: string, code: string) => ({ ...tube(1), 'Tube Barcode': code, Position });

test.each(['NO TUBE', 'no tube', 'NoTube', 'No_Tube', 'NO-TUBE', ' no  tube ', 'EMPTY', "'Empty"])(
	'a place with %j is skipped and counted',
	async (code) => {
		const rows = [place('A1', barcode(1)), place('A2', code), {}, place('A3', barcode(2))];
		const { output, hints } = await run('sequencingBatch: register', rows, BATCH);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 3 }]);
		expect(hints).toEqual([HINTS.blankRows(1, false), HINTS.noTube(1, false)]);
	},
);

test.each<[source: string, parameters: object]>([
	['a list', { samplesFrom: 'list', list: '={{ [$json] }}' }],
	[
		'manual entry',
		{ samplesFrom: 'manual', samples: { sample: [{ tubeBarcode: '={{ $json.Code }}' }] } },
	],
	[
		'a mapping',
		{ sampleFields: { mappingMode: 'defineBelow', value: { tube_barcode: '={{ $json.Code }}' } } },
	],
])('so it is in %s; with no tube at all, nothing is sent', async (_, parameters) => {
	const rows = ['EMPTY', 'NO TUBE'].map((code) => ({ Barcode: code, Code: code }));
	const { output, hints } = await run('sequencingBatch: register', rows, {
		...BATCH,
		...parameters,
	});
	expect(output).toEqual([]);
	expect(hints).toEqual([HINTS.noTube(2, true)]);
	expect(sandbox().requests).toEqual([]);
});

test('a barcode that could not be read is a fault that names the well', async () => {
	const rows = [
		place('B7', 'NO READ'),
		{ ...tube(1), 'Tube Barcode': 'no_read', Rack: 'R1', WELL: 'H12', Position: '96' },
		{ ...tube(2), 'Tube Barcode': 'NOREAD', Well: '' },
		place('A1', barcode(3)),
	];
	const { json } = await run('sequencingBatch: validate', rows, BATCH);
	expect(json.map(({ problems }) => problems)).toEqual([
		[notRead('NO READ', 'B7')],
		[notRead('no_read', 'H12')],
		[notRead('NOREAD', '')],
		[],
	]);
});

test.each(['UNREADABLE', 'Read Failed', 'scan_failed', 'NOT SCANNED'])(
	'%s is no barcode, though it has the form of one',
	async (code) => {
		const { json } = await run('sequencingBatch: validate', [place('C3', code)], BATCH);
		expect(json.map(({ problems }) => problems)).toEqual([[notRead(code, 'C3')]]);
	},
);

test.each(['Unreadably', 'emptytube1', 'NOTUBE1234', 'NOREAD1234'])(
	'%s is a barcode',
	async (code) => {
		const { json } = await run('sequencingBatch: register', [place('A1', code)], BATCH);
		expect(json).toMatchObject([{ tube_barcode: code }]);
	},
);

describe('where a tube is goes with its sample', () => {
	const where = { Well: 'A1', position: 1, RACK: 'R-7' };
	const rows = [{ ...tube(1), ...where, Patient: 'P' }, tube(2)];

	test.each([true, false])('with Simplify %s', async (simple) => {
		const { json } = await run('sequencingBatch: register', rows, { ...BATCH, simple });
		expect(json[0]).toMatchObject({ tube_barcode: barcode(1), ...where });
		expect(json[0]).not.toHaveProperty('Patient');
		expect(Object.keys(json[1] ?? {})).toEqual(
			Object.keys(json[0] ?? {}).filter((title) => !(title in where)),
		);
	});

	test('for a tube that One Codex does not show as well', async () => {
		const fault = { kind: 'dropSamples' as const, barcodes: [barcode(1)], everywhere: true };
		sandbox().inject({ match: { method: 'POST' }, fault });
		const { json } = await run('sequencingBatch: register', rows.slice(0, 1), BATCH);
		expect(json).toMatchObject([where]);
	});
});
