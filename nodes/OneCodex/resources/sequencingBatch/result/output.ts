import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { batchFields } from '../batchItem';
import { ALSO_IN, inputColumns, type PlannedRun } from '../planRun';
import { linkTo } from '../../rows/errorItems';
import { takingBreaks } from '../../rows/takingBreaks';
import { idOf } from '../../../api/references';
import type { RegisteredTube, RunResult } from '../../../registration/result';
import { missingText } from '../../../wording/registerTexts';
import { readingOnce } from '../../../checking/cells';
import { batchNumber, type AnsweredBatch } from '../../../domain/batch';
import { mapWithBreaks } from '../../../domain/breaks';

/**
 * The items of the registered samples in the order of their rows, then those of tubes that One Codex
 * answered without their having been sent.
 */
export async function outputItems(
	run: PlannedRun,
	result: RunResult,
): Promise<INodeExecutionData[]> {
	const makerOf = readingOnce((batch: AnsweredBatch) => jsonMaker(run.simple, batch));
	const found = [...result.tubes].sort((a, b) => a.row - b.row);
	const doubled = new Map(result.doubled.map((one) => [one.row, one.batches]));
	// What is registered must not be lost, so no break ends here.
	const items = await mapWithBreaks(found, takingBreaks(), (tube) => {
		const { row, batch } = tube;
		const json = makerOf(batch)(tube);
		const others = doubled.get(row)?.filter(({ id }) => id !== batch.id) ?? [];
		if (others.length > 0) json[ALSO_IN] = others.map(batchNumber);
		return rowItem(run, row, json);
	});
	return [
		...items,
		...result.unexpected.map(({ batch, answered }) => ({
			json: makerOf(batch)({ answered, alreadyRegistered: false }),
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

type Answered = Pick<RegisteredTube, 'answered' | 'alreadyRegistered'>;

/** Makes a function that makes the JSON of the items of a batch. */
function jsonMaker(simple: boolean, batch: AnsweredBatch): (tube: Answered) => IDataObject {
	if (!simple) {
		return ({ answered, alreadyRegistered }) => ({
			tube_barcode: answered.barcode,
			sample: answered.sample as IDataObject,
			batch: batch.batch as IDataObject,
			already_registered: alreadyRegistered,
		});
	}
	// Copied whole and then filled in, which takes much less time than adding one key after the other.
	const form: IDataObject = {
		tube_barcode: null,
		sample_id: null,
		sample_uri: null,
		...batchFields(batch),
		already_registered: false,
	};
	return ({ answered, alreadyRegistered }) => {
		const json = { ...form };
		json.tube_barcode = answered.barcode;
		json.sample_id = idOf(answered.sampleUri) ?? null;
		json.sample_uri = answered.sampleUri ?? null;
		json.already_registered = alreadyRegistered;
		return json;
	};
}
