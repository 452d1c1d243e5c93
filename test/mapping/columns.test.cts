import { cellsOf, matchColumns } from '../../nodes/OneCodex/mapping/columns';
import { titlesOf } from '../../nodes/OneCodex/mapping/titles';

const whatOf = (titles: string[]) =>
	matchColumns(titles, []).faults.map(({ field, what }) => [field, what]);

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
	test('no column is the barcode: those that exist are named', () => {
		expect(whatOf(['Tube', 'Depth'])).toEqual([
			['tube_barcode', 'No column is named like it (there are: "Tube", "Depth")'],
		]);
		expect(whatOf(['Tube'])).toEqual([
			['tube_barcode', 'No column is named like it (there is: "Tube")'],
		]);
		expect(whatOf([])).toEqual([
			['tube_barcode', 'No column is named like it (there are no columns)'],
		]);
	});

	test('ten columns are named at most', () => {
		const titles = Array.from({ length: 30 }, (_, index) => `C${index}`);
		const [[, what] = []] = whatOf(titles);
		expect(what).toContain('"C9"');
		expect(what).not.toContain('"C10"');
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

	test('two columns could be the barcode: no guess', () => {
		const rows = [
			{ Barcode: 'A', tube_barcode: 'A' },
			{ Barcode: 'B', tube_barcode: 'C' },
		];
		const columns = matchColumns(['Barcode', 'Depth', 'tube_barcode'], rows, ', or map them');
		expect(columns.titleOf).toEqual({ sequencing_depth: 'Depth' });
		expect(columns.faults).toEqual([
			expect.objectContaining({
				field: 'tube_barcode',
				what: 'The columns "Barcode" and "tube_barcode" could both be the Tube Barcode',
				cure: 'Rename or remove all but one of them, or map them',
			}),
		]);
	});

	test('titles are shown as far as they are of readable length, and three of many', () => {
		const long = (text: string) => `${text}${' '.repeat(1_000)}`;
		const titles = ['a', 'b', 'c', 'd', 'e'].map((_, index) => long(`Bar${'_'.repeat(index)}code`));
		const [[, what] = []] = whatOf(titles);
		expect(what).toMatch(
			/^The columns "Barcode {53}…" and "Bar_code {52}…" and "Bar__code {51}…" and 2 more could/,
		);
		const [[, none] = []] = whatOf(['x'.repeat(1_000)]);
		expect(none).toBe(`No column is named like it (there is: "${'x'.repeat(60)}…")`);
	});

	test('every ambiguous field is told', () => {
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
		expect(whatOf([...titlesOf([row])])[0]?.[1]).toContain('"__proto__", "Depth"');
		expect(cellsOf(row, columns)).toEqual({
			tube_barcode: undefined,
			specimen_type: undefined,
			sequencing_depth: 'Deep',
		});
	});
});
