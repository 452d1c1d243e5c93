import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionData, N8nClient } from '../../scripts/lib/n8n/client.cts';

// n8n takes no answer from what may be a program that only looks at links.
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130';

/** Waits until the execution of a workflow waits at one of its nodes, and reads what it did so far. */
export async function waitingAt(
	client: N8nClient,
	workflowId: string,
	node: string,
): Promise<ExecutionData> {
	for (let patience = 300; patience > 0; patience--) {
		const [latest] = await client.executions(workflowId, 1);
		if (latest && !['new', 'running'].includes(latest.status)) {
			const execution = await client.executionData(latest.id);
			if (execution.status !== 'waiting') {
				throw new Error(`It is over: ${execution.error?.message ?? execution.lastNode}`);
			}
			if (execution.lastNode === node) return execution;
		}
		await delay(200);
	}
	throw new Error(`No execution waits at ${node}`);
}

/** Presses a button of a message from n8n that waits for an answer, as a person does in a browser. */
export async function pressButton(link: string): Promise<void> {
	// n8n 1 signs the host as well.
	const response = await fetch(link, { headers: { 'user-agent': BROWSER } });
	// To a program, the page is empty.
	expect(await response.text()).toContain('<');
	expect(response.status).toBe(200);
}
