import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { jsonMaker } from './result/output';
import { ALSO_IN } from './planRun';
import { connect } from '../../api/http/request';
import { batchNumber } from '../../domain/batch';
import { BARCODE_FORMATS } from '../../domain/barcodes';
import { readParameters } from '../../parameters/readParameters';
import { MOST_LOOK_BACK_DAYS } from './options';
import { simplify } from '../descriptions/simplify';
import { startRows } from '../rows/rowRun';
import { tubeReader } from '../sample/finding/sampleKey';
import { searchTubes } from '../sample/finding/searchTubes';
import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';
import { LABELS } from '../../wording/labels';

const DEFAULT_DAYS = 90;

export const findTubes: Operation = {
	name: 'Find Tubes',
	value: 'findTubes',
	action: 'Find tubes in sequencing batches',
	description: 'Look up which sequencing batch each tube is in, and its sample',
	fields: [
		{
			displayName: 'Tube Barcode',
			name: 'tubeBarcode',
			type: 'string',
			required: true,
			default: '={{ $json.tube_barcode }}',
			placeholder: `e.g. ${BARCODE_FORMATS.at(-1)?.example}`,
			description: 'Barcode of the tube to find. Drag the column with the barcodes here.',
		},
		{
			displayName: 'Look Back Days',
			name: 'lookBackDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_LOOK_BACK_DAYS, numberPrecision: 0 },
			default: DEFAULT_DAYS,
			description:
				'How many days back to look. The newest batches come first, with a request for each, until all tubes are found.',
		},
		simplify,
	],
	execute,
};

/**
 * Gives for each input item where its tube is registered: the newest active batch, or else the newest
 * canceled one.
 */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const days = parameters.wholeNumber(
		'lookBackDays',
		LABELS.lookBackDays,
		MOST_LOOK_BACK_DAYS,
		DEFAULT_DAYS,
	);
	const run = await startRows(context, items, tubeReader(parameters, 'tubeBarcode'));
	run.settle();
	const client = await connect(context);
	const barcodes = new Map(run.rows().map((row) => [row, row.value]));
	const found = await searchTubes(run, client, barcodes, { days, takesCanceled: true });
	run.settle();
	const doubled = new Map<string, string[]>();
	for (const [row, [place, ...others]] of found) {
		if (!place) continue;
		const { batch, answered } = place;
		const json = jsonMaker(simple, batch)({ answered, alreadyRegistered: !batch.canceled });
		const numbers = new Set(others.map((other) => batchNumber(other.batch)));
		numbers.delete(batchNumber(batch));
		if (numbers.size > 0) {
			json[ALSO_IN] = [...numbers];
			if (!batch.canceled) doubled.set(answered.barcode, [batchNumber(batch), ...numbers]);
		}
		run.finish(row, [json]);
	}
	if (doubled.size > 0) {
		const tubes = [...doubled].map(([barcode, batches]) => ({ barcode, batches }));
		showHint(context, HINTS.doubledTubes(tubes), 'danger');
	}
	return await run.output();
}
