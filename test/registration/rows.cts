import type { PlannedBatch, PlannedTube } from '../../nodes/OneCodex/registration/planning/plan';
import type { Row } from '../../nodes/OneCodex/registration/planning/row';
import type { Tube, TubeCells } from '../../nodes/OneCodex/registration/planning/schema';

/** A barcode of 14 digits, another one for each number. */
export const barcode = (number: number) => `3${String(number).padStart(13, '0')}`;

/** A good row, unless it is given other cells or anything else. */
export function makeRow(cells: Partial<TubeCells> = {}, more: Partial<Row> = {}): Row {
	return {
		item: 0,
		name: '1',
		cells: {
			tube_barcode: barcode(0),
			specimen_type: 'Human stool',
			sequencing_depth: 'Deep',
			...cells,
		},
		batchName: 'Rack 1',
		trackingNumbers: '7946 1234',
		defaults: {},
		columns: {},
		holds: 'tube',
		faults: [],
		...more,
	};
}

/** Good rows with different barcodes, named 1, 2, 3 and so on. */
export const makeRows = (more: Array<Partial<Row>>): Row[] =>
	more.map((one, index) =>
		makeRow({ tube_barcode: barcode(index) }, { item: index, name: String(index + 1), ...one }),
	);

export const makeTube = (tubeBarcode: string): Tube => ({
	tube_barcode: tubeBarcode,
	specimen_type: 'Human stool',
	sequencing_depth: 'Standard',
});

/** A batch of tubes in one row after the other. */
export function makeBatch(name: string, barcodes: string[], firstRow = 0): PlannedBatch {
	const tubes = barcodes.map(
		(one, index): PlannedTube => ({ row: firstRow + index, tube: makeTube(one) }),
	);
	return { name, trackingNumbers: ['7946 1234'], tubes };
}
