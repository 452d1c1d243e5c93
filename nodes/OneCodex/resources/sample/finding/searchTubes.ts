import type { Client } from '../../../api/http/request';
import { untilLost } from '../../../api/untilLost';
import { makeFault } from '../../../checking/faults';
import { batchNumber, type AnsweredBatch } from '../../../domain/batch';
import type { RegisteredTube } from '../../../registration/looking/everywhere';
import { findTubes, placesOf } from '../../../registration/looking/findTubes';
import type { ItemRow, RowRun } from '../../rows/rowRun';
import { sequencingBatches } from '../../sequencingBatch/registry';
import { OBJECT_TEXTS } from '../../../wording/objectTexts';

/** How tubes are looked for. */
interface Search {
	/** How many days back. */
	days: number;
	/** Whether a canceled batch is an answer, if there is no other. */
	takesCanceled: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;
// One Codex may fail on some batches. If it fails on this many in a row, it is down.
const MOST_FAILURES = 10;

const numbersOf = (batches: Iterable<AnsweredBatch>) => [...new Set([...batches].map(batchNumber))];

/**
 * Finds where the tubes of rows are registered, newest batch first. A row whose tube is not found is
 * faulty, or failed if a list could not be read in which the tube may be.
 */
export async function searchTubes<V>(
	run: RowRun<V>,
	client: Client,
	barcodes: Map<ItemRow<V>, string>,
	{ days, takesCanceled }: Search,
): Promise<Map<ItemRow<V>, RegisteredTube[]>> {
	const registry = sequencingBatches(untilLost(client, MOST_FAILURES));
	const search = await findTubes(registry, barcodes.values(), days * DAY_MS);
	const { live, canceled, failure } = search;
	const unsure = numbersOf(search.unsure.values());
	const found = new Map<ItemRow<V>, RegisteredTube[]>();
	for (const [row, barcode] of barcodes) {
		const active = placesOf(live, barcode);
		const ended = placesOf(canceled, barcode);
		const places = active.length === 0 && takesCanceled ? ended : active;
		const params = { days, canceled: numbersOf(ended.map(({ batch }) => batch)), unsure };
		// A list that could not be read may have an active batch with the tube.
		if (failure && active.length === 0)
			run.fail(row, failure, [OBJECT_TEXTS.tubeNotSought(barcode)]);
		else if (places.length > 0) found.set(row, places);
		else run.blame(row, makeFault('tube_barcode', barcode, 'tube_not_found', params));
	}
	return found;
}
