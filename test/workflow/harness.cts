import '../user-folder.cts';

import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type ITaskData,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { OneCodexApi } from '../../credentials/OneCodexApi.credentials';
import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';

jest.mock('../../nodes/OneCodex/api/http/timing', (): unknown =>
	jest.requireActual('../fake-timing.cts'),
);

const START = 'Start';
const NODE = 'One Codex';
const TYPE = 'n8n-nodes-onecodex.oneCodex';

type Credential = { apiKey: string; baseUrl: string };

/** What the node is set to. */
export interface NodeSettings {
	parameters?: INodeParameters;
	/** Whether these are all, as where they come from a stored workflow; else Register's are added. */
	isWhole?: boolean;
	onError?: INode['onError'];
	retryOnFail?: boolean;
	maxTries?: number;
	credential?: Credential;
	/** The time zone of the workflow. */
	timezone?: string;
	/** Runs it as an AI agent does, as far as errors go. */
	asTool?: boolean;
	/** Cancels the execution when it resolves, as the stop button does. */
	cancelled?: Promise<unknown>;
	/** Which execution it is; the first if not given. */
	executionId?: string;
}

/** What an execution of the node in n8n's own engine gave. */
export interface NodeRun {
	status: string;
	/** The items of the main output and of the error output. */
	output: INodeExecutionData[];
	errorOutput: INodeExecutionData[];
	error:
		| { name: string; message: string; description?: string | null; httpCode?: string }
		| undefined;
	hints: string[];
	/** All that n8n would store of the execution, as text. */
	stored: string;
}

const start: INodeType = {
	description: {
		displayName: START,
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: 'Hands the test items on',
		defaults: { name: START },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return await Promise.resolve([this.getInputData()]);
	},
};

const tool = new OneCodex();
tool.description = { ...tool.description, name: `${tool.description.name}Tool` };

const TYPES: Record<string, INodeType> = {
	'test.start': start,
	[TYPE]: new OneCodex(),
	// n8n makes a type of this name for AI agents.
	[`${TYPE}Tool`]: tool,
};

const nodeTypes: INodeTypes = {
	getByName: (type): INodeType | IVersionedNodeType => TYPES[type] as INodeType,
	getByNameAndVersion: (type) => TYPES[type] as INodeType,
	getKnownTypes: () => ({}),
};

/** The parameters of a node as it is dropped on the canvas, with the two that have no default. */
const BASIC_PARAMETERS: INodeParameters = {
	resource: 'sequencingBatch',
	operation: 'register',
	batchName: 'Rack 1',
	returnTrackingNumbers: '7946 1234 5678',
};

/** Runs the node on items in n8n's own engine, as one step of a workflow. */
export async function runNode(rows: object[], settings: NodeSettings = {}): Promise<NodeRun> {
	const { parameters, onError, retryOnFail, maxTries, credential, timezone, cancelled } = settings;
	const { asTool = false, isWhole = false, executionId = '1' } = settings;
	const nodes: INode[] = [
		{ id: '1', name: START, type: 'test.start', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: NODE,
			type: asTool ? `${TYPE}Tool` : TYPE,
			typeVersion: 1,
			position: [200, 0],
			parameters: { ...(!isWhole && BASIC_PARAMETERS), ...parameters },
			...(onError && { onError }),
			...(retryOnFail && { retryOnFail, maxTries, waitBetweenTries: 1 }),
			...(credential && { credentials: { oneCodexApi: { id: '1', name: 'One Codex account' } } }),
		},
	];
	const connections = { [START]: { main: [[{ node: NODE, type: 'main' as const, index: 0 }]] } };
	const workflow = new Workflow({
		id: 'test',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', ...(timezone && { timezone }) },
	});
	const items = rows.map((json, item) => ({ json, pairedItem: { item } })) as INodeExecutionData[];
	const run = createRunExecutionData({
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			nodeExecutionStack: [{ node: nodes[0] as INode, data: { main: [items] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(
		{ ...additionalData(nodes, connections, credential), executionId },
		'manual',
		run,
	);
	const running = execution.processRunExecutionData(workflow);
	void cancelled?.then(() => running.cancel());
	const result = await running;
	return readRun(result.status, result.data.resultData.runData[NODE]?.at(-1), result.data);
}

type Searches = InstanceType<typeof OneCodex>['methods']['listSearch'];

/** Searches a list of the node as the editor does, in n8n's own context for that. */
export async function searchList(
	method: keyof Searches,
	credential: Credential,
	...[filter, token]: [filter?: string, token?: string]
) {
	const context = editorContext(credential, BASIC_PARAMETERS);
	return await new OneCodex().methods.listSearch[method].call(context, filter, token);
}

/** The arguments of a job as the editor asks for them, for the job that is chosen. */
export async function loadJobFields(credential: Credential, jobId: INodeParameters) {
	const context = editorContext(credential, { resource: 'analysis', operation: 'run', jobId });
	return await new OneCodex().methods.resourceMapping.getJobFields.call(context);
}

/** n8n's own context for what a node asks for in the editor. */
function editorContext(credential: Credential, parameters: INodeParameters): LoadOptionsContext {
	const node: INode = {
		id: '2',
		name: NODE,
		type: TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { oneCodexApi: { id: '1', name: 'One Codex account' } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData([node], {}, credential), currentNodeParameters: parameters },
		'parameters',
	);
}

function readRun(status: string, task: ITaskData | undefined, data: object): NodeRun {
	return {
		status,
		output: task?.data?.main?.[0] ?? [],
		errorOutput: task?.data?.main?.[1] ?? [],
		error: task?.error as NodeRun['error'],
		hints: (task?.hints ?? []).map(({ message }) => message),
		// Read by some tests only, and long where cells are.
		get stored() {
			return JSON.stringify(data);
		},
	};
}

export function additionalData(
	nodes: INode[],
	connections: Workflow['connectionsBySourceNode'],
	credential: NodeSettings['credential'],
): IWorkflowExecuteAdditionalData {
	const oneCodexApi = new OneCodexApi();
	const credentialsHelper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: () => oneCodexApi.properties,
		getDecrypted: () => Promise.resolve({ ...credential }),
		preAuthentication: () => Promise.resolve(undefined),
		authenticate: async (
			credentials: ICredentialDataDecryptedObject,
			_type: string,
			options: IHttpRequestOptions,
		) => {
			if (typeof oneCodexApi.authenticate !== 'function') throw new Error('not a function');
			return await oneCodexApi.authenticate(credentials, options);
		},
	};
	return {
		hooks: new ExecutionLifecycleHooks('manual', '1', {
			id: 'test',
			name: 'test',
			nodes,
			connections,
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
		}),
		credentialsHelper: credentialsHelper as unknown as ICredentialsHelper,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://localhost/waiting',
		formWaitingBaseUrl: 'http://localhost/form',
	} as unknown as IWorkflowExecuteAdditionalData;
}
