import { POLLS } from '../../nodes/OneCodex/wording/pollTexts';
import { makeTrigger } from './poll-harness.cts';
import { runNode } from './harness.cts';
import { pass } from '../fake-timing.cts';
import { tube, useSandbox } from './with-sandbox.cts';
import { headlineFor } from '../failures.cts';

const { sandbox, credential } = useSandbox();

let tubes = 0;

/** Registers a batch of one tube, a minute after the last, and gives its id. */
async function registerBatch(name: string): Promise<string> {
	pass(60_000);
	const parameters = { batchName: name, options: { ifRegistered: 'register' } };
	const run = await runNode([tube(tubes++)], { credential: credential(), parameters });
	return run.output[0]?.json.batch_id as string;
}

const changed = (statuses: string[] = []) =>
	makeTrigger({ event: 'batchStatusChanged', statuses }, credential());
const registered = () => makeTrigger({ event: 'batchRegistered' }, credential());

const brief = (items: Array<Record<string, unknown>>) =>
	items.map((item) => [item.batch_name, item.previous_status, item.batch_status]);

describe('Batch Registered', () => {
	test('gives nothing old, and each new batch once, in the order of their registration', async () => {
		await registerBatch('Old');
		const trigger = registered();
		expect(await trigger.poll()).toEqual([]);
		const id = await registerBatch('New 1');
		await registerBatch('New 2');
		const items = await trigger.poll();
		expect(items).toEqual([
			{
				batch_id: id,
				batch_number: 'SB000002',
				batch_name: 'New 1',
				batch_status: 'registered',
				batch_created_at: sandbox().batches()[1]?.createdAt,
			},
			expect.objectContaining({ batch_name: 'New 2' }),
		]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('finds the first batch of an empty account', async () => {
		const trigger = registered();
		expect(await trigger.poll()).toEqual([]);
		await registerBatch('First');
		expect(await trigger.poll()).toMatchObject([{ batch_name: 'First' }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('finds a batch that is shown late, behind one that was registered after it', async () => {
		const trigger = registered();
		await trigger.poll();
		sandbox().setLag(50_000);
		await registerBatch('A');
		expect(await trigger.poll()).toEqual([]);
		await registerBatch('B');
		pass(1_000);
		expect(await trigger.poll()).toMatchObject([{ batch_name: 'A' }]);
		pass(60_000);
		expect(await trigger.poll()).toMatchObject([{ batch_name: 'B' }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('finds more batches than a page holds', async () => {
		const trigger = registered();
		await trigger.poll();
		const names = Array.from({ length: 120 }, (_, index) => `Rack ${index}`);
		for (const name of names) await registerBatch(name);
		expect((await trigger.poll()).map(({ batch_name }) => batch_name)).toEqual(names);
		expect(await trigger.poll()).toEqual([]);
	});
});

describe('Batch Status Changed', () => {
	test('gives each change once, with the status before', async () => {
		const [a, b] = [await registerBatch('A'), await registerBatch('B')];
		sandbox().setBatchStatus(b, 'extracting');
		const trigger = changed();
		expect(await trigger.poll()).toEqual([]);
		sandbox().setBatchStatus(a, 'shipped_to_lab');
		expect(brief(await trigger.poll())).toEqual([['A', 'registered', 'shipped_to_lab']]);
		expect(await trigger.poll()).toEqual([]);
		sandbox().setBatchStatus(b, 'done');
		sandbox().setBatchStatus(a, 'canceled');
		expect(brief(await trigger.poll())).toEqual(
			expect.arrayContaining([
				['A', 'shipped_to_lab', 'canceled'],
				['B', 'extracting', 'done'],
			]),
		);
		expect(await trigger.poll()).toEqual([]);
	});

	test('a batch that is new and under way already has changed', async () => {
		const trigger = changed();
		await trigger.poll();
		await registerBatch('Still');
		sandbox().setBatchStatus(await registerBatch('Quick'), 'done');
		expect(brief(await trigger.poll())).toEqual([['Quick', 'registered', 'done']]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('gives the statuses that are asked for in any spelling', async () => {
		const batchId = await registerBatch('Rack 1');
		const trigger = changed(['Received at lab']);
		await trigger.poll();
		sandbox().setBatchStatus(batchId, 'received_at_lab');
		expect(await trigger.poll()).toHaveLength(1);
	});

	test('gives only the statuses that were chosen, also after others in between', async () => {
		const id = await registerBatch('A');
		const trigger = changed(['done']);
		await trigger.poll();
		sandbox().setBatchStatus(id, 'sequencing');
		expect(await trigger.poll()).toEqual([]);
		sandbox().setBatchStatus(id, 'done');
		expect(brief(await trigger.poll())).toEqual([['A', 'sequencing', 'done']]);
	});

	test('gives a status that the node does not know', async () => {
		await registerBatch('A');
		const trigger = changed();
		await trigger.poll();
		sandbox().inject({
			match: { method: 'GET', path: `/api/v1/sequencing/batches/${sandbox().batches()[0]?.id}` },
			when: 'after',
			fault: {
				kind: 'body',
				contentType: 'application/json',
				body: JSON.stringify({
					$uri: `/api/v1/sequencing/batches/${sandbox().batches()[0]?.id}`,
					name: 'A',
					status: 'frozen_for_tomorrow',
				}),
			},
		});
		expect(brief(await trigger.poll())).toEqual([['A', 'registered', 'frozen_for_tomorrow']]);
	});

	test('stops following what is done or canceled', async () => {
		const ids = [await registerBatch('A'), await registerBatch('B'), await registerBatch('C')];
		sandbox().setBatchStatus(ids[0] ?? '', 'done');
		sandbox().setBatchStatus(ids[1] ?? '', 'canceled');
		const trigger = changed();
		await trigger.poll();
		sandbox().setBatchStatus(ids[2] ?? '', 'done');
		await trigger.poll();
		const before = sandbox().requests.length;
		await trigger.poll();
		const requests = sandbox().requests.slice(before);
		expect(requests.map(({ path }) => path)).toEqual(['/api/v1/sequencing/batches']);
		// Whether a list can be filtered is not documented.
		expect(requests[0]?.query.where).toBeUndefined();
	});

	test('reads fifty batches with one request', async () => {
		for (let index = 0; index < 101; index++) await registerBatch(`Rack ${index}`);
		const trigger = changed();
		await trigger.poll();
		const before = sandbox().requests.length;
		await trigger.poll();
		// A list of new batches (two pages, since all are of the last hours) and three of those followed.
		expect(sandbox().requests.length - before).toBeLessThanOrEqual(5);
	});
});

describe('what is kept', () => {
	test('a restart repeats nothing and loses nothing, whatever was stored last', async () => {
		const id = await registerBatch('A');
		const trigger = changed();
		await trigger.poll();
		// n8n stores this when the trigger is activated, and then with polls that give items only.
		const stored = trigger.stored();
		const fresh = await registerBatch('B');
		expect(await trigger.poll()).toEqual([]);
		sandbox().setBatchStatus(id, 'shipped_to_lab');
		sandbox().setBatchStatus(fresh, 'shipped_to_lab');
		const again = trigger.restarted(stored);
		expect(brief(await again.poll()).sort()).toEqual([
			['A', 'registered', 'shipped_to_lab'],
			['B', 'registered', 'shipped_to_lab'],
		]);
		expect(await again.restarted(again.stored()).poll()).toEqual([]);
	});

	test.each([1, 2, 3])(
		'a poll that fails at its call %d is made up for by the next',
		async (call) => {
			const ids = [await registerBatch('A'), await registerBatch('B')];
			const trigger = changed();
			await trigger.poll();
			await registerBatch('C');
			ids.forEach((id) => sandbox().setBatchStatus(id, 'sequencing'));
			sandbox().inject({ after: call - 1, times: 1, fault: { kind: 'status', status: 403 } });
			const results = await Promise.allSettled([trigger.poll()]);
			if (results[0]?.status === 'rejected') {
				expect(String((results[0].reason as Error).message)).toContain('(403)');
				expect(brief(await trigger.poll())).toHaveLength(2);
			} else expect(results[0]?.value).toHaveLength(2);
			sandbox().clearFaults();
			expect(await trigger.poll()).toEqual([]);
		},
	);

	test('another event begins anew', async () => {
		const id = await registerBatch('A');
		const trigger = changed();
		await trigger.poll();
		sandbox().setBatchStatus(id, 'sequencing');
		expect(await trigger.changed({ event: 'batchRegistered' }).poll()).toEqual([]);
		expect(await trigger.changed({ statuses: ['sequencing'] }).poll()).toHaveLength(1);
	});

	test('holds no key', async () => {
		await registerBatch('A');
		const trigger = changed();
		await trigger.poll();
		expect(trigger.stored()).toContain('batchStatusChanged');
		expect(trigger.stored()).not.toContain(sandbox().apiKey);
	});
});

describe('a test in the editor', () => {
	test('shows the newest batch and leaves what is kept alone', async () => {
		await registerBatch('A');
		await registerBatch('B');
		const trigger = changed(['done']);
		await trigger.poll();
		const stored = trigger.stored();
		expect(brief(await trigger.test())).toEqual([['B', null, 'registered']]);
		expect(await registered().test()).toMatchObject([{ batch_name: 'B' }]);
		expect(trigger.stored()).toBe(stored);
	});

	test('says so where there is none', async () => {
		await expect(changed().test()).rejects.toMatchObject({
			message: POLLS.nothingToShow(),
			description: POLLS.noBatches(),
		});
	});
});

test('an event that is none is refused', async () => {
	await expect(makeTrigger({ event: 'other' }, credential()).poll()).rejects.toThrow(
		POLLS.unknownEvent(),
	);
});

test('a wrong key stops the activation with the reason', async () => {
	const wrong = { ...credential(), apiKey: 'wrong' };
	await expect(makeTrigger({ event: 'batchRegistered' }, wrong).poll()).rejects.toMatchObject({
		message: headlineFor({ status: 401 }),
		description: expect.stringContaining(POLLS.nextPoll()) as string,
	});
});
