import type { Batch } from '../../sandbox/server.cts';

/** The body that the tests' webhook takes. */
export interface PostedBatch {
	batch: string;
	tracking: string;
	samples: Array<{ tube_barcode: string }>;
}

/** A batch whose tubes are in no batch of another number. */
export function makeBatch(number: number, size: number): PostedBatch {
	const tubes = Array.from({ length: size }, (_, index) => number * 10_000 + index);
	return {
		batch: `Rack ${number}`,
		tracking: '7946 1234 5678',
		samples: tubes.map((tube) => ({ tube_barcode: String(tube).padStart(14, '3') })),
	};
}

/** The barcodes of a batch, in order. */
const barcodesOf = ({ samples }: PostedBatch) => samples.map((one) => one.tube_barcode);

/** Checks that every tube is in exactly one live batch, its own, and that nothing else was registered. */
export function expectRegisteredOnce(registered: readonly Batch[], posted: PostedBatch[]): void {
	const live = registered.filter(({ status }) => status !== 'canceled');
	const standing = new Set<string>();
	const doubled = live
		.flatMap(({ tubes }) => tubes.map(({ barcode }) => barcode))
		.filter((barcode) => standing.size === standing.add(barcode).size);
	// Counted first, because the next assertion would print thousands of lines.
	expect(`${doubled.length} tubes registered again`).toBe('0 tubes registered again');
	const found = live.map(({ name, tubes }) => [name, ...tubes.map(({ barcode }) => barcode)]);
	const wanted = posted.map((one) => [one.batch, ...barcodesOf(one)]);
	expect(found.sort(byName)).toEqual(wanted.sort(byName));
}

const byName = ([a = '']: string[], [b = '']: string[]) => a.localeCompare(b);

/** How many live batches hold the tubes of a batch. */
export const timesRegistered = (registered: readonly Batch[], posted: PostedBatch): number =>
	registered.filter(({ status, tubes }) => {
		const barcodes = new Set(barcodesOf(posted));
		return status !== 'canceled' && tubes.some(({ barcode }) => barcodes.has(barcode));
	}).length;

/** Checks that a batch was delivered: one item for each tube, with the sample that was registered. */
export function expectDelivered(
	items: unknown,
	posted: PostedBatch,
	registered: readonly Batch[],
	alreadyRegistered: boolean,
): void {
	const batch = registered.find(({ name }) => name === posted.batch);
	const samples = new Map(batch?.tubes.map(({ barcode, sampleId }) => [barcode, sampleId]));
	const wanted = barcodesOf(posted).map((barcode) => ({
		tube_barcode: barcode,
		sample_id: samples.get(barcode),
		batch_name: posted.batch,
		already_registered: alreadyRegistered,
	}));
	expect(items).toHaveLength(wanted.length);
	expect(items).toMatchObject(wanted);
	expect(JSON.stringify(items)).not.toContain('"error"');
}
