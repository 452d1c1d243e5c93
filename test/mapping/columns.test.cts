import { cellsOf, matchColumns } from '../../nodes/OneCodex/mapping/columns';
import { titlesOf } from '../../nodes/OneCodex/mapping/titles';
import { codeOf } from '../faults.cts';
import { makeFault } from '../../nodes/OneCodex/checking/faults';

const whatOf = (titles: string[]) =>
	matchColumns(titles, []).faults.map((fault) => [fault.field, codeOf(fault)]);

describe('a column is found by its title', () => {
	test.each([
		'tube_barcode',
		'Tube Barcode',
		'TUBE-BARCODE',
		'tubeBarcode',
		' Tube  Barcode ',
		'Tube\u00a0Barcode',
		'\ufeffTube Barcode',
		'Barcode',
		'barcode',
	])('%j is the barcode', (title) => {
		const columns = matchColumns(['Other', title], []);
		expect(columns).toEqual({ titleOf: { tube_barcode: title }, faults: [] });
	});

	test.each([
		['Specimen', 'specimen_type'],
		['SPECIMEN_TYPE', 'specimen_type'],
		['Depth', 'sequencing_depth'],
		['sequencing depth', 'sequencing_depth'],
	])('%j is %s', (title, field) => {
		const { titleOf } = matchColumns(['Barcode', title], []);
		expect(titleOf).toEqual({ tube_barcode: 'Barcode', [field]: title });
	});

	test.each(['Barcodes', 'Tube', 'Bar.code', 'Barcode 2', 'Plate Barcode', 'Вarcode', ''])(
		'%j is not the barcode',
		(title) => {
			expect(matchColumns([title], []).titleOf).toEqual({});
		},
	);
});

describe('what speaks against reading', () => {
	test.each([[['Tube', 'Depth']], [[]]])('no column of %j is the barcode', (titles) => {
		expect(matchColumns(titles, []).faults).toEqual([
			makeFault('tube_barcode', '', 'no_barcode_column', { titles, canMap: false }),
		]);
	});

	test.each([
		[
			'agree',
			[
				{ Code: 1, Barcode: ' ab 12', tube_barcode: 'AB12' },
				{ Barcode: 12, tube_barcode: '12' },
			],
		],
		['are not filled', [{ Barcode: 'A' }, { Barcode: 'B', tube_barcode: '' }, { Barcode: '' }]],
	])('the column that Register gives is none where its cells %s', (_, rows) => {
		expect(matchColumns(titlesOf(rows), rows)).toEqual({
			titleOf: { tube_barcode: 'Barcode' },
			faults: [],
		});
	});

	test.each<[object]>([
		[{ Barcode: 'A', tube_barcode: 'B' }],
		[{ Barcode: '', tube_barcode: 'B' }],
		[{ tube_barcode: 'B' }],
		[{ Barcode: {}, tube_barcode: [] }],
	])('it is where the other is not the same: %j', (row) => {
		const { faults } = matchColumns(['Barcode', 'tube_barcode'], [row]);
		expect(faults).toHaveLength(1);
	});

	test('an empty column of barcodes is it, rather than the numbers of the lab', () => {
		const rows = [{ 'Tube ID': 'STOOL00012', tube_barcode: '' }, { 'Tube ID': 'STOOL00013' }];
		expect(matchColumns(titlesOf(rows), rows).titleOf).toEqual({ tube_barcode: 'tube_barcode' });
	});

	test('two columns could be the barcode: no guess', () => {
		const rows = [
			{ Barcode: 'A', tube_barcode: 'A' },
			{ Barcode: 'B', tube_barcode: 'C' },
		];
		const columns = matchColumns(['Barcode', 'Depth', 'tube_barcode'], rows, true);
		expect(columns.titleOf).toEqual({ sequencing_depth: 'Depth' });
		expect(columns.faults).toEqual([
			makeFault('tube_barcode', '', 'ambiguous_columns', {
				titles: ['Barcode', 'tube_barcode'],
				canMap: true,
			}),
		]);
	});

	test('titles are cut to a readable length', () => {
		const long = (text: string) => `${text}${' '.repeat(1_000)}`;
		const titles = ['a', 'b', 'c', 'd', 'e'].map((_, index) => long(`Bar${'_'.repeat(index)}code`));
		const [[, what] = []] = whatOf(titles);
		expect(what).toMatch(/^ambiguous_columns Barcode {53}…,Bar_code {52}…,/);
		const [[, none] = []] = whatOf(['x'.repeat(1_000)]);
		expect(none).toBe(`no_barcode_column ${'x'.repeat(60)}…, false`);
	});

	test('every ambiguous field is named', () => {
		const titles = ['Barcode', 'BARCODE', 'Specimen', 'Specimen Type', 'Depth', 'Sequencing Depth'];
		expect(whatOf(titles).map(([field]) => field)).toEqual([
			'tube_barcode',
			'specimen_type',
			'sequencing_depth',
		]);
	});

	test('a missing type or depth is none: there may be a default', () => {
		expect(matchColumns(['Barcode'], []).faults).toEqual([]);
	});
});

describe('rows', () => {
	test('titles are those of all rows, each once', () => {
		expect([...titlesOf([{ A: 1 }, {}, { B: null, A: 2 }])]).toEqual(['A', 'B']);
	});

	const columns = matchColumns(['Barcode', 'Specimen', 'Depth'], []);

	test('a sparse row has undefined for what it lacks', () => {
		expect(cellsOf({ Specimen: null, Barcode: 0, Other: 1 }, columns)).toEqual({
			tube_barcode: 0,
			specimen_type: null,
			sequencing_depth: undefined,
		});
	});

	test('what a row inherits is not in it', () => {
		const row = Object.create({ Barcode: 'inherited' }) as object;
		expect(cellsOf(row, columns).tube_barcode).toBeUndefined();
	});

	test('a column called __proto__ is a column like others', () => {
		const row = JSON.parse('{"__proto__": {"Barcode": "ABC1234567"}, "Depth": "Deep"}') as object;
		expect([...titlesOf([row])]).toEqual(['__proto__', 'Depth']);
		expect(whatOf([...titlesOf([row])])[0]?.[1]).toContain('__proto__,Depth');
		expect(cellsOf(row, columns)).toEqual({
			tube_barcode: undefined,
			specimen_type: undefined,
			sequencing_depth: 'Deep',
		});
	});
});

test.each([
	['Tube Barcodes', 'ABC1234567', undefined],
	['Barcode No', 12345678901234, undefined],
	['Barcode Type', '', 'Tube ID'],
	['Rack Barcode', 'R00001', 'Tube ID'],
	['Rack', 'R1', 'Tube ID'],
])('Tube ID beside a column %s that holds %j is the barcode: %j', (title, cell, expected) => {
	const rows = [{ 'Tube ID': 'LAB0000001', [title]: cell }];
	const { titleOf, faults } = matchColumns(titlesOf(rows), rows);
	expect(titleOf.tube_barcode).toBe(expected);
	expect(faults.map(({ code }) => code)).toEqual(expected ? [] : ['ambiguous_columns']);
});
