import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { batchFields } from './batchItem';
import { inputColumns, type Run } from './run';
import type { ApiFailure } from '../../api/failure';
import { nameSome } from '../../checking/naming';
import { linkTo } from '../errorItems';
import { idOf } from '../../api/references';
import type { RunResult } from '../../registration/result';
import { batchNumber, type AnsweredBatch, type AnsweredTube } from '../../registration/registry';

type Result = RunResult<ApiFailure>;

/**
 * The items of the registered samples in the order of their rows, then those of tubes that One Codex
 * answered without their having been sent.
 */
export function outputItems(run: Run, result: Result): INodeExecutionData[] {
	const toJson = run.simple ? simplified : raw;
	const found = [...result.tubes].sort((a, b) => a.row - b.row);
	return [
		...found.map(({ row, batch, answered, alreadyRegistered }) =>
			rowItem(run, row, toJson(batch, answered, alreadyRegistered)),
		),
		...result.unexpected.map(({ batch, answered }) => ({
			json: toJson(batch, answered, false),
			pairedItem: linkTo(undefined),
		})),
	];
}

/**
 * The items of tubes that One Codex does not show although they were sent, for On Error = Stop: an error
 * would lose the samples of all others.
 */
export function missingItems(run: Run, result: Result): INodeExecutionData[] {
	return result.missing.map((one) =>
		rowItem(run, one.row, {
			tube_barcode: one.tube.tube_barcode,
			sample_id: null,
			sample_uri: null,
			...batchFields(one.batch),
			error: missingText(one),
		}),
	);
}

/** What is to be said about a tube that One Codex does not show although it was sent. */
export function missingText({ tube, planned, batch }: Result['missing'][number]): string {
	const name = batch.name ?? planned.name;
	return `The tube ${tube.tube_barcode} was sent with the batch "${name}", but One Codex does not show it there. Look at the batch number ${batchNumber(batch)} in One Codex, and ask One Codex about the tube before you run the workflow again.`;
}

function rowItem(run: Run, row: number, json: IDataObject): INodeExecutionData {
	return {
		json: run.includeInputFields ? { ...inputColumns(run, row), ...json } : json,
		pairedItem: linkTo(run.rows[row]?.item),
	};
}

function simplified(
	batch: AnsweredBatch,
	tube: AnsweredTube,
	alreadyRegistered: boolean,
): IDataObject {
	return {
		tube_barcode: tube.barcode,
		sample_id: idOf(tube.sampleUri),
		sample_uri: tube.sampleUri,
		...batchFields(batch),
		already_registered: alreadyRegistered,
	};
}

function raw({ batch }: AnsweredBatch, tube: AnsweredTube, already: boolean): IDataObject {
	return {
		tube_barcode: tube.barcode,
		sample: tube.sample as IDataObject,
		batch: batch as IDataObject,
		already_registered: already,
	};
}

const MAX_NAMED_TUBES = 10;

/** Shows hints under the output for tubes that a person should look after. */
export function hintAtTubes(
	context: IExecuteFunctions,
	{ unexpected, missing, doubled }: Result,
): void {
	const hint = (barcodes: string[], what: string) => {
		if (barcodes.length === 0) return;
		const message = `${what}: ${nameSome(barcodes, MAX_NAMED_TUBES, ', ', ' and ')}.`;
		context.addExecutionHints({ message, type: 'danger', location: 'outputPane' });
	};
	hint(
		unexpected.map(({ answered }) => answered.barcode),
		'One Codex answered with tubes that this run did not send',
	);
	hint(
		missing.map(({ tube }) => tube.tube_barcode),
		'Tubes were sent that One Codex does not show in their batch; their items hold an error',
	);
	hint(
		doubled.map(
			({ barcode, batches }) =>
				`${barcode} (batch numbers ${nameSome(batches.map(batchNumber), MAX_NAMED_TUBES)})`,
		),
		'Tubes are in more than one live batch, which the lab should know before they are shipped',
	);
}
