import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/server.cts';
import type { N8nClient } from '../../scripts/lib/n8n/client.cts';
import { post } from './webhook.cts';
import type { PostedBatch } from './batches.cts';

const patience = 180_000;

/** Waits until something is there, and returns it. */
export async function waitFor<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
	const deadline = Date.now() + patience;
	while (Date.now() < deadline) {
		const found = await look();
		if (found !== undefined) return found;
		await delay(100);
	}
	throw new Error(`Waited ${patience / 1000} s for ${what}`);
}

/** Waits until an execution has one of these states, and returns it. */
export async function waitForStatus(
	client: N8nClient,
	workflow: string,
	execution: string,
	...wanted: string[]
): Promise<string> {
	return await waitFor(`execution ${execution} to be ${wanted.join(' or ')}`, async () => {
		const all = await client.executions(workflow);
		const status = all.find(({ id }) => id === execution)?.status;
		return status !== undefined && wanted.includes(status) ? status : undefined;
	});
}

/**
 * Posts a batch that One Codex registers without ever answering, and returns once it has.
 * @returns the execution, and the answer of the webhook: undefined if the connection was lost
 */
export async function postIntoSilence(
	{ client, sandbox }: { client: N8nClient; sandbox: Sandbox },
	workflow: string,
	batch: PostedBatch,
) {
	const [before] = await client.executions(workflow, 1);
	sandbox.inject({ match: { method: 'POST' }, when: 'after', fault: { kind: 'hang' } });
	const answer = post(client, batch).catch(() => undefined);
	await waitFor('the batch to be committed', () =>
		Promise.resolve(sandbox.batches().find(({ name }) => name === batch.batch)),
	);
	const execution = await waitFor('the execution to be listed', async () => {
		const [latest] = await client.executions(workflow, 1);
		return latest?.id === before?.id ? undefined : latest?.id;
	});
	return { execution, answer };
}
