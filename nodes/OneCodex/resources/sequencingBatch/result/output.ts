import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { batchFields } from '../batchItem';
import { ALSO_IN, inputColumns, type PlannedRun } from '../planRun';
import { linkTo } from '../../rows/errorItems';
import { idOf } from '../../../api/references';
import type { RunResult } from '../../../registration/result';
import { missingText } from '../../../wording/registerTexts';
import { batchNumber, type AnsweredBatch, type AnsweredTube } from '../../../domain/batch';

/**
 * The items of the registered samples in the order of their rows, then those of tubes that One Codex
 * answered without their having been sent.
 */
export function outputItems(run: PlannedRun, result: RunResult): INodeExecutionData[] {
	const toJson = run.simple ? simplified : raw;
	const found = [...result.tubes].sort((a, b) => a.row - b.row);
	const doubled = new Map(result.doubled.map((one) => [one.row, one.batches]));
	return [
		...found.map(({ row, batch, answered, alreadyRegistered }) => {
			const json = toJson(batch, answered, alreadyRegistered);
			const others = doubled.get(row)?.filter(({ id }) => id !== batch.id) ?? [];
			if (others.length > 0) json[ALSO_IN] = others.map(batchNumber);
			return rowItem(run, row, json);
		}),
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
export function missingItems(run: PlannedRun, result: RunResult): INodeExecutionData[] {
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

function rowItem(run: PlannedRun, row: number, json: IDataObject): INodeExecutionData {
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
		sample_id: idOf(tube.sampleUri) ?? null,
		sample_uri: tube.sampleUri ?? null,
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
