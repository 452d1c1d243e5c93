import type { Sandbox } from '../../sandbox/server.cts';
import type { WireBatch, WireTube } from '../../sandbox/wire.cts';
import type { World } from '../../sandbox/worlds.cts';
import { barcode, batches, call, idOf, register, registration, withSandbox } from './client.cts';
import type { Refused } from './client.cts';

/** The barcodes that the list of a batch's samples shows. */
async function listedTubes(sandbox: Sandbox, batch: WireBatch): Promise<string[]> {
	const { body } = await call<WireTube[]>(sandbox, 'GET', `${batch.$uri}/samples`);
	return body.map((tube) => tube.tube_barcode);
}

describe('the samples of a new batch', () => {
	const barcodes = [1, 2, 3, 4, 5].map(barcode);
	it.each<[World['newBatches'], number]>([
		['atOnce', 5],
		['samplesLater', 0],
		['samplesBitByBit', 2],
	])('%s', async (newBatches, first) => {
		let time = Date.parse('2026-01-05T08:00:00Z');
		const world = { newBatches, samplesLagMs: 45_000 };
		await withSandbox({ world, now: () => time, lagMs: 10_000 }, async (sandbox) => {
			const { batch, samples } = (await register(sandbox, 'New', barcodes)).body;
			expect(samples).toHaveLength(5);
			// The lag of the batch itself goes before.
			expect((await call(sandbox, 'GET', `${batch.$uri}/samples`)).status).toBe(404);
			time += 10_000;
			expect((await call<WireBatch[]>(sandbox, 'GET', batches)).body).toEqual([batch]);
			expect(await listedTubes(sandbox, batch)).toEqual(barcodes.slice(0, first));
			time += 34_999;
			expect(await listedTubes(sandbox, batch)).toEqual(barcodes.slice(0, first));
			time += 1;
			expect(await listedTubes(sandbox, batch)).toEqual(barcodes);
		});
	});
});

describe('a barcode that stands in a live batch', () => {
	const names = (text: string) => [barcode(1), 'Monday'].map((name) => text.includes(name));
	it.each<[World['repeatedBarcodes'], number]>([
		['refused', 400],
		['conflict', 409],
		['otherWords', 400],
		['accepted', 200],
	])('%s', (repeatedBarcodes, status) =>
		withSandbox({ world: { repeatedBarcodes } }, async (sandbox) => {
			const first = (await register(sandbox, 'Monday', [barcode(1)])).body.batch;
			const again = await register(sandbox, 'Tuesday', [barcode(2), barcode(1)]);
			expect(again.status).toBe(status);
			expect(sandbox.batches()).toHaveLength(status === 200 ? 2 : 1);
			if (repeatedBarcodes === 'otherWords') {
				expect(again.text).toContain('samples.1');
				expect(again.text).not.toMatch(/tube|barcode|already|exist|registered|duplicate/i);
			} else if (status !== 200) {
				expect(names(again.text)).toEqual([true, true]);
			}
			sandbox.setBatchStatus(idOf(first), 'canceled');
			const last = await register(sandbox, 'Wednesday', [barcode(1)]);
			expect(last.status).toBe(200);
		}),
	);

	it('is looked for in the world of now', () =>
		withSandbox({}, async (sandbox) => {
			const json = registration('Plate', [barcode(1)]);
			const path = `${batches}/register`;
			const statuses = [];
			for (const repeatedBarcodes of ['accepted', 'accepted', 'conflict'] as const) {
				sandbox.setWorld({ repeatedBarcodes });
				statuses.push((await call<Refused>(sandbox, 'POST', path, { json })).status);
			}
			expect(statuses).toEqual([200, 200, 409]);
		}));
});
