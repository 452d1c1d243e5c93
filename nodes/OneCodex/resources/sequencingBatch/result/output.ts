import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { batchFields } from './batchItem';
import { ALSO_IN, inputColumns, type PlannedRun } from '../planRun';
import { linkTo } from '../../rows/errorItems';
import { takingBreaks } from '../../rows/takingBreaks';
import { idOf } from '../../../api/references';
import { titlesOf } from '../../../mapping/titles';
import type { RegisteredTube, RunResult } from '../../../registration/result';
import { missingText } from '../../../wording/registerTexts';
import { readingOnce } from '../../../checking/cells';
import { isPlace } from '../../../checking/places';
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
	const toItem = itemMaker(run);
	const alsoIn = otherBatches(result);
	// What is registered must not be lost, so no break ends here.
	const items = await mapWithBreaks(found, takingBreaks(), (tube) => {
		const { row, batch } = tube;
		return toItem(row, Object.assign(makerOf(batch)(tube), alsoIn(row, batch)));
	});
	return [
		...items,
		...result.unexpected.map(({ batch, answered }) => ({
			json: makerOf(batch)({ answered, alreadyRegistered: false }),
			pairedItem: linkTo(undefined),
		})),
	];
}

/** Makes the field of an item that names the other live batches of its tube, if there are any. */
export function otherBatches({ doubled }: RunResult) {
	const batchesOf = new Map(doubled.map((one) => [one.row, one.batches]));
	return (row: number, batch: AnsweredBatch): IDataObject | undefined => {
		const others = batchesOf.get(row)?.filter(({ id }) => id !== batch.id) ?? [];
		return others.length > 0 ? { [ALSO_IN]: others.map(batchNumber) } : undefined;
	};
}

/**
 * The items of tubes that One Codex does not show although they were sent, for On Error = Stop: an error
 * would lose the samples of all others.
 */
export function missingItems(run: PlannedRun, result: RunResult): INodeExecutionData[] {
	const toItem = itemMaker(run);
	return result.missing.map((one) =>
		toItem(one.row, {
			tube_barcode: one.tube.tube_barcode,
			sample_id: null,
			sample_uri: null,
			...batchFields(one.batch),
			error: missingText(one),
		}),
	);
}

/** Makes a function that makes the item of a row: with all of its columns, or those that say where its tube is. */
function itemMaker(run: PlannedRun) {
	const titles = run.includeInputFields ? [] : titlesOf(run.rows.map(({ columns }) => columns));
	const places = [...titles].filter(isPlace);
	const columnsOf = (row: number): IDataObject | undefined => {
		if (run.includeInputFields) return inputColumns(run, row);
		if (places.length === 0) return undefined;
		const { columns = {} } = run.rows[row] ?? {};
		const there = places.filter((title) => Object.hasOwn(columns, title));
		return Object.fromEntries(there.map((title) => [title, columns[title]])) as IDataObject;
	};
	return (row: number, json: IDataObject): INodeExecutionData => {
		const columns = columnsOf(row);
		return {
			json: columns ? { ...columns, ...json } : json,
			pairedItem: linkTo(run.rows[row]?.item),
		};
	};
}

type Answered = Pick<RegisteredTube, 'answered' | 'alreadyRegistered'>;

/** Makes a function that makes the JSON of the items of a batch. */
export function jsonMaker(simple: boolean, batch: AnsweredBatch): (tube: Answered) => IDataObject {
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
