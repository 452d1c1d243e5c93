import { barcodeKey } from '../../domain/barcodes';
import type { CheckedRow } from './check';
import { makeFault } from '../../checking/faults';
import type { Fault } from '../../domain/fault';
import type { Row } from './row';

/**
 * Finds the barcodes that are in more than one row. Each of these rows gets a fault that names
 * another one, since no rule can decide which of them is right. Barcodes that differ in case
 * only count as the same: two tubes whose labels differ in nothing else are more likely a slip.
 */
export function findRepeatedBarcodes(
	rows: Row[],
	checked: CheckedRow[],
): Array<{ row: number; fault: Fault }> {
	const keys = checked.map(({ tube }) => tube.tube_barcode && barcodeKey(tube.tube_barcode));
	// As in most runs.
	if (new Set(keys).size === keys.length) return [];
	const firstRowOf = new Map<string, number>();
	const repeated = new Map<string, number[]>();
	keys.forEach((key, row) => {
		if (key === undefined) return;
		const first = firstRowOf.get(key);
		const same = repeated.get(key);
		if (first === undefined) firstRowOf.set(key, row);
		else if (same) same.push(row);
		else repeated.set(key, [first, row]);
	});
	return [...repeated.values()].flatMap((same) => {
		const exact = new Set(same.map((row) => checked[row]?.tube.tube_barcode)).size === 1;
		return same.map((row) => ({ row, fault: repeatedFault(row, same, rows, checked, exact) }));
	});
}

const MAX_NAMED_ROWS = 3;

function repeatedFault(
	row: number,
	same: number[],
	rows: Row[],
	checked: CheckedRow[],
	exact: boolean,
): Fault {
	const others = same.slice(0, MAX_NAMED_ROWS + 1).filter((other) => other !== row);
	const names = others.slice(0, MAX_NAMED_ROWS).map((other) => rows[other]?.name ?? '');
	return makeFault('tube_barcode', checked[row]?.tube.tube_barcode, 'repeated', {
		rows: names,
		more: same.length - 1 - names.length,
		inOtherCase: !exact,
	});
}
