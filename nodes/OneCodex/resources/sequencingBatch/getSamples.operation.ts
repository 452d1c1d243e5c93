import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { atOnce } from '../../domain/atOnce';
import { samplesOfBatch } from '../../api/batches/batchSamples';
import { SAMPLES, type AnsweredSample } from '../../api/kinds';
import { lookUp, type Found } from '../../api/lists/lookUp';
import { idOf } from '../../api/references';
import { connect, type Client } from '../../api/http/request';
import { readParameters } from '../../parameters/readParameters';
import type { AnsweredTube } from '../../domain/batch';
import { notFound, saysNotFound } from '../rows/findRows';
import { groupBy } from '../rows/groupBy';
import { batchLocator } from '../descriptions/locators';
import { startRows, type ItemRow, type RowRun } from '../rows/rowRun';
import { simplify } from '../descriptions/simplify';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';
import { LABELS } from '../../wording/labels';

export const getSamples: Operation = {
	name: 'Get Samples',
	value: 'getSamples',
	action: 'Get samples of sequencing batch',
	description: 'Retrieve the tubes of a sequencing batch, each with its sample',
	fields: [
		batchLocator,
		{
			displayName: 'Include Sample Status',
			name: 'includeStatus',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description:
				'Whether to add the status of each sample, such as available. Needs one more request for each 50 samples.',
		},
		simplify,
	],
	execute,
};

interface ListedTubes {
	row: ItemRow<string>;
	tubes: AnsweredTube[];
	unreadable: number;
}

/**
 * Gives the tubes of the batches that the input items name, one item for each tube. A batch that many
 * items name, as those behind Register do, is given once.
 */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const { id, isOn } = readParameters(context, items);
	const simple = isOn('simple', LABELS.simplify, true);
	const includeStatus = isOn('includeStatus', LABELS.includeStatus, false);
	const run = await startRows(context, items, id(batchLocator.name, 'batch'));
	run.settle();

	const client = await connect(context);
	const batches = await tubesOfRows(run, client);
	run.settle();
	const unreadable = batches.reduce((sum, one) => sum + one.unreadable, 0);
	if (unreadable > 0) showHint(context, HINTS.noBarcode(unreadable), 'warning');
	const ids = batches.flatMap(({ tubes }) => tubes.flatMap((tube) => sampleId(tube) ?? []));
	const samples = await lookUp(client, SAMPLES, includeStatus ? ids : []);
	const sampleOf = (tube: AnsweredTube) => samples.get(sampleId(tube) ?? '');
	for (const { row, tubes } of batches) {
		const failed = tubes.map(sampleOf).find((found) => found?.ok === false);
		if (failed?.ok === false) {
			run.fail(row, failed.failure, [OBJECT_TEXTS.statusNotRead()]);
			continue;
		}
		const toJson = simple ? simplified : raw;
		run.finish(
			row,
			tubes.map((tube) => toJson(tube, row.value, includeStatus, foundIn(sampleOf(tube)))),
		);
	}
	run.settle();
	return await run.output();
}

/** Reads the tubes of each batch. They belong to the first of the rows that name it. */
async function tubesOfRows(run: RowRun<string>, client: Client): Promise<ListedTubes[]> {
	const found: ListedTubes[] = [];
	await atOnce(
		[...groupBy(run.rows(), ({ value }) => value)],
		async ([id, rows]) => {
			const tubes = await samplesOfBatch(client, id);
			if (tubes.ok) found.push({ row: rows[0], ...tubes.value });
			for (const row of rows) {
				if (tubes.ok) continue;
				if (saysNotFound(tubes.failure)) run.blame(row, notFound('batch', id));
				else run.fail(row, tubes.failure, [OBJECT_TEXTS.notRead('batch', id)]);
			}
		},
		run.isOver,
	);
	return found;
}

const sampleId = ({ sampleUri }: AnsweredTube) => idOf(sampleUri);

const foundIn = (found: Found<AnsweredSample> | undefined) =>
	found?.ok ? found.value?.raw : undefined;

type Sample = AnsweredSample['raw'];

function simplified(
	tube: AnsweredTube,
	batchId: string,
	includeStatus: boolean,
	sample: Sample | undefined,
): IDataObject {
	return {
		tube_barcode: tube.barcode,
		sample_id: sampleId(tube) ?? null,
		...(includeStatus && { sample_status: sample?.status ?? null }),
		sample_uri: tube.sampleUri ?? null,
		batch_id: batchId,
	};
}

/** The tube as the API gives it, with the sample itself in place of its reference where it was read. */
function raw(
	tube: AnsweredTube,
	_batchId: string,
	_includeStatus: boolean,
	sample: Sample | undefined,
): IDataObject {
	return { tube_barcode: tube.barcode, sample: (sample ?? tube.sample) as IDataObject };
}
