import { isTenDigitNumber, readBarcode } from './barcodes';
import type { Reading } from './cells';
import { readBatchName, readChoice, readTrackingNumbers } from './fields';
import { makeFault, type Fault, type ProblemField } from './problems';
import type { Row } from './row';
import { SEQUENCING_DEPTHS, SPECIMEN_TYPES, type Tube } from './schema';

/** A row after each of its values was read on its own. Undefined stands for a value that is faulty. */
export interface CheckedRow {
	tube: Partial<Tube>;
	batchName: string | undefined;
	/** The return tracking numbers that the row names; there may be none. */
	trackingNumbers: string[];
	faults: Fault[];
	/** Whether the barcode is a number of ten digits: valid, but see {@link isTenDigitNumber}. */
	tenDigitNumber: boolean;
}

/** Reads the values of one row and lists everything that is wrong with them. */
export function checkRow(row: Row, restoreLeadingZeros: boolean): CheckedRow {
	const faults = [...row.faults];
	// A cell that could not even be fetched has its fault already and is not called empty on top.
	const known = new Set(row.faults.map((fault) => fault.field));
	const take = <T>(field: ProblemField, reading: Reading<T>, whenEmpty: string) => {
		if (reading.kind === 'value') return reading.value;
		if (known.has(field) || known.has('row')) return undefined;
		if (reading.kind === 'fault') faults.push(...reading.faults);
		else if (whenEmpty) faults.push(makeFault(field, '', 'is empty', whenEmpty));
		return undefined;
	};
	const choice = <T extends string>(
		field: 'specimen_type' | 'sequencing_depth',
		of: readonly T[],
	) => {
		const reading = readChoice(field, row.cells[field], of);
		const filled = reading.kind === 'empty' ? readChoice(field, row.defaults[field], of) : reading;
		return take(field, filled, `Enter ${of.join(' or ')}, or set a default under Options`);
	};
	const barcode = readBarcode(row.cells.tube_barcode, restoreLeadingZeros);
	return {
		tube: {
			tube_barcode: take('tube_barcode', barcode, 'Enter the barcode, or delete the row'),
			specimen_type: choice('specimen_type', SPECIMEN_TYPES),
			sequencing_depth: choice('sequencing_depth', SEQUENCING_DEPTHS),
		},
		batchName: take('batch_name', readBatchName(row.batchName), 'Enter a name for the batch'),
		// An empty cell is no fault yet: another row of the batch may name the shipment.
		trackingNumbers:
			take('return_tracking_numbers', readTrackingNumbers(row.trackingNumbers), '') ?? [],
		faults,
		tenDigitNumber: isTenDigitNumber(row.cells.tube_barcode),
	};
}
