import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { makeCells } from './columns';
import { hasExpression, parameterReader } from './reader';
import type { SourceRow } from './rows';
import { makeFault } from '../registration/problems';

const SAMPLES = 'samples.sample';

/** The rows entered in the node itself, once for each input item if an expression is among them. */
export function rowsFromManual(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): SourceRow[] {
	const raw: unknown = context.getNodeParameter(SAMPLES, 0, [], { rawExpressions: true });
	const read = parameterReader(context, items, SAMPLES);
	// Fixed samples are meant once, however many items happen to come in.
	const rounds = hasExpression(raw) ? items : items.slice(0, 1);
	return rounds.flatMap((_, item) => {
		const value = read(item);
		const row = (name: string, entry: Record<string, unknown>): SourceRow => ({
			item,
			name,
			cells: makeCells((field) => entry[PARAMETERS[field]]),
			columns: items[item]?.json ?? {},
			faults: [],
			filled: true,
		});
		if (!value.ok) {
			const fault = makeFault(
				'row',
				'',
				`An expression in Samples failed (${value.reason})`,
				'Open the parameter and correct the expression',
			);
			return [{ ...row(String(item + 1), {}), faults: [fault] }];
		}
		const entries = (value.value ?? []) as Array<Record<string, unknown>>;
		return entries.map((entry, index) =>
			row(rounds.length === 1 ? String(index + 1) : `${item + 1}, sample ${index + 1}`, entry),
		);
	});
}

const PARAMETERS = {
	tube_barcode: 'tubeBarcode',
	specimen_type: 'specimenType',
	sequencing_depth: 'sequencingDepth',
} as const;
