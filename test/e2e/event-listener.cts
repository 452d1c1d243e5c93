import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { outputItems, type N8nClient, type WebhookAnswer } from '../../scripts/lib/n8n/client.cts';
import { makeSignatureHeader } from '../eventTrigger/signature-header.cts';
import { makeWorkflow } from './workflows.cts';

/** The name of the trigger. */
export const TRIGGER = 'Event';

/** A workflow that listens to events. */
export interface Listening {
	/** Posts a body, signed with the API key of the sandbox unless something else is said. */
	post: (body: string, how?: How) => Promise<WebhookAnswer>;
	/** The items that started executions, oldest first, once an event sent behind all others did. */
	started: () => Promise<unknown[]>;
	workflowId: string;
}

/** How a body is posted. */
interface How {
	secret?: string;
	/** How long ago it was signed, in milliseconds. */
	agoMs?: number;
	/** Takes the place of the signature made; null for none. */
	header?: string | null;
	contentType?: string;
}

/** An event with an id of its own. */
export const eventOf = (content: object = {}) => ({
	event_type: 'analysis.succeeded',
	id: randomUUID(),
	...content,
});
/** The body that One Codex would send for it. */
export const bodyOf = (content: object = {}) => JSON.stringify(eventOf(content));
/** What an event that starts the workflow is answered. */
export const accepted = { status: 200, body: { message: 'Accepted.' } };

/** What the trigger gave in all executions, oldest first; nothing as long as one of them is under way. */
async function givenItems(client: N8nClient, workflowId: string) {
	const executions = (await client.executions(workflowId)).toReversed();
	const data = await Promise.all(executions.map(({ id }) => client.executionData(id)));
	if (data.some(({ status }) => status !== 'success')) return [];
	return data.flatMap((execution) => outputItems(execution, TRIGGER).map(({ json }) => json));
}

/** How a workflow listens. */
export interface ListenOptions {
	/** All by default. */
	events?: string[];
	oneCodexApi: { id: string; name: string };
	/** What the webhooks are signed with. */
	secret: string;
	typeVersion?: number;
}

/** An active workflow of the trigger and a node behind it. */
export async function listenTo(
	client: N8nClient,
	{ events = ['*'], oneCodexApi, secret, typeVersion = 2 }: ListenOptions,
): Promise<Listening> {
	const webhookId = randomUUID();
	const workflowId = await client.createWorkflow(
		makeWorkflow(
			[
				{
					name: TRIGGER,
					type: 'n8n-nodes-onecodex.oneCodexEventTrigger',
					typeVersion,
					parameters: { events },
					credentials: { oneCodexApi },
					webhookId,
				},
				{ name: 'Behind', type: 'n8n-nodes-base.noOp' },
			],
			[[TRIGGER, 'Behind']],
		),
	);
	await client.activate(workflowId);

	const post = (body: string, how: How = {}) => {
		const now = Date.now() - (how.agoMs ?? 0);
		const made = makeSignatureHeader(Buffer.from(body), how.secret ?? secret, now);
		const { header = made, contentType = 'application/json' } = how;
		return client.callWebhook(`${webhookId}/webhook`, {
			headers: {
				'content-type': contentType,
				...(header !== null && { 'x-onecodex-signature': header }),
			},
			body,
		});
	};
	const started = async () => {
		const last = bodyOf({ event_type: events[0] === '*' ? 'last.event' : events[0] });
		expect(await post(last)).toMatchObject(accepted);
		const payload = JSON.parse(last) as object;
		// n8n answers before it lists an execution, and lists it before it is over.
		for (let tries = 1; ; tries++) {
			const items = await givenItems(client, workflowId);
			if (tries === 100) expect(items.at(-1)).toMatchObject({ payload });
			if (isDeepStrictEqual(items.at(-1)?.payload, payload)) return items.slice(0, -1);
			await delay(100);
		}
	};
	return { post, started, workflowId };
}
