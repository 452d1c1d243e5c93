import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod/v4';
import type { Session } from './session.cts';

/** A workflow as in an exported file. */
export interface WorkflowContent {
	name: string;
	nodes: unknown[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

/** A request to a webhook. */
export interface WebhookCall {
	method?: string;
	headers?: Record<string, string>;
	/** Sent as JSON unless it is text. */
	body?: unknown;
}

/** The answer of a webhook. */
export interface WebhookAnswer {
	status: number;
	headers: Headers;
	/** Parsed if it is JSON, else the text. */
	body: unknown;
}

const withId = z.object({ id: z.string() });
const workflowSchema = z.looseObject({
	id: z.string(),
	versionId: z.string(),
	nodes: z.array(z.looseObject({ name: z.string(), type: z.string() })),
});

/** The requests to n8n about workflows and credentials. */
export function workflowRequests({ url, request }: Session) {
	const read = async (id: string) => workflowSchema.parse(await request('GET', `/workflows/${id}`));

	return {
		/** Creates a credential and returns its id. */
		createCredential: async (name: string, type: string, data: Record<string, unknown>) =>
			withId.parse(await request('POST', '/credentials', { name, type, data })).id,

		/** Creates an inactive workflow and returns its id. */
		createWorkflow: async ({ name, nodes, connections, settings = {} }: WorkflowContent) => {
			// n8n 1 needs `active`; without `pinData`, n8n 2 cannot run a single step.
			const body = { name, nodes, connections, settings, active: false, pinData: {} };
			return withId.parse(await request('POST', '/workflows', body)).id;
		},

		/** Activates a workflow's triggers. */
		activate: async (id: string) => {
			const { versionId } = await read(id);
			await request('POST', `/workflows/${id}/activate`, { versionId });
		},

		/** Deactivates a workflow's triggers. */
		deactivate: async (id: string) => {
			await request('POST', `/workflows/${id}/deactivate`);
		},

		/** Removes a workflow for good. */
		deleteWorkflow: async (id: string) => {
			await request('POST', `/workflows/${id}/archive`);
			await request('DELETE', `/workflows/${id}`);
		},

		/**
		 * Starts a workflow as "Execute workflow" in the editor does, at the named trigger or else at
		 * its manual trigger, and returns the execution's id without waiting for its end.
		 */
		runWorkflow: async (id: string, triggerName?: string) => {
			const workflowData = await read(id);
			const name =
				triggerName ??
				workflowData.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger')?.name;
			if (name === undefined) throw new Error(`Workflow ${id} has no manual trigger`);
			// n8n 1 runs what it is sent, n8n 2 what it has stored.
			const body = { triggerToStartFrom: { name }, workflowData };
			const answer = await request('POST', `/workflows/${id}/run`, body);
			return z.object({ executionId: z.string() }).parse(answer).executionId;
		},

		/** Calls the webhook of an active workflow. */
		callWebhook: async (path: string, call: WebhookCall = {}): Promise<WebhookAnswer> => {
			// n8n answers an activation a moment before it lists the webhook.
			for (let patience = 20; ; patience--) {
				const answer = await callOnce(`${url}/webhook/${path}`, call);
				if (!isUnlisted(answer) || patience === 0) return answer;
				await delay(250);
			}
		},
	};
}

async function callOnce(url: string, { method = 'POST', headers = {}, body }: WebhookCall) {
	const isText = typeof body === 'string' || body === undefined;
	const response = await fetch(url, {
		method,
		headers: isText ? headers : { 'content-type': 'application/json', ...headers },
		body: isText ? body : JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, body: parsedOr(text) };
}

function isUnlisted({ status, body }: WebhookAnswer): boolean {
	return status === 404 && /not registered/.test(JSON.stringify(body));
}

function parsedOr(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
