import type { CheckedRow } from './check';
import { makeFault, type Fault } from './problems';
import type { Row } from './row';

/**
 * Finds the barcodes that stand in more than one row. Each of these rows gets a fault that names
 * another one, since no rule can tell which of them is the right one. Barcodes that differ in case
 * only count as the same: two tubes whose labels differ in nothing else are more likely a slip.
 */
export function findRepeatedBarcodes(
	rows: Row[],
	checked: CheckedRow[],
): Array<{ row: number; fault: Fault }> {
	const firstRowOf = new Map<string, number>();
	const repeated = new Map<string, number[]>();
	checked.forEach(({ tube }, row) => {
		const key = tube.tube_barcode?.toUpperCase();
		if (key === undefined) return;
		const first = firstRowOf.get(key);
		if (first === undefined) firstRowOf.set(key, row);
		else repeated.set(key, [...(repeated.get(key) ?? [first]), row]);
	});
	return [...repeated.values()].flatMap((same) =>
		same.map((row) => ({ row, fault: repeatedFault(row, same, rows, checked) })),
	);
}

function repeatedFault(row: number, same: number[], rows: Row[], checked: CheckedRow[]): Fault {
	const barcodeOf = (index: number) => checked[index]?.tube.tube_barcode ?? '';
	const others = same.filter((other) => other !== row);
	const names = others.slice(0, 3).map((other) => rows[other]?.name);
	const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
	const exact = others.some((other) => barcodeOf(other) === barcodeOf(row));
	const what = `stands also in row ${names.join(' and row ')}${more}`;
	return makeFault(
		'tube_barcode',
		barcodeOf(row),
		exact ? what : `${what}, in other letter case`,
		'Keep one row for each tube',
	);
}
