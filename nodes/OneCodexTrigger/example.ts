import type { IDataObject } from 'n8n-workflow';

import { idOf } from '../OneCodex/api/references';
import type { Account } from './account';
import { availableItem, changedItem, registeredItem } from './items';
import type { WatchedEvent } from './watch';

// One request reads as many.
const SAMPLES_TO_LOOK_AT = 50;

/**
 * An item to build a workflow with, made of the newest batch of the account; for samples, of one that is
 * available if the first of the batch include one. Undefined if there is nothing to show.
 */
export async function exampleItem(
	account: Account,
	event: WatchedEvent,
): Promise<IDataObject | undefined> {
	const batch = await account.newestBatch();
	if (!batch) return undefined;
	if (event === 'batchRegistered') return registeredItem(batch);
	if (event === 'batchStatusChanged') return changedItem(batch, null);
	const tubes = (await account.tubesOf(batch.id)).slice(0, SAMPLES_TO_LOOK_AT);
	const barcodes = new Map(tubes.map((tube) => [idOf(tube.sampleUri) ?? '', tube.barcode]));
	const samples = [...(await account.samplesById([...barcodes.keys()])).values()];
	const sample = samples.find(({ raw }) => raw.status === 'available') ?? samples[0];
	return sample && availableItem(sample, barcodes.get(sample.id) ?? null, batch);
}
