import { setTimeout as delay } from 'node:timers/promises';
import type { N8nClient, WorkflowContent } from '../../scripts/lib/n8n/client.cts';

/** A webhook workflow that listens. */
export interface Listening {
	id: string;
	path: string;
}

// The node keeps to ten requests in a second and makes two for each batch: calls that followed each
// other at once would measure that limit.
const PAUSE_MS = 300;

/** Stores a workflow, activates it and waits until its webhook is listed. */
export async function listen(
	client: N8nClient,
	path: string,
	workflow: WorkflowContent,
): Promise<Listening> {
	const id = await client.createWorkflow(workflow);
	await client.activate(id);
	await delay(1_000);
	return { id, path };
}

/**
 * Posts rows to a webhook and gives the answer with the milliseconds until all of it had arrived.
 * Returns only when n8n has also stored the execution, so that no call disturbs the next.
 */
export async function timeCall(
	client: N8nClient,
	{ id, path }: Listening,
	rows: object[],
): Promise<{ ms: number; text: string }> {
	const body = JSON.stringify({ rows });
	const headers = { 'content-type': 'application/json' };
	const begun = performance.now();
	const response = await fetch(`${client.url}/webhook/${path}`, { method: 'POST', headers, body });
	const text = await response.text();
	const ms = performance.now() - begun;
	if (!response.ok) {
		throw new Error(`Webhook ${path} answered ${response.status}: ${text.slice(0, 500)}`);
	}
	while (await isRunning(client, id)) await delay(50);
	await delay(PAUSE_MS);
	return { ms, text };
}

/** A call of a webhook: when it began, in milliseconds since 1970, and how many it took. */
interface Call {
	begun: number;
	ms: number;
}

/** Calls a webhook without rows, again and again, until the calls are asked for. */
export function callAgain(client: N8nClient, { path }: Listening): () => Promise<Call[]> {
	let isOver = false;
	const calls: Call[] = [];
	const calling = (async () => {
		while (!isOver) {
			const begun = Date.now();
			const response = await fetch(`${client.url}/webhook/${path}`, { method: 'POST' });
			await response.text();
			if (!response.ok) throw new Error(`Webhook ${path} answered ${response.status}`);
			calls.push({ begun, ms: Date.now() - begun });
			await delay(5);
		}
		return calls;
	})();
	calling.catch(() => {});
	return async () => {
		isOver = true;
		return await calling;
	};
}

async function isRunning(client: N8nClient, workflowId: string): Promise<boolean> {
	const [latest] = await client.executions(workflowId, 1);
	return latest?.status === 'running' || latest?.status === 'new';
}
