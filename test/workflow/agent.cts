import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type NodeOutput,
} from 'n8n-workflow';

import { additionalData, type NodeSettings } from './harness.cts';
import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';

const SOURCE = 'Source';
const AGENT = 'Agent';
const TOOL = 'One Codex';

const description = (name: string, inputs: INodeType['description']['inputs']) => ({
	...{ displayName: name, name, group: [], version: 1, description: name, defaults: { name } },
	...{ inputs, outputs: ['main' as const], properties: [] },
});

const source: INodeType = {
	description: description(SOURCE, []),
	async execute() {
		return await Promise.resolve([this.getInputData()]);
	},
};

// As n8n's agent does from version 3 on: it asks the engine to run the tool, once for each of its items.
const agent: INodeType = {
	description: description(AGENT, ['main', 'ai_tool']),
	async execute(response?: EngineResponse): Promise<NodeOutput> {
		if (response?.actionResponses.length) return await Promise.resolve([[]]);
		const actions: EngineRequest['actions'] = this.getInputData().map(({ json }, itemIndex) => ({
			actionType: 'ExecutionNodeAction',
			nodeName: TOOL,
			input: json.call as IDataObject,
			type: 'ai_tool',
			id: `call-${itemIndex}`,
			metadata: { itemIndex },
		}));
		return { actions, metadata: {} };
	},
};

/**
 * Lets an agent work on items and call the node as a tool once for each, in n8n's own engine.
 * @param items each with what the model gives in its call
 * @returns what each call gave, in their order
 */
export async function callAsTool(
	items: Array<{ call: IDataObject } & IDataObject>,
	parameters: INodeParameters,
	credential: NodeSettings['credential'],
): Promise<IDataObject[][]> {
	const types: Record<string, INodeType> = { source, agent, oneCodexTool: new OneCodex() };
	const getByNameAndVersion = (type: string) => types[type] as INodeType;
	const nodeTypes: INodeTypes = {
		getByName: getByNameAndVersion,
		getByNameAndVersion,
		getKnownTypes: () => ({}),
	};
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more },
	});
	const first = node(SOURCE, 'source');
	const credentials = { oneCodexApi: { id: '1', name: 'One Codex account' } };
	const nodes = [
		first,
		node(AGENT, 'agent'),
		node(TOOL, 'oneCodexTool', { parameters, credentials }),
	];
	const connections: Workflow['connectionsBySourceNode'] = {
		[SOURCE]: { main: [[{ node: AGENT, type: 'main', index: 0 }]] },
		[TOOL]: { ai_tool: [[{ node: AGENT, type: 'ai_tool', index: 0 }]] },
	};
	const settings = { executionOrder: 'v1' as const };
	const workflow = new Workflow({
		id: 't',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings,
	});
	const input = items.map((json, item) => ({ json, pairedItem: { item } })) as INodeExecutionData[];
	const run = createRunExecutionData({
		executionData: {
			...{ contextData: {}, metadata: {}, waitingExecution: {}, waitingExecutionSource: {} },
			nodeExecutionStack: [{ node: first, data: { main: [input] }, source: null }],
		},
	});
	const data = additionalData(nodes, connections, credential);
	const result = await new WorkflowExecute(data, 'manual', run).processRunExecutionData(workflow);
	const { runData, error } = result.data.resultData;
	if (error) throw error;
	return (runData[TOOL] ?? []).map((task) => {
		if (task.error) throw task.error;
		const outputs = task.data?.ai_tool ?? task.data?.main ?? [];
		return (outputs[0] ?? []).map(({ json }) => json);
	});
}
