import '../user-folder.cts';

import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

const NAME = 'Reader';
const SOURCE = 'Sheet';

const nodeType: INodeType = {
	description: {
		displayName: NAME,
		name: 'reader',
		group: ['transform'],
		version: 1,
		description: 'Has parameters of any kind',
		defaults: { name: NAME },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'Fields', name: 'fields', type: 'json', default: [] }],
	},
};

const nodeTypes: INodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
};

/** n8n's own execution context of a node with these parameters, at work on these items of a node 'Sheet'. */
export function contextOf(parameters: INodeParameters, rows: object[], name = NAME) {
	const node: INode = {
		id: '1',
		name,
		type: 'reader',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const source: INode = { ...node, id: '2', name: SOURCE, parameters: {} };
	const connections = { [SOURCE]: { main: [[{ node: name, type: 'main' as const, index: 0 }]] } };
	const nodes = [source, node];
	const workflow = new Workflow({ nodes, connections, active: false, nodeTypes });
	const items = rows.map((json): INodeExecutionData => ({ json: json as IDataObject }));
	const input = { main: [items] };
	const sourceRun: ITaskData = {
		...{ startTime: 0, executionTime: 0, executionIndex: 0, source: [] },
		data: input,
	};
	const context = new ExecuteContext(
		workflow,
		node,
		{
			webhookWaitingBaseUrl: 'http://localhost/waiting',
			formWaitingBaseUrl: 'http://localhost/form',
			variables: {},
		} as IWorkflowExecuteAdditionalData,
		'manual',
		createRunExecutionData({ resultData: { runData: { [SOURCE]: [sourceRun] } } }),
		0,
		items,
		input,
		{ node, data: input, source: { main: [{ previousNode: SOURCE }] } },
		[],
	);
	return { context, items, workflow };
}
