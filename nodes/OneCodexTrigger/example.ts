import type { IDataObject } from 'n8n-workflow';

import type { AnsweredBatch } from '../OneCodex/domain/batch';
import { exampleAnalysis } from './analyses';
import type { Account } from './state/account';
import { availableItem, changedItem, registeredItem } from './items';
import { isAvailable } from './waitingSamples';
import type { WatchedEvent } from './watch';

// One request reads as many samples.
const SAMPLES_TO_LOOK_AT = 50;
const BATCHES_TO_LOOK_AT = 10;

/**
 * An item to build a workflow with, made of the newest batch or analysis of the account; for samples, of a
 * batch that has some, and of one that is available if the first of them include one. Undefined if there is nothing
 * to show.
 */
export async function exampleItem(
	account: Account,
	event: WatchedEvent,
): Promise<IDataObject | undefined> {
	if (event === 'analysisFinished') return await exampleAnalysis(account);
	const [newest, ...older] = (await account.newestBatches(BATCHES_TO_LOOK_AT)) ?? [];
	if (!newest) return undefined;
	if (event === 'batchRegistered') return registeredItem(newest);
	if (event === 'batchStatusChanged') return changedItem(newest, null);
	for (const batch of [newest, ...older]) {
		const item = await sampleOf(account, batch);
		if (item) return item;
	}
	return undefined;
}

async function sampleOf(account: Account, batch: AnsweredBatch): Promise<IDataObject | undefined> {
	const barcodes = (await account.barcodesOf(batch.id)) ?? new Map<string, string>();
	const ids = [...barcodes.keys()].slice(0, SAMPLES_TO_LOOK_AT);
	const samples = [...(await account.samplesById(ids)).values()].filter((one) => one !== undefined);
	const sample = samples.find(isAvailable) ?? samples[0];
	if (!sample) return undefined;
	const names = await account.namesOf([sample]);
	return availableItem(sample, barcodes.get(sample.id) ?? null, batch, names);
}
