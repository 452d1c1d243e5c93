import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { lineOf, textOf } from '../faults.cts';
import { range, useNode } from './use-node.cts';
import { barcode } from './with-sandbox.cts';

const { sandbox, run } = useNode();

const PLATE = {
	samplesFrom: 'plate',
	batchName: 'Plate 1',
	returnTrackingNumbers: 'T1',
	options: { defaultSpecimenType: 'Human stool', defaultSequencingDepth: 'Deep' },
};
const LETTERS = [...'ABCDEFGH'];

/** A row of a plate as Extract From File gives it, with a barcode in each column unless given otherwise. */
const plateRow = (index: number, more: object = {}) => ({
	__EMPTY: LETTERS[index],
	...Object.fromEntries(range(12).map((at) => [at + 1, barcode(index * 12 + at)])),
	...more,
});
const register = async (rows: object[], more: object = {}, settings: object = {}) =>
	await run('sequencingBatch: register', rows, { ...PLATE, ...more }, settings);
const validate = async (rows: object[]) => await run('sequencingBatch: validate', rows, PLATE);

test('a full plate is 96 tubes with their wells, linked to their rows', async () => {
	const { output } = await register(LETTERS.map((_, index) => plateRow(index)));
	expect(output).toHaveLength(96);
	expect(output.map(({ json, pairedItem }) => [json.well, json.tube_barcode, pairedItem])).toEqual(
		range(96).map((at) => {
			const item = Math.floor(at / 12);
			return [`${LETTERS[item] ?? ''}${(at % 12) + 1}`, barcode(at), { item }];
		}),
	);
	expect(sandbox().batches()).toMatchObject([{ name: 'Plate 1' }]);
});

test('empty cells and places without a tube are skipped, and rows without any are counted', async () => {
	const sparse = { __EMPTY: 'A', 1: barcode(1), 2: ' ', 3: null, 12: 'EMPTY' };
	const { json, hints } = await register([
		sparse,
		{ __EMPTY: 'B' },
		{},
		{ __EMPTY: 'H', 10: barcode(2) },
	]);
	expect(json.map(({ well }) => well)).toEqual(['A1', 'H10']);
	expect(hints).toEqual([HINTS.blankRows(2, false), HINTS.noTube(1, false)]);
});

test('a second plate beside the first, as n8n gives it, is not left out in silence', async () => {
	const second = { '1_1': barcode(91), '2_1': '', '12_1': barcode(92) };
	const { error } = await register([plateRow(0, second), plateRow(1), { __EMPTY: 'C', ...second }]);
	expect(sandbox().batches()).toEqual([]);
	expect(error?.description).toBe(
		lineOf(['1', '3'], 'row', '', 'second_plate', { titles: ['1_1', '12_1'] }),
	);
	const titles = Object.fromEntries(range(12).map((at) => [at + 1, String(at + 1)]));
	const staggered = await register([{ ...titles, '1_1': '1', '2_1': barcode(93) }, plateRow(0)]);
	expect(staggered.error?.description).toBe(
		lineOf(['1'], 'row', '', 'second_plate', { titles: ['2_1'] }),
	);
	const { output } = await register([plateRow(0, { '1_1': '' })]);
	expect(output).toHaveLength(12);
});

test.each<[what: string, rows: object[], wells: string[]]>([
	['small letters', [{ '': ' b ', 3: barcode(1) }], ['B3']],
	['titles with zeros', [{ Row: 'A', '02': barcode(1), '01': barcode(2) }], ['A1', 'A2']],
	['numbers as barcodes', [{ Row: 'A', 1: 23508114100017 }], ['A1']],
	[
		'other columns with letters',
		[
			{ row_number: 2, Plate: 'B', Well: 'C', 7: barcode(1), Group: 'X' },
			{ row_number: 3, Plate: 'B', Well: 'D', 8: barcode(2), Group: 'Y' },
			{ row_number: 4, Plate: 'B', Well: 'E', 9: '', Group: 'Z' },
		],
		['C7', 'D8'],
	],
	[
		'a letter for the plate before that of the row',
		[{ Plate: 'A', Row: 'B', 1: barcode(1) }],
		['B1'],
	],
	[
		'one row of each plate',
		[
			{ Plate: 'A', Row: 'G', 1: barcode(1) },
			{ Plate: 'B', Row: 'G', 1: barcode(2) },
		],
		['G1', 'G1'],
	],
])('it may have %s', async (_, rows, wells) => {
	const { json } = await register(rows);
	expect(json.map(({ well }) => well)).toEqual(wells);
});

test('plates may follow each other, with their titles above each', async () => {
	const titles = Object.fromEntries(range(12).map((at) => [at + 1, at + 1]));
	const rows = [
		{ __EMPTY: 'A', 1: barcode(1), Plate: 'P1' },
		{ __EMPTY: 'Plate 2', ...titles },
		{ __EMPTY: 'A', 1: barcode(2), Plate: 'P2' },
	];
	const { json } = await register(rows, {
		batchName: '={{ $json.Plate }}',
		options: { ...PLATE.options, includeInputFields: true },
	});
	expect(json).toMatchObject([
		{ well: 'A1', Plate: 'P1', batch_name: 'P1' },
		{ well: 'A1', Plate: 'P2', batch_name: 'P2' },
	]);
	expect(json[0]).not.toHaveProperty('__EMPTY');
	expect(json[0]).not.toHaveProperty('1');
});

describe('tubes that are numbered like the columns are no titles', () => {
	const numbered = (letter: string) => ({
		__EMPTY: letter,
		...Object.fromEntries(range(12).map((at) => [at + 1, String(at + 1).padStart(10, '0')])),
	});

	test.each(['A', ''])('as text, beside the letter %j', async (letter) => {
		const { json } = await validate([numbered(letter)]);
		expect(json).toHaveLength(12);
		expect(json[0]).toMatchObject({ tube_barcode: '0000000001', valid: letter !== '' });
	});

	test('as numbers, which need fixing', async () => {
		const { json } = await validate([{ Row: 'A', 1: 1, 2: 2 }]);
		expect(json.map(({ problems }) => problems)).toEqual(
			[1, 2].map((cell) => [
				textOf('tube_barcode', cell, 'lost_zeros', { digits: 1, canBeRestored: false }),
			]),
		);
	});
});

test('columns beside the grid hold the type and the depth of a row', async () => {
	const row = plateRow(0, { 'Specimen Type': 'Microbial cell culture', depth: 'standard' });
	const { json } = await validate([row, plateRow(1)]);
	expect(json[0]?.sample).toMatchObject({
		specimen_type: 'Microbial cell culture',
		sequencing_depth: 'Standard',
	});
	expect(json[12]?.sample).toMatchObject({
		specimen_type: 'Human stool',
		sequencing_depth: 'Deep',
	});
});

describe('what needs fixing', () => {
	test('is named by its well', async () => {
		const rows = [plateRow(0), plateRow(1, { 7: 'NO READ', 9: barcode(0) })];
		const { error } = await register(rows);
		expect(error?.description?.split('<br>\n')).toEqual([
			lineOf(['1, well A1'], 'tube_barcode', barcode(0), 'repeated', {
				rows: ['2, well B9'],
				more: 0,
				inOtherCase: false,
			}),
			lineOf(['2, well B7'], 'tube_barcode', 'NO READ', 'barcode_not_read', { well: 'B7' }),
			lineOf(['2, well B9'], 'tube_barcode', barcode(0), 'repeated', {
				rows: ['1, well A1'],
				more: 0,
				inOtherCase: false,
			}),
		]);
	});

	test('goes to the error output with its well and its barcode', async () => {
		const rows = [plateRow(0, { 2: 'x' })];
		const { output, errorOutput } = await register(rows, {}, { onError: 'continueErrorOutput' });
		expect(output).toHaveLength(11);
		expect(errorOutput).toMatchObject([
			{ json: { message: { well: 'A2', tube_barcode: 'x' } }, pairedItem: { item: 0 } },
		]);
	});

	test.each([
		['a row behind H', { __EMPTY: 'I', 1: barcode(1) }, 'I1'],
		['a column behind 12', { __EMPTY: 'A', 13: barcode(1) }, 'A13'],
		['no letter', { __EMPTY: 'Total', 1: barcode(1) }, '1'],
		['no column of letters', { 1: barcode(1) }, '1'],
	])('is a cell with %s', async (_, row, well) => {
		const { json } = await validate([row]);
		expect(json.map(({ problems }) => problems)).toEqual([[textOf('row', well, 'not_a_well')]]);
	});

	test('is a sheet that is no grid', async () => {
		const { json } = await validate([{ Well: 'A1', Code: barcode(1) }]);
		expect(json.map(({ problems }) => problems)).toEqual([
			[textOf('row', '', 'no_plate_columns', { titles: ['Well', 'Code'] })],
		]);
	});
});

test('nothing but blank rows is said to be so', async () => {
	const { output, hints } = await register([{ __EMPTY: 'A', 1: '' }, {}]);
	expect(output).toEqual([]);
	expect(hints).toEqual([HINTS.blankRows(2, true)]);
});
