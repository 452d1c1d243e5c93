// Writes tubes.xlsx beside this file: `node --require tsx/cjs examples/make-tubes.cts`.
import { join } from 'node:path';
import { Workbook } from 'exceljs';

type Tube = [barcode: number | string, specimen: string, depth: string, patient: string];

const noBreakSpace = '\u00a0';

// As a lab's sheet really is: scanned barcodes became numbers, typed ones carry spaces, and nobody
// agrees on capitals. Every row is good once it is cleaned; the blank one stands for a gap in the rack.
const rack: Array<Tube | []> = [
	[23508114100017, 'Human stool', 'Standard', 'P-001'],
	[23508114100024, 'human stool', 'STANDARD', 'P-002'],
	[' 23508114100031 ', 'HUMAN STOOL', 'Deep', 'P-003'],
	['2350 8114 100048', 'Human Stool', ' deep ', 'P-004'],
	[`23508114100055${noBreakSpace}`, 'human_stool', 'standard', 'P-005'],
	[23508114100062, ' Human stool', 'DEEP', 'P-006'],
	[],
	['A1B2C3D4E5', 'Microbial Cell Culture', 'Deep', 'isolate 7'],
	['F6G7H8J9K0 ', 'microbial cell culture', 'standard', 'isolate 8'],
	['mk40721xQ9', 'MICROBIAL CELL CULTURE', 'Standard', 'isolate 9'],
	['00508114100109', 'Human stool', 'Standard', 'P-010'],
	[98765432101234, `human${noBreakSpace}stool`, 'deep', 'P-011'],
	[' PQ12 RS34 TU', 'Microbial cell culture', 'Standard ', 'isolate 12'],
];

async function main(): Promise<void> {
	const workbook = new Workbook();
	workbook.created = workbook.modified = new Date('2026-01-05T09:00:00Z');
	const sheet = workbook.addWorksheet('Tubes');
	sheet.columns = [
		{ header: 'Tube Barcode', width: 20, style: { numFmt: '0' } },
		{ header: 'Specimen Type', width: 26 },
		{ header: 'Sequencing Depth', width: 18 },
		{ header: 'Patient', width: 14 },
		{ header: 'Rack', width: 10 },
		{ header: 'Tracking Number', width: 18 },
	];
	sheet.getRow(1).font = { bold: true };
	for (const [index, tube] of rack.entries()) {
		// The rack is filled down, and the shipment noted once.
		const shipment =
			tube.length === 0 ? [] : ['Rack 12', ...(index === 0 ? ['7946 1234 5678'] : [])];
		sheet.addRow([...tube, ...shipment]);
	}
	await workbook.xlsx.writeFile(join(__dirname, 'tubes.xlsx'));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
