import { POLLS } from '../../nodes/OneCodex/wording/pollTexts';
import { runNode } from './harness.cts';
import { makeTrigger } from './poll-harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import { pass } from '../fake-timing.cts';

const { sandbox, credential } = useSandbox({ rateLimit: false });

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const LIST = '/api/v1/sequencing/batches';

const makeSampleTrigger = () => makeTrigger({ event: 'sampleAvailable' }, credential());

/** Registers tubes, one batch of them unless there may be fewer to each, and gives the ids. */
async function register(name: string, numbers: number[], maxSamplesPerBatch = 1000) {
	pass(60_000);
	const { output } = await runNode(
		numbers.map((number) => tube(number)),
		{ credential: credential(), parameters: { batchName: name, options: { maxSamplesPerBatch } } },
	);
	return output.map(({ json }) => ({
		batch: json.batch_id as string,
		sample: json.sample_id as string,
	}));
}

const barcodesOf = (items: Array<Record<string, unknown>>) =>
	items.map(({ tube_barcode }) => tube_barcode);
const pathsSince = (before: number) =>
	sandbox()
		.requests.slice(before)
		.map(({ path }) => path);

describe('a batch that is done when the trigger is activated', () => {
	test('is followed for samples that are not there yet', async () => {
		const [first, second] = await register('Rack 1', [1, 2]);
		sandbox().finishSample(first?.sample ?? '');
		sandbox().setBatchStatus(first?.batch ?? '', 'done');
		const trigger = makeSampleTrigger();
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
		sandbox().finishSample(second?.sample ?? '');
		expect(barcodesOf(await trigger.poll())).toEqual([barcode(2)]);
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		[13, [barcode(1)]],
		[15, []],
	])('is followed for two weeks from then on: after %i days', async (days, found) => {
		const [row] = await register('Rack 1', [1]);
		sandbox().setBatchStatus(row?.batch ?? '', 'done');
		pass(30 * DAY_MS);
		const trigger = makeSampleTrigger();
		await trigger.poll();
		pass(days * DAY_MS);
		// It is looked at once more.
		expect(await trigger.poll()).toEqual([]);
		sandbox().finishSample(row?.sample ?? '');
		expect(barcodesOf(await trigger.poll())).toEqual(found);
	});

	test('is looked at once more where nobody looked for longer than that', async () => {
		const [row] = await register('Rack 1', [1]);
		sandbox().setBatchStatus(row?.batch ?? '', 'done');
		const trigger = makeSampleTrigger();
		await trigger.poll();
		sandbox().finishSample(row?.sample ?? '');
		pass(30 * DAY_MS);
		expect(barcodesOf(await trigger.poll())).toEqual([barcode(1)]);
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		['done', 89, [barcode(1)]],
		['done', 91, []],
		['sequencing', 91, [barcode(1)]],
		['canceled', 0, []],
	] as const)('%s, and registered %i days before', async (status, days, found) => {
		const [row] = await register('Rack 1', [1]);
		sandbox().setBatchStatus(row?.batch ?? '', status);
		pass(days * DAY_MS);
		const trigger = makeSampleTrigger();
		const before = sandbox().requests.length;
		expect(await trigger.poll()).toEqual([]);
		// The samples of a batch that is not followed are not asked for.
		expect(pathsSince(before).some((path) => path.endsWith('/samples'))).toBe(found.length > 0);
		sandbox().finishSample(row?.sample ?? '');
		expect(barcodesOf(await trigger.poll())).toEqual(found);
	});

	test('is not followed where all its samples are there', async () => {
		const [row] = await register('Rack 1', [1]);
		sandbox().finishSample(row?.sample ?? '');
		sandbox().setBatchStatus(row?.batch ?? '', 'done');
		const trigger = makeSampleTrigger();
		await trigger.poll();
		const before = sandbox().requests.length;
		expect(await trigger.poll()).toEqual([]);
		expect(pathsSince(before)).toEqual([LIST]);
	});
});

describe('Batch Registered reads', () => {
	test('only the newest batch and what is around it, of 300', async () => {
		const numbers = Array.from({ length: 299 }, (_, index) => index);
		await register('Old', numbers, 1);
		pass(2 * HOUR_MS);
		await register('Newest', [300]);
		expect(sandbox().batches()).toHaveLength(300);
		const trigger = makeTrigger({ event: 'batchRegistered' }, credential());
		const before = sandbox().requests.length;
		expect(await trigger.poll()).toEqual([]);
		expect(pathsSince(before)).toEqual([LIST, LIST]);
		expect(sandbox().requests[before]?.query).toMatchObject({ page: '1', per_page: '1' });
		expect(await trigger.poll()).toEqual([]);
		await register('New', [301]);
		expect(await trigger.poll()).toMatchObject([{ batch_name: 'New' }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('all that was registered shortly before the newest, and gives none of it', async () => {
		for (const number of [1, 2, 3]) await register(`Rack ${number}`, [number]);
		const trigger = makeTrigger({ event: 'batchRegistered' }, credential());
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
		sandbox()
			.batches()
			.forEach(({ id }) => expect(trigger.stored()).toContain(id));
	});
});

describe('samples of a batch that One Codex does not show', () => {
	const hide = (batch: string | undefined, times = 1) =>
		sandbox().inject({
			match: { path: `${LIST}/${batch}/samples` },
			times,
			fault: { kind: 'status', status: 404 },
		});

	test('do not stop the activation, and are looked for again', async () => {
		const [row] = await register('Rack 1', [1]);
		const [other] = await register('Rack 2', [2]);
		hide(row?.batch);
		const trigger = makeSampleTrigger();
		expect(await trigger.poll()).toEqual([]);
		[row, other].forEach((one) => sandbox().finishSample(one?.sample ?? ''));
		expect(barcodesOf(await trigger.poll()).toSorted()).toEqual([barcode(1), barcode(2)]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('do not stop a poll, and are looked for again', async () => {
		const trigger = makeSampleTrigger();
		await trigger.poll();
		const [row] = await register('Rack 1', [1]);
		const [other] = await register('Rack 2', [2]);
		[row, other].forEach((one) => sandbox().finishSample(one?.sample ?? ''));
		hide(row?.batch);
		expect(barcodesOf(await trigger.poll())).toEqual([barcode(2)]);
		expect(barcodesOf(await trigger.poll())).toEqual([barcode(1)]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('come without their barcode where the batch is gone by then', async () => {
		const [row] = await register('Rack 1', [1]);
		const trigger = makeSampleTrigger();
		await trigger.poll();
		sandbox().finishSample(row?.sample ?? '');
		hide(row?.batch);
		expect(await trigger.poll()).toMatchObject([{ tube_barcode: null, sample_id: row?.sample }]);
	});

	test('stop it with a 401, since the key is refused', async () => {
		const [row] = await register('Rack 1', [1]);
		const path = `${LIST}/${row?.batch}/samples`;
		sandbox().inject({ match: { path }, fault: { kind: 'status', status: 401 } });
		const trigger = makeSampleTrigger();
		await expect(trigger.poll()).rejects.toThrow('(401)');
		expect(await trigger.poll()).toEqual([]);
	});
});

describe('a test in the editor', () => {
	/** Registers a batch with a sample that is there, and newer ones that show none. */
	const make = async (newer: number) => {
		const [row] = await register('Rack 1', [1]);
		sandbox().finishSample(row?.sample ?? '');
		for (let number = 1; number <= newer; number++) {
			const [one] = await register(`Newer ${number}`, [100 + number]);
			const path = `${LIST}/${one?.batch}/samples`;
			const body = { kind: 'body', body: '[]', contentType: 'application/json' } as const;
			const fault = number % 2 ? body : ({ kind: 'status', status: 404 } as const);
			sandbox().inject({ match: { path }, times: 'always', fault });
		}
	};

	test.each([0, 1, 9])('finds a sample behind %i newer batches without any', async (newer) => {
		await make(newer);
		expect(await makeSampleTrigger().test()).toMatchObject([
			{ tube_barcode: barcode(1), sample_status: 'available', batch_name: 'Rack 1' },
		]);
	});

	test('says so where the ten newest batches have none', async () => {
		await make(10);
		await expect(makeSampleTrigger().test()).rejects.toMatchObject({
			message: POLLS.nothingToShow(),
			description: POLLS.noSamples(),
		});
	});
});
