import { POLLS } from '../../nodes/OneCodex/wording/pollTexts';
import { runNode } from './harness.cts';
import { makeTrigger } from './poll-harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import { pass, waitForAnswers } from '../fake-timing.cts';

const { sandbox, credential } = useSandbox();
beforeAll(waitForAnswers);

const DAY_MS = 24 * 60 * 60 * 1000;

const makeSampleTrigger = () => makeTrigger({ event: 'sampleAvailable' }, credential());

/** Registers tubes as one batch, a minute after the last, and gives the ids of batch and samples. */
async function registerTubes(name: string, numbers: number[]) {
	pass(60_000);
	const rows = numbers.map((number) => tube(number));
	const run = await runNode(rows, { credential: credential(), parameters: { batchName: name } });
	return {
		batchId: run.output[0]?.json.batch_id as string,
		sampleIds: run.output.map(({ json }) => json.sample_id as string),
	};
}

const barcodesOf = (items: Array<Record<string, unknown>>) =>
	items.map(({ tube_barcode }) => tube_barcode);

// The clock of the tests moves on while requests are under way, so a few may meet the rate limit.
const samplePaths = () =>
	sandbox().requests.filter(({ path, status }) => path === '/api/v1/samples' && status === 200);

/** What a poll asks for. */
async function pathsOfPoll(trigger: ReturnType<typeof makeSampleTrigger>) {
	const before = sandbox().requests.length;
	await trigger.poll();
	return sandbox()
		.requests.slice(before)
		.map(({ path }) => path);
}

test('gives nothing old, and each sample once when its data is there', async () => {
	const { batchId, sampleIds } = await registerTubes('Rack 1', [1, 2, 3]);
	const [first = '', second = '', third = ''] = sampleIds;
	sandbox().finishSample(first);
	const trigger = makeSampleTrigger();
	expect(await trigger.poll()).toEqual([]);
	expect(await trigger.poll()).toEqual([]);

	sandbox().finishSample(third);
	sandbox().setSampleStatus(second, 'importing');
	const items = await trigger.poll();
	const record = sandbox()
		.samples()
		.find(({ $uri }) => $uri.endsWith(third));
	expect(items).toEqual([
		{
			tube_barcode: barcode(3),
			sample_id: third,
			sample_status: 'available',
			filename: record?.filename,
			error_msg: null,
			project_id: null,
			metadata_id: record?.metadata.$ref.split('/').at(-1),
			primary_classification_id: record?.primary_classification?.$ref.split('/').at(-1),
			sample_created_at: record?.created_at,
			project_name: null,
			tag_names: [],
			batch_id: batchId,
			batch_number: 'SB000001',
			batch_name: 'Rack 1',
			batch_status: 'registered',
			batch_created_at: sandbox().batches()[0]?.createdAt,
		},
	]);
	expect(await trigger.poll()).toEqual([]);
});

test('follows batches that were registered after the activation', async () => {
	const trigger = makeSampleTrigger();
	await trigger.poll();
	const { sampleIds } = await registerTubes('Rack 1', [1, 2]);
	sandbox().finishSample(sampleIds[0] ?? '');
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(1)]);
	sandbox().finishSample(sampleIds[1] ?? '');
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(2)]);
});

test('a batch whose samples are shown late is asked again', async () => {
	const trigger = makeSampleTrigger();
	await trigger.poll();
	const { batchId, sampleIds } = await registerTubes('Rack 1', [1]);
	const samples = `/api/v1/sequencing/batches/${batchId}/samples`;
	sandbox().inject({ match: { path: samples }, fault: { kind: 'dropSamples', barcodes: 1 } });
	sandbox().finishSample(sampleIds[0] ?? '');
	expect(await trigger.poll()).toEqual([]);
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(1)]);
});

test('data that comes after the lab was done with the batch is still seen', async () => {
	const { batchId, sampleIds } = await registerTubes('Rack 1', [1, 2]);
	const trigger = makeSampleTrigger();
	await trigger.poll();
	sandbox().setBatchStatus(batchId, 'done');
	sandbox().finishSample(sampleIds[0] ?? '');
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(1)]);
	pass(13 * DAY_MS);
	sandbox().finishSample(sampleIds[1] ?? '');
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(2)]);
});

test.each<['done' | 'canceled', number]>([
	['done', 15 * DAY_MS],
	['canceled', 0],
])('a batch that is %s is not followed for ever', async (status, wait) => {
	const { batchId } = await registerTubes('Rack 1', [1, 2]);
	const trigger = makeSampleTrigger();
	await trigger.poll();
	sandbox().setBatchStatus(batchId, status);
	await trigger.poll();
	pass(wait);
	await trigger.poll();
	expect(await pathsOfPoll(trigger)).toEqual(['/api/v1/sequencing/batches']);
});

test('a batch all of whose samples are there is not followed any more', async () => {
	const { batchId, sampleIds } = await registerTubes('Rack 1', [1, 2]);
	const trigger = makeSampleTrigger();
	await trigger.poll();
	sampleIds.forEach((id) => sandbox().finishSample(id));
	expect(await trigger.poll()).toHaveLength(2);
	const before = samplePaths().length;
	await trigger.poll();
	expect(samplePaths()).toHaveLength(before);

	// The lab does not have it in the minutes in which its samples may be listed late.
	pass(10 * 60_000);
	sandbox().setBatchStatus(batchId, 'shipped_to_lab');
	expect(await trigger.poll()).toEqual([]);
	await trigger.poll();
	expect(await pathsOfPoll(trigger)).toEqual(['/api/v1/sequencing/batches']);
});

test('samples that are listed late are seen, and the others not twice', async () => {
	const trigger = makeSampleTrigger();
	await trigger.poll();
	const { batchId, sampleIds } = await registerTubes('Rack 1', [1, 2, 3]);
	const [first = '', second = '', third = ''] = sampleIds;
	const samples = `/api/v1/sequencing/batches/${batchId}/samples`;
	sandbox().inject({
		match: { path: samples },
		fault: { kind: 'dropSamples', barcodes: [barcode(3)] },
	});
	sandbox().finishSample(first);
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(1)]);
	sandbox().finishSample(second);
	sandbox().finishSample(third);
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(2)]);
	sandbox().setBatchStatus(batchId, 'received_at_lab');
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(3)]);
	expect(await trigger.poll()).toEqual([]);
});

test('samples of a batch that was there before are seen where they are listed late', async () => {
	const { batchId, sampleIds } = await registerTubes('Rack 1', [1, 2]);
	const samples = `/api/v1/sequencing/batches/${batchId}/samples`;
	sandbox().inject({
		match: { path: samples },
		fault: { kind: 'dropSamples', barcodes: [barcode(2)] },
	});
	sandbox().finishSample(sampleIds[0] ?? '');
	const trigger = makeSampleTrigger();
	await trigger.poll();
	sandbox().finishSample(sampleIds[1] ?? '');
	sandbox().setBatchStatus(batchId, 'received_at_lab');
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(2)]);
});

test('a deleted sample is not waited for, one that failed is', async () => {
	const { sampleIds } = await registerTubes('Rack 1', [1, 2]);
	const [first = '', second = ''] = sampleIds;
	const trigger = makeSampleTrigger();
	await trigger.poll();
	sandbox().setSampleStatus(first, 'deleted');
	sandbox().setSampleStatus(second, 'failed_validation');
	expect(await trigger.poll()).toEqual([]);
	sandbox().setSampleStatus(first, 'available');
	sandbox().finishSample(second);
	expect(barcodesOf(await trigger.poll())).toEqual([barcode(2)]);
});

test('a poll whose key is refused at any of its calls is made up for by the next', async () => {
	const { sampleIds } = await registerTubes('Rack 1', [1, 2]);
	const trigger = makeSampleTrigger();
	await trigger.poll();
	for (const [call, id] of sampleIds.entries()) {
		sandbox().finishSample(id);
		sandbox().inject({ after: call, fault: { kind: 'status', status: 401 } });
		await expect(trigger.poll()).rejects.toThrow('(401)');
		sandbox().clearFaults();
		expect(barcodesOf(await trigger.poll())).toEqual([barcode(call + 1)]);
		expect(await trigger.poll()).toEqual([]);
	}
});

test('a restart repeats nothing and loses nothing', async () => {
	const { sampleIds } = await registerTubes('Rack 1', [1, 2]);
	const trigger = makeSampleTrigger();
	await trigger.poll();
	const stored = trigger.stored();
	const later = await registerTubes('Rack 2', [3]);
	await trigger.poll();
	sandbox().finishSample(sampleIds[0] ?? '');
	sandbox().finishSample(later.sampleIds[0] ?? '');
	const again = trigger.restarted(stored);
	expect(barcodesOf(await again.poll()).toSorted()).toEqual([barcode(1), barcode(3)]);
	expect(await again.restarted(again.stored()).poll()).toEqual([]);
});

test('a poll looks at no more than 2,000 samples, and at the others in the next', async () => {
	const numbers = Array.from({ length: 2_300 }, (_, index) => index);
	const { sampleIds } = await registerTubes('Rack 1', numbers);
	const trigger = makeSampleTrigger();
	await trigger.poll();
	sandbox().finishSample(sampleIds[2_200] ?? '');
	const before = samplePaths().length;
	const found = [...(await trigger.poll()), ...(await trigger.poll())];
	expect(barcodesOf(found)).toEqual([barcode(2_200)]);
	expect(samplePaths().length - before).toBe(80);
}, 30_000);

test('a test in the editor shows a sample that is available, if there is one', async () => {
	const trigger = makeSampleTrigger();
	await expect(trigger.test()).rejects.toThrow(POLLS.nothingToShow());
	const { sampleIds } = await registerTubes('Rack 1', [1, 2]);
	expect(await trigger.test()).toMatchObject([
		{ tube_barcode: barcode(1), sample_status: 'awaiting_data', batch_name: 'Rack 1' },
	]);
	sandbox().finishSample(sampleIds[1] ?? '');
	expect(await trigger.test()).toMatchObject([{ tube_barcode: barcode(2) }]);
});

test('a sample comes with its batch, though that cannot be read in one poll', async () => {
	const { id, tubes } = sandbox().addBatch('Rack', [barcode(1)]);
	pass(2 * 3_600_000);
	sandbox().addBatch('Other', [barcode(2)]);
	const trigger = makeTrigger({ event: 'sampleAvailable' }, credential());
	await trigger.poll();
	sandbox().finishSample(tubes[0]?.sampleId ?? '');
	const always = { times: 'always' as const };
	const path = '/api/v1/sequencing/batches';
	const failing = { kind: 'status' as const, status: 500 };
	sandbox().inject({ match: { path: `${path}/${id}` }, ...always, fault: failing });
	sandbox().inject({ match: { path }, ...always, fault: { kind: 'refuseWhere' } });
	const given = await trigger.poll();
	sandbox().clearFaults();
	given.push(...(await trigger.poll()));
	expect(given).toMatchObject([{ tube_barcode: barcode(1), batch_id: id, batch_name: 'Rack' }]);
});
