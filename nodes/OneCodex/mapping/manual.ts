import type { INodeExecutionData } from 'n8n-workflow';

import { makeCells } from './columns';
import type { Parameters } from '../parameters/readParameters';
import type { SourceRow } from './sourceRow';
import { makeFault } from '../checking/faults';
import type { Fault } from '../domain/fault';

const SAMPLES = 'samples.sample';

/** The rows entered in the node, once for each input item if one of them has an expression. */
export function rowsFromManual(parameters: Parameters, items: INodeExecutionData[]): SourceRow[] {
	const read = parameters.each(SAMPLES);
	const rounds = parameters.itemsToRead(SAMPLES);
	const ofAll = rounds.length < items.length;
	return rounds.flatMap((_, item) => {
		const value = read(item);
		const row = (name: string, entry: Record<string, unknown>): SourceRow => ({
			item,
			ofAll,
			name,
			cells: makeCells((field) => entry[PARAMETERS[field]]),
			columns: items[item]?.json ?? {},
			faults: [],
			filled: true,
		});
		if (!value.ok) {
			const fault = makeFault('row', '', 'expression_failed', {
				reason: value.reason,
				parameter: 'Samples',
			});
			return [faultyRow(row(String(item + 1), {}), fault)];
		}
		const entries = (value.value ?? []) as Array<Record<string, unknown>>;
		if (entries.length === 0) return [faultyRow(row(String(item + 1), {}), NO_SAMPLES)];
		return entries.map((entry, index) =>
			row(rounds.length === 1 ? String(index + 1) : `${item + 1}, sample ${index + 1}`, entry),
		);
	});
}

const faultyRow = (row: SourceRow, fault: Fault): SourceRow => ({ ...row, faults: [fault] });

const NO_SAMPLES = makeFault('row', '', 'no_samples');

const PARAMETERS = {
	tube_barcode: 'tubeBarcode',
	specimen_type: 'specimenType',
	sequencing_depth: 'sequencingDepth',
} as const;
