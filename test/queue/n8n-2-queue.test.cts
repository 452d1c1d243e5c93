import { randomUUID } from 'node:crypto';
import { startSandbox } from '../../sandbox/server.cts';
import { prepareWorld, WORST_WORLDS } from '../worst-worlds.cts';
import { expectDelivered, expectRegisteredOnce, makeBatch } from './batches.cts';
import { queueLab } from './lab-for-tests.cts';
import type { Cluster } from './lab/cluster.cts';
import { postIntoSilence, waitFor, waitForStatus } from './waiting.cts';
import { createWebhook, post } from './webhook.cts';

// One worker may take several in a row.
const MOST_POSTS = 20;

describe('n8n 2 in queue mode', () => {
	let cluster: Cluster;
	let workflow: string;

	beforeAll(async () => {
		cluster = await queueLab.cluster('n8n2');
		workflow = await createWebhook(cluster.client, cluster.sandbox);
	});
	beforeEach(() => cluster.sandbox.reset());
	afterAll(() => cluster?.stop());

	it('registers 20 batches of 250 tubes through both workers at once', async () => {
		const { client, sandbox, workers } = cluster;
		const batches = Array.from({ length: 20 }, (_, index) => makeBatch(index + 1, 250));

		// Each worker keeps to One Codex's limit, but the two together exceed it: some requests are refused.
		const answers = await Promise.all(batches.map((batch) => post(client, batch)));

		expectRegisteredOnce(sandbox.batches(), batches);
		answers.forEach(({ status, body }, index) => {
			expect(status).toBe(200);
			expectDelivered(body, batches[index]!, sandbox.batches(), false);
		});
		const executions = await client.executions(workflow, 100);
		expect(executions.map(({ status }) => status)).toEqual(batches.map(() => 'success'));
		const shares = await Promise.all(workers.map((worker) => worker.executions()));
		expect(shares.flat().sort()).toEqual(executions.map(({ id }) => id).sort());
		for (const share of shares) expect(share).not.toEqual([]);
	});

	it.each(WORST_WORLDS)('registers once through each worker where $name', async (world) => {
		const { client, workers } = cluster;
		// An account of its own, since the workers know how One Codex answers the other tests.
		const apiKeys = [`key-${randomUUID()}`];
		// Shorter than in the end-to-end tests, which wait until the samples are listed anyway.
		const settings = { ...world.settings, ...(world.losesAnswer && { samplesLagMs: 3_000 }) };
		const sandbox = await startSandbox({ apiKeys, world: settings });
		try {
			const { registered } = prepareWorld(sandbox, world);
			const path = randomUUID();
			const id = await createWebhook(client, sandbox, path);
			const batch = { ...makeBatch(31, world.size), batch: world.batchName };
			// n8n does not say which worker is next, and the workers share no memory.
			const ran = async () => {
				const ids = new Set((await client.executions(id)).map((one) => one.id));
				const shares = await Promise.all(workers.map((worker) => worker.executions()));
				return shares.map((share) => share.filter((one) => ids.has(one)).length);
			};
			for (let posts = 0; posts < MOST_POSTS && (await ran()).includes(0); posts++) {
				const { status, body } = await post(client, batch, path);
				expectRegisteredOnce(registered(), [batch]);
				expect(status).toBe(200);
				expectDelivered(body, batch, registered(), posts > 0);
			}
			expect(await ran()).not.toContain(0);
		} finally {
			await sandbox.close();
		}
	});

	it('gives the samples of a batch whose worker died, when the same rows are sent again', async () => {
		const { client, sandbox, workers } = cluster;
		const batch = makeBatch(21, 250);

		const { execution, answer } = await postIntoSilence(cluster, workflow, batch);
		const worker = await waitFor('a worker to say that it runs it', async () => {
			const shares = await Promise.all(workers.map((one) => one.executions()));
			return workers.find((_, index) => shares[index]?.includes(execution));
		});
		await worker.kill();

		// n8n reports the failure to the caller and retries nothing.
		expect(await waitForStatus(client, workflow, execution, 'error', 'crashed')).toBe('error');
		expect((await answer)?.status).toBe(500);
		expectRegisteredOnce(sandbox.batches(), [batch]);

		const again = await post(client, batch);
		expectRegisteredOnce(sandbox.batches(), [batch]);
		expect(again.status).toBe(200);
		expectDelivered(again.body, batch, sandbox.batches(), true);
		await worker.start();
	});
});
