import type { IDataObject } from 'n8n-workflow';

import type { AnsweredBatch } from '../../../domain/batch';

/** What every item says of a batch. */
export function batchFields({ id, name, batch }: AnsweredBatch): IDataObject {
	return {
		batch_id: id,
		batch_number: batch.batch_number as string | undefined,
		batch_name: name ?? null,
		batch_status: batch.status as string | undefined,
		batch_created_at: batch.created_at as string | undefined,
	};
}

/** A batch as an item of its own. */
export const batchItem = (batch: AnsweredBatch, simple: boolean): IDataObject =>
	simple ? batchFields(batch) : (batch.batch as IDataObject);
