import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Failure } from '../../domain/failure';
import { NOTHING_CHANGED } from '../../wording/faultTexts';
import { mapWithBreaks } from '../../domain/breaks';
import type { Fault } from '../../domain/fault';
import { isFilled, rowNames } from '../../mapping/rowNames';
import type { ReadRow } from '../../parameters/readRow';
import { hintAtSkipped } from './skippedRows';
import { takingBreaks } from './takingBreaks';
import { startOutcomes } from './outcomes';

/** An input item that nothing was found wrong with so far. */
export interface ItemRow<T> {
	item: number;
	/** Its place among the rows that are not blank, from 0. */
	place: number;
	/** The row's name as the user sees it. */
	name: string;
	value: T;
}

/** The rows of an execution in which each input item is a row of its own, and what becomes of them. */
export type RowRun<T> = Awaited<ReturnType<typeof startRows<T>>>;

/**
 * Begins an execution in which each input item is a row of its own: reads all of them, skips blank
 * ones, and takes down what becomes of each. What went wrong follows On Error.
 */
export async function startRows<T>(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	read: (item: number) => ReadRow<T>,
) {
	const all = await rowsToWorkOn(context, items, read);
	const named = all.map(({ item, name }) => ({ item, name, columns: items[item]?.json ?? {} }));
	const outcomes = startOutcomes(context, items, named, NOTHING_CHANGED);
	const done = new Map<number, Array<Pick<INodeExecutionData, 'json' | 'binary'>>>();
	const rows = all.map(({ item, name, read: { value } }, place) => ({ item, place, name, value }));
	all.forEach(({ read: { faults } }, place) =>
		faults.forEach((fault) => outcomes.blame(place, fault)),
	);
	const goodRows = (): Array<ItemRow<T>> => rows.filter(({ place }) => !outcomes.hasFailed(place));

	return {
		/** The rows to work on: without those that turned out to be faulty, or failed. */
		rows: goodRows,
		/** Whether something went wrong with a row. */
		hasFailed: ({ place }: ItemRow<T>): boolean => outcomes.hasFailed(place),
		/** A row is done and gives these items, each with the files of the same place. */
		finish: (row: ItemRow<T>, output: IDataObject[], files: IBinaryKeyData[] = []): void => {
			done.set(
				row.place,
				output.map((json, place) => ({ json, ...(files[place] && { binary: files[place] }) })),
			);
		},
		/** A row turns out to be faulty. */
		blame: ({ place }: ItemRow<T>, fault: Fault): void => outcomes.blame(place, fault),
		/**
		 * A call for a row failed.
		 * @param about what the call was for and what follows from its failure, in sentences
		 */
		fail: ({ place }: ItemRow<T>, failure: Failure, about: string[]): void =>
			outcomes.fail(place, failure, about),
		/** Whether the execution is to end: something went wrong, and On Error is set to stop. */
		isOver: outcomes.isOver,
		/**
		 * Ends the execution if it is over.
		 * @param about what was done all the same, in sentences; usually nothing
		 */
		settle: (about: string[] = []): void => outcomes.settle(about),
		/** The items of all rows in their order, and behind them those of rows that went wrong. */
		output: async (): Promise<INodeExecutionData[]> => [
			...goodRows().flatMap(({ item, place }) => {
				const output = done.get(place) ?? [];
				return output.map((one) => ({ ...one, pairedItem: { item } }));
			}),
			...(await outcomes.errorItems()),
		],
	};
}

/** The rows without those that are skipped, and a hint about these. */
async function rowsToWorkOn<T>(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	read: (item: number) => ReadRow<T>,
): Promise<Array<{ item: number; name: string; read: ReadRow<T> }>> {
	const names = rowNames(items);
	const takeBreak = takingBreaks(context.getExecutionCancelSignal());
	const all = await mapWithBreaks(names, takeBreak, (name, item) => ({
		item,
		name,
		read: read(item),
	}));
	const others = all.filter(({ read: { nameless } }) => nameless !== 'no tube');
	const left = others.filter(
		({ item, read: { nameless } }) => !nameless || isFilled(items[item]?.json ?? {}),
	);
	const noTube = all.length - others.length;
	// A sheet's blank rows are skipped; where there is nothing else, something is wrong.
	if (left.length === 0 && noTube === 0) return all;
	hintAtSkipped(context, { blank: others.length - left.length, noTube, left: left.length });
	return left;
}
