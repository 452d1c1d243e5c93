import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { mapWithBreaks } from '../../domain/breaks';
import type { Failure } from '../../domain/failure';
import type { Fault } from '../../domain/fault';
import { faultsText } from '../../wording/faultTexts';
import { USE_ERROR_OUTPUT } from '../../wording/labels';
import { apiError, apiErrorText, errorItemMaker, rowsNeedFixing } from './errorItems';
import { takingBreaks } from './takingBreaks';

/** A row as its messages name it. */
interface NamedRow {
	/** The input item that it came with; undefined if it belongs to all items. */
	item: number | undefined;
	/** As the user sees it, such as `17`. */
	name: string;
	columns: Record<string, unknown>;
}

/**
 * Takes down what goes wrong with the rows of an execution, which then follows On Error: the execution stops
 * with one error for all of it, or each row becomes an item that says what is wrong.
 * @param rows all rows of the execution; the methods take their places in it, from 0
 * @param nothing the sentence that says that nothing was done yet
 */
export function startOutcomes(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	rows: NamedRow[],
	nothing: string,
) {
	const goesOn = context.continueOnFail();
	const faults = new Map<number, Fault[]>();
	const failures = new Map<number, { failure: Failure; about: string[] }>();
	const doubts = new Map<number, string>();

	const textOf = (row: number): string | undefined => {
		const failed = failures.get(row);
		if (failed) return apiErrorText(failed.failure, failed.about);
		const found = faults.get(row);
		return found ? faultsText(found) : doubts.get(row);
	};

	return {
		/** Whether the execution continues after an error. */
		goesOn,
		/** Whether a row is faulty, or a call for it failed. */
		hasFailed: (row: number): boolean => faults.has(row) || failures.has(row),
		/** A row turns out to be faulty. */
		blame: (row: number, fault: Fault): void => {
			faults.set(row, [...(faults.get(row) ?? []), fault]);
		},
		/**
		 * A call for a row failed. The first failure of a row counts.
		 * @param about what the call was for and what follows from its failure, in sentences
		 */
		fail: (row: number, failure: Failure, about: string[]): void => {
			if (!failures.has(row)) failures.set(row, { failure, about });
		},
		/** A row was done, but something about it is in doubt. That stops no execution. */
		doubt: (row: number, text: string): void => {
			doubts.set(row, text);
		},
		/** Whether the execution is to end: something went wrong, and On Error is set to stop. */
		isOver: (): boolean => !goesOn && (faults.size > 0 || failures.size > 0),
		/**
		 * Ends the execution if it is over.
		 * @param about what was done all the same, in sentences; usually nothing
		 * @param toSeeAll what to do to see what the message leaves out
		 * @throws NodeApiError for the first call that failed, or NodeOperationError that lists all faulty rows
		 */
		settle: (about: string[] = [], toSeeAll = `set ${USE_ERROR_OUTPUT}`): void => {
			if (goesOn) return;
			const [failed] = failures.values();
			if (failed) throw apiError(context.getNode(), failed.failure, [...failed.about, ...about]);
			if (faults.size === 0) return;
			const all = rows.flatMap((_, row) =>
				(faults.get(row) ?? []).map((fault) => ({ row, ...fault })),
			);
			throw rowsNeedFixing(context.getNode(), rows, all, { about, nothing, toSeeAll });
		},
		/** The items of rows that something went wrong with, in their order. */
		errorItems: async (): Promise<INodeExecutionData[]> => {
			const makeItem = errorItemMaker(context, items);
			const made = await mapWithBreaks(rows, takingBreaks(), (row, place) => {
				const text = textOf(place);
				return text === undefined ? [] : [makeItem(row, text)];
			});
			return made.flat();
		},
	};
}
