import type { INodeExecutionData } from 'n8n-workflow';

import { rowsFromItems } from './inputItems';
import { rowsFromList } from './list';
import { rowsFromManual } from './manual';
import { rowsFromPlate } from './plate';
import type { SourceRow } from './sourceRow';
import { isSameValue, valueOrFault, type ParameterValue } from '../parameters/parameter';
import type { Parameters } from '../parameters/readParameters';
import { makeFault } from '../checking/faults';
import { mapWithBreaks, type TakeBreak } from '../domain/breaks';
import type { Fault } from '../domain/fault';
import type { FaultField } from '../domain/fields';
import { saysNoTube } from '../registration/planning/barcodes';
import type { Row } from '../registration/planning/row';
import { LABELS } from '../wording/labels';

const NAMES = ['inputItems', 'list', 'manual', 'plate'] as const;
const SOURCES: Record<
	(typeof NAMES)[number],
	(
		parameters: Parameters,
		items: INodeExecutionData[],
		takeBreak: TakeBreak,
	) => SourceRow[] | Promise<SourceRow[]>
> = { inputItems: rowsFromItems, list: rowsFromList, manual: rowsFromManual, plate: rowsFromPlate };

/** Where the samples come from. */
export const sourceOf = ({ choice }: Parameters) =>
	choice('samplesFrom', LABELS.samplesFrom, NAMES);

/**
 * All rows of the execution as the user entered them, unchecked, in the order of the input items.
 * @throws NodeOperationError if an expression does not return a known source of samples
 */
export async function readRows(
	parameters: Parameters,
	items: INodeExecutionData[],
	takeBreak: TakeBreak,
): Promise<Row[]> {
	const sourceRows = await SOURCES[sourceOf(parameters)](parameters, items, takeBreak);

	const batchName = parameters.each('batchName');
	const trackingNumbers = parameters.each('returnTrackingNumbers');
	const defaultSpecimenType = parameters.each('options.defaultSpecimenType');
	const defaultSequencingDepth = parameters.each('options.defaultSequencingDepth');
	const unclear = sourceRows.some(({ ofAll }) => ofAll)
		? [
				...faultWhereVarying('batch_name', items, batchName),
				...faultWhereVarying('return_tracking_numbers', items, trackingNumbers),
				...faultWhereVarying('specimen_type', items, defaultSpecimenType),
				...faultWhereVarying('sequencing_depth', items, defaultSequencingDepth),
			]
		: [];
	const rows = await mapWithBreaks(sourceRows, takeBreak, (source): Row => {
		const { item, name, cells, columns, faults } = source;
		faults.push(...unclear);
		const take = (field: FaultField, value: ParameterValue) => valueOrFault(field, value, faults);
		// Not spread, because spreading a row takes longer than everything else done to it.
		return {
			item: source.ofAll ? undefined : item,
			name,
			cells,
			columns,
			batchName: take('batch_name', batchName(item)),
			trackingNumbers: take('return_tracking_numbers', trackingNumbers(item)),
			defaults: {
				specimen_type: take('specimen_type', defaultSpecimenType(item)),
				sequencing_depth: take('sequencing_depth', defaultSequencingDepth(item)),
			},
			holds: !source.filled ? 'nothing' : saysNoTube(cells.tube_barcode) ? 'no tube' : 'tube',
			faults,
		};
	});
	const itemsByName = () => {
		const named = rows.map(
			({ batchName }, row) => [batchName, sourceRows[row]?.item ?? 0] as const,
		);
		return new Map(named.filter(([name]) => name !== undefined));
	};
	// Rows of the same batch would get names that differ in their milliseconds.
	if (parameters.movesOn('batchName', itemsByName)) {
		for (const { faults } of rows) faults.push(makeFault('batch_name', '', 'moves_on'));
	}
	return rows;
}

/** If samples belong to all items, and a parameter differs between them, it is unclear which value applies. */
function faultWhereVarying(
	field: FaultField,
	items: INodeExecutionData[],
	read: (item: number) => ParameterValue,
): Fault[] {
	const first = read(0);
	if (items.every((_, item) => isSameValue(read(item), first))) return [];
	return [makeFault(field, '', 'varies_by_item')];
}
