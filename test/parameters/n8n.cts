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
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

const NAME = 'Reader';

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

/** n8n's own execution context of a node with these parameters, at work on these items. */
export function contextOf(parameters: INodeParameters, rows: object[]) {
	const node: INode = {
		id: '1',
		name: NAME,
		type: 'reader',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const items = rows.map((json): INodeExecutionData => ({ json: json as IDataObject }));
	const input = { main: [items] };
	const context = new ExecuteContext(
		workflow,
		node,
		{
			webhookWaitingBaseUrl: 'http://localhost/waiting',
			formWaitingBaseUrl: 'http://localhost/form',
		} as IWorkflowExecuteAdditionalData,
		'manual',
		createRunExecutionData({}),
		0,
		items,
		input,
		{ node, data: input, source: null },
		[],
	);
	return { context, items, workflow };
}
