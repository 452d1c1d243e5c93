import type { Sandbox, World } from '../sandbox/server.cts';
import { barcode } from './tubes.cts';

/** A way that the real One Codex may turn out to be, and a batch that is hard to register once there. */
export interface WorstWorld {
	name: string;
	/** Barcodes are accepted again in each of them, so that it shows if a tube is registered twice. */
	settings: Partial<World>;
	batchName: string;
	/** How many tubes the batch has. */
	size: number;
	/** Whether the connection breaks after the batch was registered, once. */
	losesAnswer?: boolean;
	/** Names of batches of other tubes that a filter may take for this one. */
	similar?: string[];
}

/** The worlds in which a node that trusts a filter, an order or a page registers tubes twice. */
export const WORST_WORLDS: WorstWorld[] = [
	{
		name: 'only equality filters, and nothing sorts',
		settings: {
			batchFilter: 'equality',
			batchSort: 'ignored',
			repeatedBarcodes: 'accepted',
		},
		batchName: 'Rack 12',
		size: 12,
	},
	{
		name: 'filters find nothing, new batches are empty for a while, and an answer is lost',
		settings: {
			batchFilter: 'nothing',
			newBatches: 'samplesLater',
			samplesLagMs: 20_000,
			repeatedBarcodes: 'accepted',
		},
		batchName: 'Rack 12',
		size: 12,
		losesAnswer: true,
	},
	{
		name: 'a filter is SQL LIKE, samples come in pages, and nothing is counted',
		settings: {
			batchFilter: 'like',
			batchSamples: 'paged',
			counts: 'none',
			repeatedBarcodes: 'accepted',
		},
		batchName: 'Freezer\\2_b',
		size: 70,
		similar: ['Freezer2_b', 'Freezer\\2xb'],
	},
];

// With fewer, the list is so short that the node uses no filter.
const EARLIER_BATCHES = 320;

/**
 * Fills a sandbox that plays one of the worlds: with batches of other tubes, and with what is to go wrong.
 * Lists of samples come backwards, so that only who looks at the barcodes gives the rows in their order.
 * @returns how to get the batches that were registered since, oldest first
 */
export function prepareWorld(sandbox: Sandbox, { losesAnswer, similar = [] }: WorstWorld) {
	const names = Array.from({ length: EARLIER_BATCHES }, (_, index) => `Earlier ${index + 1}`);
	for (const name of [...names, ...similar]) {
		sandbox.addBatch(name, [barcode(1_000_000 + sandbox.batches().length)]);
	}
	const before = sandbox.batches().length;
	if (losesAnswer) {
		sandbox.inject({ match: { method: 'POST' }, when: 'after', fault: { kind: 'reset' } });
	}
	sandbox.inject({ times: 'always', fault: { kind: 'reorderSamples' } });
	return { registered: () => sandbox.batches().slice(before) };
}
