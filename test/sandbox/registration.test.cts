import type { World } from '../../sandbox/server.cts';
import type { WireBatch, WireTube } from '../../sandbox/wire.cts';
import {
	barcode,
	barcodes,
	barcodesOf,
	at,
	idOf,
	list,
	otherKey,
	read,
	register,
	sandbox,
	statusOf,
	stoppedClock,
	useSandbox,
} from './client.cts';

const clock = stoppedClock();

useSandbox({ now: clock.now });

describe('a registration', () => {
	it('makes a batch, and a sample for each tube', async () => {
		const registered = await register('Plate 1', [barcode(1), 'abcDEF1234']);
		const { batch, samples: tubes } = registered.body;
		expect(registered.status).toBe(200);
		expect(batch).toMatchObject({ name: 'Plate 1', status: 'registered' });
		expect(barcodesOf(tubes)).toEqual([barcode(1), 'abcDEF1234']);
		expect(new Set(tubes.map((tube) => tube.sample.$ref)).size).toBe(2);
		expect(await read<WireBatch>(batch.$uri)).toEqual(batch);
		expect(await read<WireBatch[]>(at.batches)).toEqual([batch]);
		expect(await read<WireTube[]>(`${batch.$uri}/samples`)).toEqual(tubes);
		expect(sandbox().batches()).toMatchObject([
			{
				id: idOf(batch),
				number: batch.batch_number,
				trackingNumbers: ['1Z 999-AA'],
				tubes: [{ barcode: barcode(1), specimenType: 'Human stool', depth: 'Standard' }, {}],
			},
		]);
	});

	it('takes 5,000 tubes and no more', async () => {
		expect((await register('Too many', barcodes(5001))).status).toBe(400);
		expect((await register('Just enough', barcodes(5000))).body.samples).toHaveLength(5000);
	});

	it('gets a time of its own, even within a millisecond', async () => {
		await register('One', [barcode(1)]);
		await register('Two', [barcode(2)]);
		const [first = NaN, second] = sandbox()
			.batches()
			.map((one) => Date.parse(one.createdAt));
		expect(second).toBe(first + 1);
	});
});

describe('a barcode that is in a live batch', () => {
	it.each<[World['repeatedBarcodes'], number]>([
		['refused', 400],
		['conflict', 409],
		['otherWords', 400],
		['accepted', 200],
	])('is %s', async (repeatedBarcodes, status) => {
		sandbox().setWorld({ repeatedBarcodes });
		const first = (await register('Monday', [barcode(1)])).body.batch;
		const again = await register('Tuesday', [barcode(2), barcode(1)]);
		expect(again.status).toBe(status);
		expect(sandbox().batches()).toHaveLength(status === 200 ? 2 : 1);
		if (repeatedBarcodes === 'otherWords') {
			expect(again.text).toContain('samples.1');
			expect(again.text).not.toMatch(/tube|barcode|already|exist|registered|duplicate/i);
		} else if (status !== 200) {
			for (const word of [barcode(1), 'Monday', idOf(first)]) expect(again.text).toContain(word);
			expect((await register('Tuesday', [barcode(2)])).status).toBe(200);
		}
		sandbox().setBatchStatus(idOf(first), 'canceled');
		expect((await register('Wednesday', [barcode(1)])).status).toBe(200);
		expect((await register('Thursday', [barcode(1)])).status).toBe(status);
	});

	it.each(['refused', 'accepted'] as const)(
		'is refused twice in one request where repeats are %s',
		async (repeatedBarcodes) => {
			sandbox().setWorld({ repeatedBarcodes });
			const refused = await register('Twice', [barcode(1), barcode(2), barcode(1)]);
			expect(refused.status).toBe(400);
			expect(refused.text).toContain(barcode(1));
			expect(sandbox().batches()).toEqual([]);
		},
	);

	it('is looked for in the world of now, among the batches of its account', async () => {
		const statuses = [];
		for (const repeatedBarcodes of ['accepted', 'accepted', 'conflict'] as const) {
			sandbox().setWorld({ repeatedBarcodes });
			statuses.push((await register('Plate', [barcode(1)])).status);
		}
		statuses.push((await register('Plate', [barcode(1)], otherKey)).status);
		expect(statuses).toEqual([200, 200, 409, 200]);
	});

	it.each<[World['barcodeEcho'], string, number]>([
		['same', 'fghDE12345', 200],
		['upperCase', 'FGHDE12345', 400],
	])('comes back in %s', async (barcodeEcho, echoed, statusOfOtherCase) => {
		await register('Before', ['abcDE12345']);
		sandbox().setWorld({ barcodeEcho });
		for (const codes of [['ABCde12345'], [barcode(1), 'xyzDE12345', 'XYZde12345']]) {
			expect((await register('Other', codes)).status).toBe(statusOfOtherCase);
		}
		const { batch, samples: tubes } = (await register('Plate', ['fghDE12345'])).body;
		const listed = await read<WireTube[]>(`${batch.$uri}/samples`);
		expect(barcodesOf([...tubes, ...listed])).toEqual([echoed, echoed]);
	});
});

describe('the samples of a new batch', () => {
	it.each<[World['newBatches'], number]>([
		['atOnce', 5],
		['samplesLater', 0],
		['samplesBitByBit', 2],
	])('come %s', async (newBatches, first) => {
		sandbox().setWorld({ newBatches, samplesLagMs: 45_000 });
		sandbox().setLag(10_000);
		const { batch, samples: tubes } = (await register('New', barcodes(5))).body;
		const listed = () => read<WireTube[]>(`${batch.$uri}/samples`);
		expect(tubes).toHaveLength(5);
		// The lag of the batch itself goes before.
		expect(await statusOf(`${batch.$uri}/samples`)).toBe(404);
		clock.pass(10_000);
		expect(await read<WireBatch[]>(at.batches)).toEqual([batch]);
		expect(await listed()).toEqual(tubes.slice(0, first));
		clock.pass(34_999);
		expect(await listed()).toEqual(tubes.slice(0, first));
		clock.pass(1);
		expect(await listed()).toEqual(tubes);
	});
});

describe('the name of a batch', () => {
	const sent = ' Cafe\u0301 \u00a0 rack\t1 ';
	it.each<[World['nameEcho'], string, number]>([
		['same', sent, 1],
		['normalised', 'Caf\u00e9 rack 1', 0],
		['upperCase', ' CAFE\u0301 \u00a0 RACK\t1 ', 0],
	])('comes back %s', async (nameEcho, stored, found) => {
		sandbox().setWorld({ nameEcho });
		const { batch } = (await register(sent, [barcode(1)])).body;
		expect(batch.name).toBe(stored);
		expect((await read<WireBatch>(batch.$uri)).name).toBe(stored);
		const named = async (name: string) => (await list(at.batches, { where: { name } })).body;
		expect(await named(stored)).toHaveLength(1);
		expect(await named(sent)).toHaveLength(found);
	});
});
