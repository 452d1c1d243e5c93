import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { batchFields } from './batchItem';
import { inputColumns, type PlannedRun } from '../planRun';
import { otherBatches } from './output';
import { linkTo } from '../../rows/errorItems';
import { takingBreaks } from '../../rows/takingBreaks';
import { idOf } from '../../../api/references';
import type { AnsweredBatch } from '../../../domain/batch';
import { mapWithBreaks } from '../../../domain/breaks';
import { splitBatch } from '../../../registration/planning/split';
import type { RunResult } from '../../../registration/result';
import { faultText } from '../../../wording/faultTexts';
import { missingText } from '../../../wording/registerTexts';

/** What a look found for the tube of a row. */
interface Found {
	batch: AnsweredBatch;
	/** Undefined where it is in doubt. */
	sampleUri?: string;
	isRegistered: true | null;
	problems: string[];
}

/**
 * The items of the rows: whether each is valid, the sample as Register would send it (without the values that
 * are faulty), and what is wrong with it.
 * @param result what a look found of earlier registrations, which makes further fields; undefined without a look
 * @param hasFailed whether the look failed for a row, which then has no item
 */
export async function validatedItems(
	run: PlannedRun,
	result?: RunResult,
	hasFailed: (row: number) => boolean = () => false,
): Promise<INodeExecutionData[]> {
	const found = result ? foundTubes(run, result) : new Map<number, Found>();
	const alsoIn = result && otherBatches(result);
	const sendsAll = run.ifRegistered === 'register';
	const newName = newBatchNames(run, (row) => sendsAll || !found.has(row));

	const items = await mapWithBreaks(run.plan.rows, takingBreaks(), (checked, row) => {
		if (hasFailed(row)) return [];
		const { tube, batchName, faults } = checked;
		const one = found.get(row);
		const problems = [...faults.map(faultText), ...(one?.problems ?? [])];
		const json = {
			...inputColumns(run, row),
			valid: problems.length === 0,
			sample: tube,
			// A row that stays behind is not counted when a large batch is split.
			batch_name: (one && !sendsAll ? one.batch.name : (newName.get(row) ?? batchName)) ?? null,
			problems,
			...(result && historyFields(one, faults.length === 0)),
			...(one && alsoIn?.(row, one.batch)),
		};
		return [{ json, pairedItem: linkTo(run.rows[row]?.item) }];
	});
	return items.flat();
}

/** The name of the batch that each row would get into, of the rows that would be sent. */
function newBatchNames(
	{ plan, maxSamplesPerBatch }: PlannedRun,
	isSent: (row: number) => boolean,
): Map<number, string> {
	const names = new Map<number, string>();
	for (const batch of plan.batches) {
		const left = { ...batch, tubes: batch.tubes.filter(({ row }) => isSent(row)) };
		for (const { name, tubes } of splitBatch(left, maxSamplesPerBatch)) {
			tubes.forEach(({ row }) => names.set(row, name));
		}
	}
	return names;
}

function foundTubes({ ifRegistered }: PlannedRun, result: RunResult): Map<number, Found> {
	const found = new Map<number, Found>();
	for (const { row, batch, answered } of result.tubes) {
		found.set(row, { batch, sampleUri: answered.sampleUri, isRegistered: true, problems: [] });
	}
	for (const { row, ...fault } of result.problems) found.get(row)?.problems.push(faultText(fault));
	// Register Again asks for no doubts.
	for (const one of ifRegistered === 'register' ? [] : result.missing) {
		const { row, batch } = one;
		found.set(row, { batch, isRegistered: null, problems: [missingText(one)] });
	}
	return found;
}

/** @param isLookedUp whether the tube was looked for, as it is where nothing is wrong with its row */
function historyFields(one: Found | undefined, isLookedUp: boolean): IDataObject {
	const { batch_number = null, batch_status = null } = one ? batchFields(one.batch) : {};
	return {
		already_registered: one ? one.isRegistered : isLookedUp ? false : null,
		batch_number,
		batch_status,
		sample_id: idOf(one?.sampleUri) ?? null,
	};
}
