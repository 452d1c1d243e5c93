import type { CheckedRow } from './check';
import { makeFault } from '../../checking/faults';
import type { Fault, RowFault } from '../../domain/fault';
import { foldName } from '../../domain/batchNames';
import { findRepeatedBarcodes } from './repeated';
import type { Row } from './row';
import { MAX_TRACKING_NUMBERS, type Tube } from './schema';

/** A tube together with the row that it came from, counted from 0. */
export interface PlannedTube {
	row: number;
	tube: Tube;
}

/** One sequencing batch to register. It may be too large for one and is split then. */
export interface PlannedBatch {
	name: string;
	trackingNumbers: string[];
	tubes: PlannedTube[];
}

/** What a run would register, and all that is wrong with its rows. */
export interface Plan {
	rows: CheckedRow[];
	/** Without the faulty rows; in the order in which the batch names first appear. */
	batches: PlannedBatch[];
	/** In the order of the rows. */
	problems: RowFault[];
}

interface Group {
	name: string;
	rows: number[];
	trackingNumbers: Set<string>;
	/** Those that were added last: what rows share is read once and is the same list. */
	lastAdded?: string[];
}

/**
 * Checks rows against each other, and puts the good ones together to batches by their batch name.
 * @param rows the rows of the run without the blank ones
 * @param checked each of them after its own check; gets the faults that are found
 */
export function planRegistration(rows: Row[], checked: CheckedRow[]): Plan {
	const groups = groupByBatchName(checked);
	for (const { row, fault } of [
		...findRepeatedBarcodes(rows, checked),
		...groups.flatMap((group) => trackingFaults(group, checked)),
	]) {
		checked[row]?.faults.push(fault);
	}
	return {
		rows: checked,
		batches: groups
			.map((group) => toBatch(group, checked))
			.filter((batch) => batch.tubes.length > 0),
		problems: listProblems(checked),
	};
}

/**
 * Names that look the same are one batch, under the first of them. A faulty row counts here too:
 * the shipment that it names is still that of its batch.
 */
function groupByBatchName(checked: CheckedRow[]): Group[] {
	const groups = new Map<string, Group>();
	const groupOf = new Map<string, Group>();
	checked.forEach(({ batchName: name, trackingNumbers }, row) => {
		if (name === undefined) return;
		let group = groupOf.get(name);
		if (!group) {
			const key = foldName(name);
			group = groups.get(key) ?? { name, rows: [], trackingNumbers: new Set<string>() };
			groups.set(key, group);
			groupOf.set(name, group);
		}
		group.rows.push(row);
		if (group.lastAdded !== trackingNumbers) {
			trackingNumbers.forEach((number) => group.trackingNumbers.add(number));
		}
		group.lastAdded = trackingNumbers;
	});
	return [...groups.values()];
}

function trackingFaults(
	{ trackingNumbers, name, rows }: Group,
	checked: CheckedRow[],
): Array<{ row: number; fault: Fault }> {
	const count = trackingNumbers.size;
	if (count > 0 && count <= MAX_TRACKING_NUMBERS) return [];
	const field = 'return_tracking_numbers';
	const fault =
		count === 0
			? makeFault(field, '', 'empty')
			: makeFault(field, '', 'too_many_in_batch', {
					count,
					batch: name,
					most: MAX_TRACKING_NUMBERS,
				});
	// A row whose own number cannot be read says so already.
	const saysSo = (row: number) => checked[row]?.faults.some((one) => one.field === field);
	return rows.filter((row) => !saysSo(row)).map((row) => ({ row, fault }));
}

function toBatch({ name, rows, trackingNumbers }: Group, checked: CheckedRow[]): PlannedBatch {
	const batch: PlannedBatch = { name, trackingNumbers: [...trackingNumbers], tubes: [] };
	for (const row of rows) {
		const { faults, tube } = checked[row] as CheckedRow;
		// A row without a fault has all its values; they are checked against the schema before they leave.
		if (faults.length === 0) batch.tubes.push({ row, tube: tube as Tube });
	}
	return batch;
}

function listProblems(checked: CheckedRow[]): RowFault[] {
	const problems: RowFault[] = [];
	checked.forEach(({ faults }, row) => {
		for (const fault of faults) problems.push({ row, ...fault });
	});
	return problems;
}
