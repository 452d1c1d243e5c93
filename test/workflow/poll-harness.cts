import { additionalData } from './harness.cts';

import { PollContext } from 'n8n-core';
import { Workflow, type IDataObject, type INode, type WorkflowExecuteMode } from 'n8n-workflow';

import { OneCodexTrigger } from '../../nodes/OneCodexTrigger/OneCodexTrigger.node';

const trigger = new OneCodexTrigger();
let count = 0;

/** The only node type of a workflow of triggers. */
export const nodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
};

/** A trigger node as it is stored in a workflow. */
export const triggerNode = (
	parameters: IDataObject,
	credentialId = 'credential-1',
	id = '1',
): INode =>
	({
		id,
		name: id === '1' ? 'One Codex Trigger' : `One Codex Trigger ${id}`,
		type: 'n8n-nodes-onecodex.oneCodexTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { oneCodexApi: { id: credentialId, name: 'One Codex account' } },
	}) as INode;

/** Polls once in a context; gives the items, or nothing. */
export async function pollIn(context: PollContext): Promise<IDataObject[]> {
	const output = await trigger.poll.call(context);
	return (output?.[0] ?? []).map(({ json }) => json);
}

/** A trigger node in an active workflow of n8n, which is polled by hand. */
export interface PolledTrigger {
	/** Polls once; gives the items, or nothing. */
	poll(): Promise<IDataObject[]>;
	/** Lets its polls take so long only, in milliseconds, as n8n's durable scheduler does. */
	limit(ms: number): void;
	/** Tests the trigger as the editor does. */
	test(): Promise<IDataObject[]>;
	/** What it wrote into n8n's log. */
	warnings: string[];
	/** What n8n would store of the trigger now. */
	stored(): string;
	/** The same trigger after n8n was started again with what was stored. */
	restarted(stored: string): PolledTrigger;
	/** The same trigger in the same n8n, which hands it what was stored. */
	again(stored: string): PolledTrigger;
	/** The same workflow after its trigger was set otherwise. */
	changed(parameters: IDataObject, credentialId?: string): PolledTrigger;
}

/** Makes a trigger that is set to an event, in n8n's own context for polls. */
export function makeTrigger(
	parameters: IDataObject,
	credential: { apiKey: string; baseUrl: string },
	credentialId = 'credential-1',
	stored = '{}',
	workflowId = `test-${count++}`,
): PolledTrigger {
	const node = triggerNode(parameters, credentialId);
	const workflow = new Workflow({
		id: workflowId,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData: JSON.parse(stored) as IDataObject,
	});
	const makeContext = (mode: WorkflowExecuteMode) => {
		const inWorkflow = workflow.getNode(node.name) as INode;
		const data = additionalData([node], {}, credential);
		return new PollContext(workflow, inWorkflow, data, mode, 'activate');
	};
	// n8n makes one when it activates a workflow.
	const active = makeContext('trigger');
	const warnings: string[] = [];
	active.logger.warn = (message) => void warnings.push(message);
	const nowStored = () => JSON.stringify(workflow.staticData);
	return {
		poll: () => pollIn(active),
		limit: (ms) => void Object.assign(active, { getPollBudgetMs: () => ms }),
		test: () => pollIn(makeContext('manual')),
		warnings,
		stored: nowStored,
		restarted: (was) =>
			makeTrigger(parameters, credential, credentialId, inOtherLetters(was), workflowId),
		again: (was) => makeTrigger(parameters, credential, credentialId, was, workflowId),
		changed: (changes, otherId = credentialId) =>
			makeTrigger({ ...parameters, ...changes }, credential, otherId, nowStored(), workflowId),
	};
}

/** The same in another form: what this process remembers of polls began with what was stored, to the letter. */
const inOtherLetters = (stored: string) => stored.replaceAll('\\":', '\\" :');
