import { mayLackZeros, readBarcode } from './barcodes';
import { readingOnce, type Reading } from '../../checking/cells';
import { readBatchName, readTrackingNumbers } from './fields';
import { readChoice } from '../../checking/choices';
import { makeFault } from '../../checking/faults';
import type { Fault } from '../../domain/fault';
import type { FaultField } from '../../domain/fields';
import type { Row } from './row';
import { SEQUENCING_DEPTHS, SPECIMEN_TYPES, type Tube } from './schema';

/** A row after each of its values was read on its own. Undefined is a value that needs fixing. */
export interface CheckedRow {
	tube: Partial<Tube>;
	batchName: string | undefined;
	/** The return tracking numbers that the row names; there may be none. */
	trackingNumbers: string[];
	faults: Fault[];
	/** Whether the barcode is valid, but see {@link mayLackZeros}. */
	mayLackZeros: boolean;
}

/**
 * Makes a function that reads the values of a row and lists everything that is wrong with them. It
 * remembers what it read: most rows of a run share their batch, specimen type and depth.
 */
export function makeRowCheck(restoreLeadingZeros: boolean): (row: Row) => CheckedRow {
	const readName = remembering(readBatchName);
	const readNumbers = remembering(readTrackingNumbers);
	const specimenType = makeChoiceReader('specimen_type', SPECIMEN_TYPES);
	const sequencingDepth = makeChoiceReader('sequencing_depth', SEQUENCING_DEPTHS);

	return (row) => {
		const { cells, defaults } = row;
		const barcode = readBarcode(cells.tube_barcode, restoreLeadingZeros, row.columns);
		const specimen = specimenType(cells.specimen_type, defaults.specimen_type);
		const depth = sequencingDepth(cells.sequencing_depth, defaults.sequencing_depth);
		const name = readName(row.batchName);
		const numbers = readNumbers(row.trackingNumbers);
		const faults = [...row.faults];
		return {
			tube: {
				tube_barcode: take(row, 'tube_barcode', barcode, faults, whenEmpty),
				specimen_type: take(row, 'specimen_type', specimen, faults, noSpecimen),
				sequencing_depth: take(row, 'sequencing_depth', depth, faults, noDepth),
			},
			batchName: take(row, 'batch_name', name, faults, whenEmpty),
			// An empty cell is no fault yet: another row of the batch may name the shipment.
			trackingNumbers: take(row, 'return_tracking_numbers', numbers, faults) ?? [],
			faults,
			mayLackZeros: mayLackZeros(cells.tube_barcode),
		};
	};
}

const whenEmpty = (field: FaultField) => makeFault(field, '', 'empty');
const emptyChoice = (choices: readonly string[]) => (field: FaultField) =>
	makeFault(field, '', 'empty_choice', { choices });
const noSpecimen = emptyChoice(SPECIMEN_TYPES);
const noDepth = emptyChoice(SEQUENCING_DEPTHS);

/**
 * The value of a reading, or undefined with what is wrong with it added to the faults.
 * @param emptyFault makes the fault of an empty cell; not given if that is none
 */
function take<T>(
	row: Row,
	field: FaultField,
	reading: Reading<T>,
	faults: Fault[],
	emptyFault?: (field: FaultField) => Fault,
): T | undefined {
	if (reading.kind === 'value') return reading.value;
	// What could not even be fetched has its fault already and is not called empty on top.
	if (row.faults.some((fault) => fault.field === field || fault.field === 'row')) return undefined;
	if (reading.kind === 'fault') faults.push(...reading.faults);
	else if (emptyFault) faults.push(emptyFault(field));
	return undefined;
}

/** Reads a choice from its cell, or from the default where the cell is empty. */
function makeChoiceReader<T extends string>(field: FaultField, choices: readonly T[]) {
	const read = remembering((cell) => readChoice(field, cell, choices));
	return (cell: unknown, otherwise: unknown): Reading<T> => {
		const reading = read(cell);
		return reading.kind === 'empty' ? read(otherwise) : reading;
	};
}

// V8 distinguishes very long texts by their lengths alone, so that many of one length take very long.
const MAX_REMEMBERED_LENGTH = 1_000;

/** Reads each text and each list once. */
function remembering<T>(read: (cell: unknown) => Reading<T>): (cell: unknown) => Reading<T> {
	const known = new Map<unknown, Reading<T>>();
	return readingOnce((cell) => {
		const isText = typeof cell === 'string' && cell.length <= MAX_REMEMBERED_LENGTH;
		if (!isText && typeof cell !== 'object') return read(cell);
		let reading = known.get(cell);
		if (!reading) known.set(cell, (reading = read(cell)));
		return reading;
	});
}
