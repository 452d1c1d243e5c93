import { nodeType } from '../../scripts/lib/examples.cts';
import type { WorkflowContent } from '../../scripts/lib/n8n/client.cts';

/** A node as it stands in an exported file; without a name it is called like its type. */
export interface NodeContent {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: object;
	[setting: string]: unknown;
}

/** The names of the nodes that {@link rowsWorkflow} makes. */
export const SOURCE = 'Source';
export const REGISTER_TUBES = 'Register Tubes';

/** A workflow of nodes and the ways between them; a way from the second output starts at `[name, 1]`. */
export function makeWorkflow(
	nodes: NodeContent[],
	ways: Array<[from: string | [string, number], to: string]>,
): WorkflowContent {
	const connections: Record<string, { main: Array<Array<{ node: string }>> }> = {};
	for (const [from, to] of ways) {
		const [name, output] = typeof from === 'string' ? [from, 0] : from;
		const { main } = (connections[name] ??= { main: [] });
		for (let index = main.length; index <= output; index++) main.push([]);
		main[output]?.push({ node: to, ...{ type: 'main', index: 0 } });
	}
	return {
		name: expect.getState().currentTestName ?? 'test',
		nodes: nodes.map((node, index) => ({
			id: `d0000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
			typeVersion: 1,
			position: [index * 220, 0],
			parameters: {},
			...node,
		})),
		connections,
		settings: { executionOrder: 'v1' },
	};
}

/** The node under test, called Register Tubes, set to register each input item as a tube of Rack 1. */
export function oneCodexNode(
	parameters: object,
	settings: Omit<Partial<NodeContent>, 'parameters'> = {},
): NodeContent {
	return {
		name: REGISTER_TUBES,
		type: nodeType,
		parameters: {
			resource: 'sequencingBatch',
			operation: 'register',
			batchName: 'Rack 1',
			returnTrackingNumbers: '7946 1234 5678',
			...parameters,
		},
		...settings,
	};
}

/** A manual trigger, and the node Source that gives the rows as its items; more nodes go behind it. */
export function rowsWorkflow(
	rows: object[],
	nodes: NodeContent[],
	ways: Parameters<typeof makeWorkflow>[1] = nodes.map(({ name }) => [SOURCE, name]),
): WorkflowContent {
	const list = {
		name: 'List',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
	};
	return makeWorkflow(
		[{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, list, splitOut('rows'), ...nodes],
		[['Start', 'List'], ['List', SOURCE], ...ways],
	);
}

/** A webhook that answers with all items of the last node, and Source with the items of `body.rows`. */
export function webhookWorkflow(path: string, node: NodeContent): WorkflowContent {
	const webhook = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: {
			httpMethod: 'POST',
			path,
			responseMode: 'lastNode',
			responseData: 'allEntries',
			options: {},
		},
		webhookId: path,
	};
	return makeWorkflow(
		[webhook, splitOut('body.rows'), node],
		[
			['Webhook', SOURCE],
			[SOURCE, node.name],
		],
	);
}

function splitOut(field: string): NodeContent {
	return {
		name: SOURCE,
		type: 'n8n-nodes-base.splitOut',
		parameters: { fieldToSplitOut: field, include: 'noOtherFields', options: {} },
	};
}

export { barcode, tube } from '../tubes.cts';
