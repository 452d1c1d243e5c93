import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isEmptyCell } from '../checking/cells';
import type { Fault } from '../domain/fault';

/** One input item as an operation wants it, or what is wrong with it. */
export interface ReadRow<T> {
	value: T;
	faults: Fault[];
	/** Whether it names no object at all, so that a blank row of a sheet may be skipped. */
	nameless: boolean;
}

/**
 * The names of rows, each of which is an input item: the numbers of the sheet, as Google Sheets gives them,
 * or else their places in the input. Numbers that some items lack, or that two have, as where sheets were
 * merged, name no row for sure.
 */
export function rowNames(items: INodeExecutionData[]): string[] {
	const numbers = items.map(({ json }) => json.row_number);
	const areOfSheet = numbers.every(isRowNumber) && new Set(numbers).size === numbers.length;
	return numbers.map((number, item) => String(areOfSheet ? number : item + 1));
}

const isRowNumber = (number: unknown) => Number.isInteger(number) && Number(number) > 0;

/** Whether anything is entered in a row. */
export function isFilled(json: IDataObject): boolean {
	return Object.keys(json).some((key) => key !== 'row_number' && !isEmptyCell(json[key]));
}
