import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { tubeFields } from './fields';
import { options } from './options';
import type { Operation } from '../operation';
import { inputColumns, planRun } from './planRun';
import { faultText } from '../../wording/faultTexts';
import { splitBatch } from '../../registration/planning/split';
import { linkTo } from '../rows/errorItems';
import { takingBreaks } from '../rows/takingBreaks';
import { mapWithBreaks } from '../../domain/breaks';

export const validate: Operation = {
	name: 'Validate',
	value: 'validate',
	action: 'Validate sequencing batch',
	description: 'Check the tubes of a sequencing batch without sending anything',
	callsApi: false,
	// It checks just what Register would send, so the two share these fields.
	fields: [...tubeFields, options],
	execute,
};

/**
 * Checks all rows as Register does and sends nothing. One item for each row: whether it is valid, the
 * sample as Register would send it (without the values that are faulty), and what is wrong with it.
 */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const run = await planRun(context, items);
	const { rows, plan, maxSamplesPerBatch } = run;
	const batchOf = new Map<number, string>();
	for (const { name, tubes } of plan.batches.flatMap((one) =>
		splitBatch(one, maxSamplesPerBatch),
	)) {
		tubes.forEach(({ row }) => batchOf.set(row, name));
	}

	return await mapWithBreaks(plan.rows, takingBreaks(), ({ tube, batchName, faults }, index) => ({
		json: {
			...inputColumns(run, index),
			valid: faults.length === 0,
			sample: tube,
			// A row that stays behind is not counted when a large batch is split.
			batch_name: batchOf.get(index) ?? batchName ?? null,
			problems: faults.map(faultText),
		},
		pairedItem: linkTo(rows[index]?.item),
	}));
}
