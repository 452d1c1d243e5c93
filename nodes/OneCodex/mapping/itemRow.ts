import type { IDataObject } from 'n8n-workflow';

import { isEmptyCell } from '../checking/cells';
import type { Fault } from '../checking/problems';

/** One input item as an operation wants it, or what is wrong with it. */
export interface ReadRow<T> {
	value: T;
	faults: Fault[];
	/** Whether it names no object at all, so that a blank row of a sheet may be skipped. */
	nameless: boolean;
}

/** A row's number: the one of the sheet, as Google Sheets gives it, or else its place in the input. */
export function rowName({ row_number: number }: IDataObject, item: number): string {
	return typeof number === 'number' && Number.isInteger(number) && number > 0
		? String(number)
		: String(item + 1);
}

/** Whether anything is entered in a row. */
export function isFilled(json: IDataObject): boolean {
	return Object.keys(json).some((key) => key !== 'row_number' && !isEmptyCell(json[key]));
}
