import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { expressionsIn, plainPath, readsColumnsOnly, readsMore } from './expression';
import { itemReaders } from './itemReaders';
import { openParameter, type Parameter, type ParameterValue } from './parameter';
import { settingReaders } from './settingReaders';

/** The parameters of the node, as one execution reads them. */
export type Parameters = ReturnType<typeof readParameters>;

/**
 * Reads the node's parameters, each of them opened once. A path is such as `options.lookBack`, or
 * `sampleFields.value.tube_barcode`; a parameter that is not set reads as undefined.
 */
export function readParameters(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const opened = new Map<string, Parameter>();
	const open = (path: string): Parameter => {
		const parameter = opened.get(path) ?? openParameter(context, items, path);
		opened.set(path, parameter);
		return parameter;
	};
	return {
		...settingReaders(context, open),
		...itemReaders(open),
		/** Makes a reader of a parameter for each item. */
		each: (path: string): ((item: number) => ParameterValue) => open(path).read,
		/** See {@link Parameter.movesOn}. */
		movesOn: (path: string, known: () => Map<unknown, number>): boolean =>
			open(path).movesOn(known),
		/** Whether the columns of a resource mapper are mapped one by one, and not automatically. */
		isMappedManually: (mapper: string): boolean => {
			const mode = open(`${mapper}.mappingMode`).readFirst();
			return mode.ok && mode.value === 'defineBelow';
		},
		/** Whether a parameter is set, be it to an empty text. */
		isSet: (path: string): boolean => open(path).raw !== null,
		/** Whether nothing was entered for a parameter. An expression is something, whatever it returns. */
		isBlank: (path: string): boolean => {
			const { raw } = open(path);
			return raw === null || raw === undefined || raw === '';
		},
		/** The column that a parameter reads, if it reads a plain one. */
		column: (path: string): string | undefined => {
			const { raw } = open(path);
			const [column, ...deeper] = (typeof raw === 'string' && plainPath(raw)) || [];
			return deeper.length === 0 ? column : undefined;
		},
		/**
		 * The items that a list is to be read for: the first one alone where it is the same for all, as what
		 * it holds is then meant once, however many items happen to come in.
		 */
		itemsToRead: (path: string): INodeExecutionData[] =>
			items.length > 1 && open(path).isShared() ? items.slice(0, 1) : items,
		/**
		 * Whether the value is made of the item's columns alone, so that it says nothing of an item without any.
		 */
		isOfColumns: (path: string): boolean => {
			const expressions = expressionsIn(open(path).raw);
			return expressions.length > 0 && expressions.every(readsColumnsOnly);
		},
		/**
		 * Whether an expression reads more than the columns of the item, for example the item of another node. Its value
		 * then means that the row was filled in, even if the item itself is blank. A fixed choice, an expression
		 * that reads only the columns, and a value that is the same for all items say nothing about that.
		 */
		looksBeyondItem: (path: string): boolean => {
			const { raw, isShared } = open(path);
			return expressionsIn(raw).some(readsMore) && !isShared();
		},
	};
}
