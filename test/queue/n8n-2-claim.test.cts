import { setTimeout as delay } from 'node:timers/promises';
import { expectDelivered, expectRegisteredOnce, makeBatch, timesRegistered } from './batches.cts';
import type { PostedBatch } from './batches.cts';
import { queueLab } from './lab-for-tests.cts';
import type { Cluster } from './lab/cluster.cts';
import { postIntoSilence, waitFor } from './waiting.cts';
import { createWebhook, post } from './webhook.cts';

const ROUNDS = 50;
const OVER = ['success', 'error', 'crashed', 'canceled'];

describe('two workers of n8n 2', () => {
	let cluster: Cluster;
	let workflow: string;

	beforeAll(async () => {
		cluster = await queueLab.cluster('n8n2');
		workflow = await createWebhook(cluster.client, cluster.sandbox);
	});
	beforeEach(() => cluster.sandbox.reset());
	afterAll(() => cluster?.stop());

	const begunBy = async () =>
		await Promise.all(cluster.workers.map(async (worker) => await worker.executions()));

	/**
	 * Delivers a batch twice at the same time.
	 * @returns how the two executions ended, and whether both workers took part
	 */
	async function deliverTwice(batch: PostedBatch) {
		const [last] = await cluster.client.executions(workflow, 1);
		// Not waited for: sometimes n8n never answers a webhook whose execution ends immediately.
		const answers = [post(cluster.client, batch), post(cluster.client, batch)];
		const limit = delay(10_000, undefined, { ref: false });
		await Promise.all(answers.map((one) => Promise.race([one.catch(() => undefined), limit])));
		const two = await waitFor('both executions to be over', async () => {
			const latest = await cluster.client.executions(workflow, 2);
			const isOver = latest.every(
				({ id, status }) => Number(id) > Number(last?.id ?? 0) && OVER.includes(status),
			);
			return latest.length === 2 && isOver ? latest : undefined;
		});
		const ids = two.map(({ id }) => id);
		const shares = await begunBy();
		return {
			statuses: two.map(({ status }) => status),
			isApart: shares.every((share) => share.some((id) => ids.includes(id))),
		};
	}

	it(`register what both get at once only once, ${ROUNDS} times of ${ROUNDS}`, async () => {
		const wrong: string[] = [];
		let apart = 0;
		for (let round = 1; apart < ROUNDS; round++) {
			// Sometimes n8n gives both to one worker, which shows nothing about two.
			expect(round).toBeLessThan(4 * ROUNDS);
			const batch = makeBatch(100 + round, 3);
			const { statuses, isApart } = await deliverTwice(batch);
			if (isApart) apart += 1;
			const times = timesRegistered(cluster.sandbox.batches(), batch);
			if (times !== 1) wrong.push(`${batch.batch}: ${times} times`);
			expect(statuses).toEqual(['success', 'success']);
		}
		expect(wrong).toEqual([]);
	});

	it('go on when one is killed while it holds the claim', async () => {
		const { client, sandbox, workers } = cluster;
		const batches = [makeBatch(900, 3), makeBatch(901, 3), makeBatch(902, 3)] as const;

		const { execution, answer } = await postIntoSilence(cluster, workflow, batches[0]);
		const holder = await waitFor('a worker to say that it runs it', async () => {
			const shares = await begunBy();
			return workers.find((_, index) => shares[index]?.includes(execution));
		});
		await holder.kill();

		// They wait until the holder is taken for dead: the same rows, and those of others.
		const [same, ...others] = await Promise.all(batches.map((batch) => post(client, batch)));
		expectRegisteredOnce(sandbox.batches(), [...batches]);
		expectDelivered(same?.body, batches[0], sandbox.batches(), true);
		others.forEach(({ body }, index) =>
			expectDelivered(body, batches[index + 1]!, sandbox.batches(), false),
		);
		await answer;
		await holder.start();
	});
});
