import { makeTrigger } from './poll-harness.cts';
import { barcode, useSandbox } from './with-sandbox.cts';
import { now, pass, waitForAnswers } from '../fake-timing.cts';

const { sandbox, credential } = useSandbox({ rateLimit: false });
beforeAll(waitForAnswers);

const make = (event: string) => makeTrigger({ event }, credential());

/** Registers a batch, a minute after the last, and gives the ids of its samples. */
function register(numbers: number[]) {
	pass(60_000);
	const batch = sandbox().addBatch(`Rack ${numbers[0]}`, numbers.map(barcode));
	return batch.tubes.map(({ sampleId }) => sampleId);
}

const samples = (items: object[]) =>
	items.map((item) => (item as { sample_id: string }).sample_id).toSorted();

/** Does something, and gives how long it took by the clock of the tests. */
async function timed<T>(work: () => Promise<T>) {
	const before = now();
	const value = await work();
	return { value, ms: now() - before };
}

test('an activation takes seconds, whatever is there, and the next polls make up for the rest', async () => {
	const racks = Array.from({ length: 120 }, (_, rack) => register([2 * rack, 2 * rack + 1]));
	racks.forEach(([first = '']) => sandbox().finishSample(first));
	// One Codex tells its time in whole seconds.
	pass(2_000);
	const trigger = make('sampleAvailable');
	const first = await timed(() => trigger.poll());
	expect(first.value).toEqual([]);
	expect(first.ms).toBeLessThan(6_000);
	// What comes from now on is given once, whether or not its batch was read.
	pass(1_000);
	const came = racks.map(([, second = '']) => second);
	came.forEach((id) => sandbox().finishSample(id));
	const given: string[] = [];
	for (let poll = 0; poll < 8; poll++) {
		const next = await timed(() => trigger.poll());
		expect(next.ms).toBeLessThan(40_000);
		given.push(...samples(next.value));
		pass(60_000);
	}
	expect(given.toSorted()).toEqual(came.toSorted());
}, 60_000);

test('a poll that gives nothing is gone on with where n8n drops what it kept', async () => {
	const trigger = make('batchStatusChanged');
	await trigger.poll();
	sandbox().setBatchStatus(sandbox().addBatch('New', [barcode(1)]).id, 'sequencing');
	// n8n's durable scheduler drops what the activation kept.
	const dropped = trigger.again('{}');
	expect(await dropped.poll()).toHaveLength(1);
});

test('a quiet poll takes one request for the list, an hour after a crowd of new batches', async () => {
	const trigger = make('batchRegistered');
	await trigger.poll();
	for (let rack = 0; rack < 150; rack++) register([rack]);
	expect(await trigger.poll()).toHaveLength(150);
	pass(60 * 60 * 1000);
	await trigger.poll();
	const before = sandbox().requests.length;
	expect(await trigger.poll()).toEqual([]);
	expect(sandbox().requests.length - before).toBe(1);
});
