import { EventEmitter } from 'node:events';
import '../user-folder.cts';

import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeTypes,
	type IWebhookData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { clock } from '../../nodes/OneCodex/api/http/timing';
import { OneCodexEventTrigger } from '../../nodes/OneCodexEventTrigger/OneCodexEventTrigger.node';
import { makeSignatureHeader } from './signature-header.cts';

const NAME = 'Trigger';
const nodeType = new OneCodexEventTrigger();
const nodeTypes: INodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
};

/** How one webhook is sent, and how the node stands at that time. */
export interface Call {
	body?: string;
	/** Made for the body and the key unless given; undefined for none. */
	header?: string | undefined;
	/** Signs the body; the API key of the credential unless given. */
	secret?: string;
	/** What is in the credential; an error where n8n cannot read it. */
	credential?: IDataObject | Error;
	parameters?: INodeParameters;
	mode?: WorkflowExecuteMode;
	/** What n8n has stored for the node. */
	stored?: IDataObject;
	/** Fails to give the body, as n8n does for forms with files. */
	unreadable?: boolean;
	/** n8n fails to start the execution, and answers so without asking for the node's answer. */
	fails?: boolean;
}

/** What became of it. */
export interface Outcome {
	result: IWebhookResponseData;
	/** What the node answered by itself; undefined if it left the answer to n8n. */
	answer?: { status: number; body: unknown };
	/** Whether the node asked n8n for the credential. */
	asked: boolean;
	/** What was written to n8n's log. */
	warnings: string[];
	/** The static data when n8n stores it. */
	stored: IDataObject;
}

export const API_KEY = 'the-api-key';

let workflows = 0;

/** A trigger of a workflow of its own, called in n8n's own context for webhooks. */
export function makeTrigger() {
	const id = `workflow-${workflows++}`;
	return async (call: Call = {}): Promise<Outcome> => {
		const { mode = 'webhook', parameters = { events: ['*'] } } = call;
		const node: INode = {
			id: 'node-1',
			name: NAME,
			type: 'n8n-nodes-onecodex.oneCodexEventTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { oneCodexApi: { id: '1', name: 'One Codex' } },
		};
		// As n8n does, a new one for each call.
		const workflow = new Workflow({
			id,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: { [`node:${NAME}`]: call.stored },
		});
		const response = new Response();
		let asked = false;
		const additionalData = {
			credentialsHelper: {
				isCredentialUsableByNode: () => true,
				getDecrypted: () => {
					asked = true;
					const { credential = { apiKey: API_KEY } } = call;
					if (credential instanceof Error) return Promise.reject(credential);
					return Promise.resolve(credential);
				},
			},
			httpRequest: makeRequest(call),
			httpResponse: response,
			webhookWaitingBaseUrl: 'http://localhost/waiting',
			formWaitingBaseUrl: 'http://localhost/form',
		} as unknown as IWorkflowExecuteAdditionalData;
		const webhook = {} as IWebhookData;
		const context = new WebhookContext(workflow, node, additionalData, mode, webhook, [], null);
		const warnings: string[] = [];
		jest.spyOn(context.logger, 'warn').mockImplementation((message) => void warnings.push(message));
		const given = await nodeType.webhook.call(context);
		const stored = context.getWorkflowStaticData('node');
		// n8n 2.41 forgets what was changed before it asks for the answer.
		if (given.workflowData) for (const key of Object.keys(stored)) delete stored[key];
		const result = call.fails ? {} : { ...given };
		response.statusCode = call.fails ? 500 : 200;
		response.emit('close');
		return {
			result,
			answer: response.answer,
			asked,
			warnings,
			stored,
		};
	};
}

function makeRequest(call: Call) {
	const rawBody = Buffer.from(call.body ?? '{}');
	const { secret = API_KEY } = call;
	const header = 'header' in call ? call.header : makeSignatureHeader(rawBody, secret, clock());
	return {
		headers: { 'x-onecodex-signature': header },
		...(call.unreadable ? {} : { rawBody }),
		readRawBody: () =>
			call.unreadable ? Promise.reject(new Error('not readable')) : Promise.resolve(),
	};
}

class Response extends EventEmitter {
	statusCode = 200;

	answer: Outcome['answer'];

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	json(body: unknown) {
		if (this.answer) throw new Error('answered twice');
		this.answer = { status: this.statusCode, body };
		return this;
	}
}
