import { expectDelivered, expectRegisteredOnce, makeBatch } from './batches.cts';
import { queueLab } from './lab-for-tests.cts';
import type { Cluster } from './lab/cluster.cts';
import { postIntoSilence, waitFor, waitForStatus } from './waiting.cts';
import { createWebhook, givenItems } from './webhook.cts';

describe('n8n 1 in queue mode', () => {
	let cluster: Cluster;
	let workflow: string;

	beforeAll(async () => {
		cluster = await queueLab.cluster('n8n1');
		workflow = await createWebhook(cluster.client, cluster.sandbox);
	});
	afterAll(() => cluster?.stop());

	it('registers nothing twice when n8n runs the job of a dead worker again by itself', async () => {
		const { client, sandbox, workers } = cluster;
		const batch = makeBatch(1, 250);

		const { execution, answer } = await postIntoSilence(cluster, workflow, batch);
		const runs = async () => Promise.all(workers.map((worker) => worker.executions()));
		const first = await waitFor('a worker to say that it runs it', async () => {
			const index = (await runs()).findIndex((ids) => ids.includes(execution));
			return index === -1 ? undefined : index;
		});
		await workers[first]!.kill();

		await waitForStatus(client, workflow, execution, 'success');
		// Without this, the test would not show that the execution ran twice.
		expect(await runs()).toEqual([[execution], [execution]]);
		expectRegisteredOnce(sandbox.batches(), [batch]);
		const items = givenItems(await client.executionData(execution));
		expectDelivered(items, batch, sandbox.batches(), true);
		expectDelivered((await answer)?.body, batch, sandbox.batches(), true);
	});
});
