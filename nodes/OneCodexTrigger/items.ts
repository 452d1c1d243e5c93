import type { IDataObject } from 'n8n-workflow';

import type { AnsweredAnalysis } from '../OneCodex/api/analyses';
import type { AnsweredSample } from '../OneCodex/api/kinds';
import { analysisItem } from '../OneCodex/resources/analysis/analysisItem';
import { batchFields } from '../OneCodex/resources/sequencingBatch/result/batchItem';
import type { Names } from '../OneCodex/resources/sample/names';
import { sampleItem } from '../OneCodex/resources/sample/sampleItem';
import type { AnsweredBatch } from '../OneCodex/domain/batch';

/** A batch that was registered. */
export const registeredItem = (batch: AnsweredBatch): IDataObject => batchFields(batch);

/** A batch whose status changed; `previous` is null where there is nothing to compare with. */
export const changedItem = (batch: AnsweredBatch, previous: string | null): IDataObject => ({
	...batchFields(batch),
	previous_status: previous,
});

/** A sample with its tube and its batch, and the names of its project and its tags. */
export const availableItem = (
	sample: AnsweredSample,
	barcode: string | null,
	batch: AnsweredBatch | undefined,
	names: Names,
): IDataObject => ({
	tube_barcode: barcode,
	...sampleItem(sample, true, names),
	...(batch && batchFields(batch)),
});

/** An analysis that has finished. */
export const finishedItem = (
	analysis: AnsweredAnalysis,
	jobName: string | undefined,
): IDataObject => analysisItem(analysis, true, jobName);
