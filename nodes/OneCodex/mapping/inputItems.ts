import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { cellsOf, makeCells, matchColumns } from './columns';
import { isFilled, rowNames } from './rowNames';
import { valueOrFault } from '../parameters/parameter';
import type { Parameters } from '../parameters/readParameters';
import type { SourceRow } from './sourceRow';
import { titlesOf } from './titles';
import { isEmptyCell } from '../checking/cells';
import { mapWithBreaks, type TakeBreak } from '../domain/breaks';
import type { Fault } from '../domain/fault';
import type { TubeCells } from '../registration/planning/schema';

const FIELDS = 'sampleFields';

/** One row for each input item, with its cells mapped by the parameter Sample Fields. */
export async function rowsFromItems(
	parameters: Parameters,
	items: INodeExecutionData[],
	takeBreak: TakeBreak,
): Promise<SourceRow[]> {
	const cells = parameters.isMappedManually(FIELDS)
		? mappedCells(parameters)
		: matchedCells(items.map(({ json }) => json));
	const names = rowNames(items);
	return await mapWithBreaks(items, takeBreak, ({ json }, item) => {
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
function mappedCells(parameters: Parameters): CellReader {
	const fields = makeCells((name) => {
		const path = `${FIELDS}.value.${name}`;
		return { read: parameters.each(path), looksBeyondItem: parameters.looksBeyondItem(path) };
	});
	return (_json, item, faults) => {
		let entered = false;
		const values = makeCells((name) => {
			const value = valueOrFault(name, fields[name].read(item), faults);
			if (fields[name].looksBeyondItem && !isEmptyCell(value)) entered = true;
			return value;
		});
		return { values, entered: entered || faults.length > 0 };
	};
}
