import { z } from 'zod/v4';
import { expectDelivered, expectRegisteredOnce, makeBatch } from './batches.cts';
import { queueLab } from './lab-for-tests.cts';
import type { Single } from './lab/single.cts';
import { postIntoSilence, waitForStatus } from './waiting.cts';
import { createWebhook, givenItems } from './webhook.cts';

describe('n8n 2 in its default mode', () => {
	let single: Single;

	beforeAll(async () => {
		single = await queueLab.single('n8n2');
	});
	afterAll(() => single?.stop());

	it('gives the samples of a batch when an execution that n8n died in is retried', async () => {
		const { sandbox } = single;
		const batch = makeBatch(1, 250);
		const before = await single.connect();
		const workflow = await createWebhook(before, sandbox);

		const dying = { client: before, sandbox };
		const { execution, answer } = await postIntoSilence(dying, workflow, batch);
		await single.kill();
		expect(await answer).toBeUndefined();
		await single.restart();

		const client = await single.connect();
		await waitForStatus(client, workflow, execution, 'crashed');
		expectRegisteredOnce(sandbox.batches(), [batch]);
		const retried = z
			.object({ id: z.coerce.string(), status: z.string() })
			.parse(await client.request('POST', `/executions/${execution}/retry`, {}));

		expect(retried.status).toBe('success');
		expectRegisteredOnce(sandbox.batches(), [batch]);
		const items = givenItems(await client.executionData(retried.id));
		expectDelivered(items, batch, sandbox.batches(), true);
	});
});
