// Writes template.xlsx beside this file: `node --require tsx/cjs examples/make-template.cts`.
import { join } from 'node:path';
import { Workbook, type DataValidation, type Worksheet } from 'exceljs';

import { BARCODE_WORDS } from '../nodes/OneCodex/domain/barcodes';
import { MAX_SAMPLES_PER_BATCH } from '../nodes/OneCodex/domain/batch';
import { SEQUENCING_DEPTHS, SPECIMEN_TYPES } from '../nodes/OneCodex/registration/planning/schema';

const AS_TEXT = '@';

interface Column {
	title: string;
	width: number;
	format?: string;
	choices?: readonly string[];
	note: string;
}

const columns: Column[] = [
	{
		title: 'Tube Barcode',
		width: 20,
		format: AS_TEXT,
		note: `${BARCODE_WORDS}, as printed on the tube. The column is formatted as text, so that leading zeros are kept. When you paste barcodes, paste the values only.`,
	},
	{
		title: 'Specimen Type',
		width: 24,
		choices: SPECIMEN_TYPES,
		note: 'What the tube holds. Choose it from the list.',
	},
	{
		title: 'Sequencing Depth',
		width: 18,
		choices: SEQUENCING_DEPTHS,
		note: 'How deeply to sequence the sample. Choose it from the list.',
	},
	{
		title: 'Collection Date',
		width: 16,
		format: 'yyyy-mm-dd',
		note: 'Optional. Year, month and day, such as 2026-01-31.',
	},
	{
		title: 'External Sample ID',
		width: 20,
		format: AS_TEXT,
		note: 'Optional. Your own ID of the sample, such as the one in your LIMS.',
	},
];

const listOf = (title: string, choices: readonly string[]): DataValidation => ({
	type: 'list',
	allowBlank: true,
	formulae: [`"${choices.join(',')}"`],
	showErrorMessage: true,
	errorTitle: title,
	error: `Choose ${choices.join(' or ')}.`,
});

async function main(): Promise<void> {
	const workbook = new Workbook();
	workbook.created = workbook.modified = new Date('2026-01-05T09:00:00Z');
	const sheet = workbook.addWorksheet('Tubes', { views: [{ state: 'frozen', ySplit: 1 }] });
	sheet.columns = columns.map(({ title, width, format }) => ({
		header: title,
		width,
		...(format !== undefined && { style: { numFmt: format } }),
	}));
	sheet.getRow(1).font = { bold: true };
	// Not in the types of exceljs. Set cell by cell, its ranges would overlap.
	const { dataValidations } = sheet as Worksheet & {
		dataValidations: { add(range: string, validation: DataValidation): void };
	};
	for (const [index, { title, choices, note }] of columns.entries()) {
		const { letter } = sheet.getColumn(index + 1);
		sheet.getCell(`${letter}1`).note = note;
		if (!choices) continue;
		const range = `${letter}2:${letter}${MAX_SAMPLES_PER_BATCH + 1}`;
		dataValidations.add(range, listOf(title, choices));
	}
	await workbook.xlsx.writeFile(join(__dirname, 'template.xlsx'));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
