import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { cellsOf, makeCells, matchColumns } from './columns';
import { isSameForAllItems } from '../parameters/expression';
import { isFilled, rowNames } from './rowNames';
import { hasExpression, parameterReader, valueOrFault } from '../parameters/reader';
import type { SourceRow } from './sourceRow';
import { titlesOf } from './titles';
import { isEmptyCell } from '../checking/cells';
import type { Fault } from '../domain/fault';
import type { TubeCells } from '../registration/planning/schema';

const FIELDS = 'sampleFields';

/** One row for each input item, with its cells mapped by the parameter Sample Fields. */
export function rowsFromItems(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): SourceRow[] {
	const mode = parameterReader(context, items, `${FIELDS}.mappingMode`)(0);
	const cells =
		mode.ok && mode.value === 'defineBelow'
			? mappedCells(context, items)
			: matchedCells(items.map(({ json }) => json));
	const names = rowNames(items);
	return items.map(({ json }, item) => {
		const faults: Fault[] = [];
		const { values, entered } = cells(json, item, faults);
		return {
			item,
			name: names[item] ?? '',
			cells: values,
			columns: json,
			faults,
			filled: entered || isFilled(json),
		};
	});
}

type CellReader = (
	json: IDataObject,
	item: number,
	faults: Fault[],
) => { values: TubeCells; entered: boolean };

/** Map Automatically: by the titles of the columns. */
function matchedCells(rows: IDataObject[]): CellReader {
	const columns = matchColumns(titlesOf(rows), rows, true);
	return (json, _item, faults) => {
		faults.push(...columns.faults);
		return { values: cellsOf(json, columns), entered: false };
	};
}

/** Map Each Column Manually: by an expression or a fixed choice for each field. */
function mappedCells(context: IExecuteFunctions, items: INodeExecutionData[]): CellReader {
	const fields = makeCells((name) => {
		const path = `${FIELDS}.value.${name}`;
		const raw: unknown = context.getNodeParameter(path, 0, null, { rawExpressions: true });
		return { read: parameterReader(context, items, path), looksElsewhere: looksBeyondItem(raw) };
	});
	return (_json, item, faults) => {
		let entered = false;
		const values = makeCells((name) => {
			const value = valueOrFault(name, fields[name].read(item), faults);
			if (fields[name].looksElsewhere && !isEmptyCell(value)) entered = true;
			return value;
		});
		return { values, entered: entered || faults.length > 0 };
	};
}

/**
 * Whether an expression reads more than the columns of the item, for example another node. Its value then
 * means that the row was filled in, even if the item itself is blank. A fixed choice, an expression that
 * reads only the columns, and a value that is the same for all items say nothing about that.
 */
function looksBeyondItem(raw: unknown): boolean {
	if (typeof raw !== 'string' || !hasExpression(raw)) return false;
	return /\$(?!json\b)/.test(raw) && !isSameForAllItems(raw);
}
