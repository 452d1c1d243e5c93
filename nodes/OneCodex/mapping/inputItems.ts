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

/**
 * Map Each Column Manually: by an expression or a fixed choice for each field. What an expression makes of
 * columns that are all empty, or that it fails, does not fill a row.
 */
function mappedCells(parameters: Parameters): CellReader {
	const fields = makeCells((name) => {
		const path = `${FIELDS}.value.${name}`;
		const isOfColumns = parameters.isOfColumns(path);
		// A barcode that is entered by hand, or the same for all, is that of a tube.
		const fills = name === 'tube_barcode' ? !isOfColumns : parameters.looksBeyondItem(path);
		return { read: parameters.each(path), isOfColumns, fills };
	});
	return (_json, item, faults) => {
		let entered = false;
		const values = makeCells((name) => {
			const { read, isOfColumns, fills } = fields[name];
			const reading = read(item);
			if (reading.ok ? fills && !isEmptyCell(reading.value) : !isOfColumns) entered = true;
			return valueOrFault(name, reading, faults);
		});
		return { values, entered };
	};
}
