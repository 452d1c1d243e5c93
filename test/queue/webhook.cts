import type { Sandbox } from '../../sandbox/server.cts';
import { nodeType } from '../../scripts/lib/examples.cts';
import { outputItems, type ExecutionData, type N8nClient } from '../../scripts/lib/n8n/client.cts';
import type { PostedBatch } from './batches.cts';

const node = 'Register Tubes';
const usualPath = 'register-tubes';

/**
 * Creates a workflow that registers what is posted to its webhook, and returns its id. Active workflows
 * need different paths.
 */
export async function createWebhook(
	client: N8nClient,
	sandbox: Sandbox,
	path = usualPath,
): Promise<string> {
	const { apiKey, url: baseUrl } = sandbox;
	const credential = { name: 'One Codex sandbox', type: 'oneCodexApi' };
	const id = await client.createCredential(credential.name, credential.type, { apiKey, baseUrl });
	const workflow = await client.createWorkflow({
		name: 'Webhook to samples',
		nodes: [
			{
				id: 'webhook',
				name: 'Tubes Posted',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: path,
				parameters: {
					httpMethod: 'POST',
					path,
					responseMode: 'lastNode',
					responseData: 'allEntries',
				},
			},
			{
				id: 'register',
				name: node,
				type: nodeType,
				typeVersion: 1,
				position: [220, 0],
				credentials: { [credential.type]: { id, name: credential.name } },
				parameters: {
					resource: 'sequencingBatch',
					operation: 'register',
					batchName: '={{ $json.body.batch }}',
					returnTrackingNumbers: '={{ $json.body.tracking }}',
					samplesFrom: 'list',
					list: '={{ $json.body.samples }}',
					options: {
						defaultSpecimenType: 'Human stool',
						defaultSequencingDepth: 'Standard',
					},
				},
			},
		],
		connections: { 'Tubes Posted': { main: [[{ node, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.activate(workflow);
	return workflow;
}

/** Posts a batch and waits for the answer. */
export const post = (client: N8nClient, body: PostedBatch, path = usualPath) =>
	client.callWebhook(path, { body });

/** The items of the node's output in an execution. */
export const givenItems = (execution: ExecutionData) =>
	outputItems(execution, node).map(({ json }) => json);
