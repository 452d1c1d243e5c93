import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Run } from './run';
import type { ApiFailure } from '../../api/failure';
import { idOf } from '../../api/answers';
import type { AnsweredTube } from '../../registration/answer';
import type { AnsweredBatch, BatchOutcome } from '../../registration/register';

type Outcome = BatchOutcome<ApiFailure>;
type Registered = Extract<Outcome, { kind: 'registered' }>;

/**
 * The items of the registered samples in the order of their rows, then those of tubes that One Codex
 * answered without their having been sent, then those that it does not show although they were sent.
 */
export function outcomeItems(
	context: IExecuteFunctions,
	run: Run,
	outcomes: Outcome[],
	simple: boolean,
): INodeExecutionData[] {
	const registered = outcomes.filter((one): one is Registered => one.kind === 'registered');
	const toJson = simple ? simplified : raw;
	const found = registered.flatMap(({ batch, planned, found: tubes }) =>
		tubes.map(({ row, answered }) => ({ row, json: toJson(batch, planned.name, answered) })),
	);
	found.sort((a, b) => a.row - b.row);
	const unexpected = registered.flatMap(({ batch, planned, unexpected: tubes }) =>
		tubes.map((tube): INodeExecutionData => ({ json: toJson(batch, planned.name, tube) })),
	);
	hintAt(context, unexpected.length, 'answered with', 'that this run did not send');
	const missing = registered.flatMap((outcome) => missingItems(run, outcome));
	hintAt(context, missing.length, 'does not show', 'that were sent; their items hold an error');
	return [...found.map(({ row, json }) => rowItem(run, row, json)), ...unexpected, ...missing];
}

function rowItem(run: Run, row: number, json: IDataObject): INodeExecutionData {
	const source = run.rows[row];
	return {
		json: run.includeInputFields ? { ...(source?.columns as IDataObject), ...json } : json,
		pairedItem: { item: source?.item ?? 0 },
	};
}

function missingItems(run: Run, { batch, planned, missing }: Registered): INodeExecutionData[] {
	return missing.map(({ row, tube }) => {
		const error = `The tube ${tube.tube_barcode} was sent with the batch "${planned.name}", but One Codex does not show it there. Look at batch ${nameOf(batch)} in One Codex, and ask One Codex about the tube before you send it again.`;
		const json = { tube_barcode: tube.tube_barcode, ...batchFields(batch, planned.name), error };
		return rowItem(run, row, json);
	});
}

const nameOf = ({ id, batch }: AnsweredBatch) => String(batch.batch_number ?? id);

function simplified(batch: AnsweredBatch, name: string, tube: AnsweredTube): IDataObject {
	return {
		tube_barcode: tube.barcode,
		sample_id: idOf(tube.sampleUri),
		sample_uri: tube.sampleUri,
		...batchFields(batch, name),
	};
}

function batchFields({ id, batch }: AnsweredBatch, name: string): IDataObject {
	return {
		batch_id: id,
		batch_number: batch.batch_number as string | undefined,
		batch_name: (batch.name as string | null | undefined) ?? name,
		batch_status: batch.status as string | undefined,
		batch_created_at: batch.created_at as string | undefined,
	};
}

function raw({ batch }: AnsweredBatch, _name: string, tube: AnsweredTube): IDataObject {
	return {
		tube_barcode: tube.barcode,
		sample: tube.sample as IDataObject,
		batch: batch as IDataObject,
	};
}

function hintAt(context: IExecuteFunctions, count: number, verb: string, which: string): void {
	if (count === 0) return;
	context.addExecutionHints({
		message: `One Codex ${verb} ${count} tube${count === 1 ? '' : 's'} ${which}.`,
		type: 'danger',
		location: 'outputPane',
	});
}
