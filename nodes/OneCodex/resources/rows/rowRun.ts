import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../domain/failure';
import { faultsText, NOTHING_CHANGED } from '../../wording/faultTexts';
import { USE_ERROR_OUTPUT } from '../../wording/labels';
import type { Fault } from '../../domain/fault';
import { isFilled, rowNames } from '../../mapping/rowNames';
import type { ReadRow } from '../../parameters/readRow';
import { hintAtBlankRows } from './blankRows';
import { apiError, apiErrorText, errorItemMaker, rowsNeedFixing } from './errorItems';

/** An input item that nothing was found wrong with so far. */
export interface ItemRow<T> {
	item: number;
	/** The row's name as the user sees it. */
	name: string;
	value: T;
}

/** The rows of an execution in which each input item is a row of its own, and what becomes of them. */
export type RowRun<T> = ReturnType<typeof startRows<T>>;

/**
 * Begins an execution in which each input item is a row of its own: reads all of them, skips blank
 * ones, and takes down what becomes of each. What went wrong follows On Error.
 */
export function startRows<T>(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	read: (item: number) => ReadRow<T>,
) {
	const goesOn = context.continueOnFail();
	const all = rowsWithoutBlanks(context, items, read);
	const good: Array<ItemRow<T>> = [];
	const done = new Map<number, IDataObject[]>();
	const faults = new Map<number, Fault[]>();
	const failures = new Map<number, { failure: Failure; about: string[] }>();
	for (const { row, faults: found } of all) {
		if (found.length === 0) good.push(row);
		else faults.set(row.item, found);
	}

	const wentWrong = ({ item }: ItemRow<T>) => faults.has(item) || failures.has(item);

	const errorItems = () => {
		const makeItem = errorItemMaker(context, items);
		return all
			.filter(({ row }) => wentWrong(row))
			.map(({ row: { item } }) => {
				const failed = failures.get(item);
				const text = failed
					? apiErrorText(failed.failure, failed.about)
					: faultsText(faults.get(item) ?? []);
				return makeItem({ item, columns: items[item]?.json ?? {} }, text);
			});
	};

	return {
		/** The rows to work on: without those that turned out to be faulty, or failed. */
		rows: (): Array<ItemRow<T>> => good.filter((row) => !wentWrong(row)),
		/** Whether something went wrong with a row. */
		hasFailed: wentWrong,
		/** A row is done and gives these items. */
		finish: (row: ItemRow<T>, output: IDataObject[]) => {
			done.set(row.item, output);
		},
		/** A row turns out to be faulty. */
		blame: (row: ItemRow<T>, fault: Fault) => {
			faults.set(row.item, [...(faults.get(row.item) ?? []), fault]);
		},
		/**
		 * A call for a row failed.
		 * @param about what the call was for and what follows from its failure, in sentences
		 */
		fail: (row: ItemRow<T>, failure: Failure, about: string[]) => {
			if (!failures.has(row.item)) failures.set(row.item, { failure, about });
		},
		/** Whether the execution is to end: something went wrong, and On Error is set to stop. */
		isOver: () => !goesOn && (faults.size > 0 || failures.size > 0),
		/**
		 * Ends the execution if it is over.
		 * @param about what was done all the same, in sentences; usually nothing
		 * @throws NodeApiError for the first call that failed, or NodeOperationError that lists all faulty
		 * rows
		 */
		settle: (about: string[] = []) => {
			if (goesOn) return;
			const [failed] = failures.values();
			if (failed) throw apiError(context.getNode(), failed.failure, [...failed.about, ...about]);
			if (faults.size === 0) return;
			const names = all.map(({ row }) => row);
			const problems = names.flatMap(({ item }, row) =>
				(faults.get(item) ?? []).map((fault) => ({ row, ...fault })),
			);
			throw rowsNeedFixing(context.getNode(), names, problems, {
				about,
				nothing: NOTHING_CHANGED,
				toSeeAll: `set ${USE_ERROR_OUTPUT}`,
			});
		},
		/** The items of all rows in their order, and behind them those of rows that went wrong. */
		output: (): INodeExecutionData[] => [
			...good
				.filter((row) => !wentWrong(row))
				.flatMap(({ item }) => {
					const output = done.get(item) ?? [];
					return output.map((json) => ({ json, pairedItem: { item } }));
				}),
			...errorItems(),
		],
	};
}

function rowsWithoutBlanks<T>(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	read: (item: number) => ReadRow<T>,
): Array<{ row: ItemRow<T>; faults: Fault[] }> {
	const names = rowNames(items);
	const all = items.map(({ json }, item) => {
		const { value, faults, nameless } = read(item);
		const row = { item, name: names[item] ?? '', value };
		return { row, faults, blank: nameless && !isFilled(json) };
	});
	// A sheet's blank rows are skipped; where there is nothing else, something is wrong.
	const left = all.filter(({ blank }) => !blank);
	if (left.length === 0) return all;
	hintAtBlankRows(context, all.length - left.length, left.length);
	return left;
}
