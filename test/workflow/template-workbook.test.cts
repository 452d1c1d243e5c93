import { join } from 'node:path';
import { Workbook, type Worksheet } from 'exceljs';

import { MAX_SAMPLES_PER_BATCH } from '../../nodes/OneCodex/domain/batch';
import {
	SEQUENCING_DEPTHS,
	SPECIMEN_TYPES,
} from '../../nodes/OneCodex/registration/planning/schema';
import { examplesFolder } from '../../scripts/lib/paths.cts';
import { useNode } from './use-node.cts';

const { run } = useNode();

const LAST = MAX_SAMPLES_PER_BATCH + 1;
const TITLES = [
	...['Tube Barcode', 'Specimen Type', 'Sequencing Depth', 'Collection Date'],
	'External Sample ID',
];
const TUBES = [
	['00508114100109', 'Human stool', 'Standard', new Date('2026-01-31'), '0012'],
	['0000000001', 'Microbial cell culture', 'Deep', '2026-01-31', ''],
];

/** The first sheet of the template after somebody filled in tubes and saved it. */
async function savedWith(tubes: unknown[][]): Promise<Worksheet> {
	const workbook = new Workbook();
	await workbook.xlsx.readFile(join(examplesFolder, 'template.xlsx'));
	tubes.forEach((cells, row) =>
		cells.forEach((cell, column) => {
			sheetOf(workbook).getCell(row + 2, column + 1).value = cell as string;
		}),
	);
	const saved = new Workbook();
	await saved.xlsx.load(await workbook.xlsx.writeBuffer());
	return sheetOf(saved);
}

function sheetOf({ worksheets: [sheet] }: Workbook): Worksheet {
	if (!sheet) throw new Error('The workbook has no sheet');
	return sheet;
}

const listAt = (sheet: Worksheet, cell: string) =>
	sheet.getCell(cell).dataValidation.formulae.map((list: string) => list.slice(1, -1).split(','));

test('the template keeps text as text, and offers the choices, also once it is filled in and saved', async () => {
	const sheet = await savedWith(TUBES);
	const titles = TITLES.map((_, column) => sheet.getCell(1, column + 1));
	expect(titles.map(({ value }) => value)).toEqual(TITLES);
	expect(titles.every(({ note }) => note !== undefined)).toBe(true);
	for (const row of [2, 3, LAST]) {
		expect([1, 5].map((column) => sheet.getCell(row, column).numFmt)).toEqual(['@', '@']);
		expect(listAt(sheet, `B${row}`)).toEqual([SPECIMEN_TYPES]);
		expect(listAt(sheet, `C${row}`)).toEqual([SEQUENCING_DEPTHS]);
	}
});

/** The rows of the sheet as items. */
const itemsOf = (sheet: Worksheet): object[] =>
	TUBES.map((_, row) => {
		const cells = TITLES.map((title, at): [string, unknown] => [
			title,
			sheet.getCell(row + 2, at + 1).value,
		]);
		return Object.fromEntries(cells) as object;
	});

test('the node registers its rows as they were entered, and stores the last two columns', async () => {
	const parameters = { batchName: 'A', returnTrackingNumbers: 'T' };
	const options = { includeInputFields: true };
	const items = itemsOf(await savedWith(TUBES));
	const { json } = await run('sequencingBatch: register', items, { ...parameters, options });
	expect(json.map(({ tube_barcode }) => tube_barcode)).toEqual(TUBES.map(([barcode]) => barcode));
	const { json: written } = await run('metadata: update', json);
	const day = '2026-01-31T00:00:00.000Z';
	expect(written).toMatchObject([
		{ date_collected: day, external_sample_id: '0012' },
		{ date_collected: day, external_sample_id: null },
	]);
});
