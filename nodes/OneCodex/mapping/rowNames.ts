import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isEmptyCell } from '../checking/cells';

/**
 * The names of rows, one for each input item: the row numbers that Google Sheets returns, or else their
 * positions in the input. If an item has no row number, or two have the same one, as after merging sheets,
 * the numbers are ambiguous and not used.
 */
export function rowNames(items: INodeExecutionData[]): string[] {
	const numbers = items.map(({ json }) => json.row_number);
	const areOfSheet = numbers.every(isRowNumber) && new Set(numbers).size === numbers.length;
	return numbers.map((number, item) => String(areOfSheet ? number : item + 1));
}

const isRowNumber = (number: unknown) => Number.isInteger(number) && Number(number) > 0;

/** Whether a row has any entry. */
export function isFilled(json: IDataObject): boolean {
	return Object.keys(json).some((key) => key !== 'row_number' && !isEmptyCell(json[key]));
}
