import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod/v4';
import { createEventMemory, keyOf, store, take } from '../../nodes/OneCodexEventTrigger/repeats';
import { sandboxCredential, type Lab } from '../../scripts/lib/lab.cts';
import type { N8nClient } from '../../scripts/lib/n8n/client.cts';
import { makeSignatureHeader } from '../eventTrigger/signature-header.cts';
import { median } from './statistics.cts';

/** What takes events: the trigger, n8n's own Webhook, and that one with a check of its own. */
export type Taker = 'event' | 'webhook' | 'checked';

/** All of them as they are named in tables. */
export const takers: Record<Taker, string> = {
	event: 'One Codex Event Trigger, with 10,000 events remembered',
	webhook: "n8n's Webhook, which checks nothing",
	checked: "n8n's Webhook with Header Auth",
};

/** How many events come at the same moment. */
export const AT_ONCE = 20;

/** Median milliseconds to the end of the answer: of one event, and of the last of {@link AT_ONCE}. */
export interface EventTimes {
	taker: Taker;
	single: number;
	atOnce: number;
}

const REMEMBERED = 10_000;
const TRIGGER = 'Trigger';
const PASSWORD = randomUUID();

interface Listening {
	workflowId: string;
	path: string;
}

/**
 * Sends events to each taker in turn, one by one and many at once, in another order each round. All answer
 * as soon as n8n has started the execution. The first round is not counted.
 */
export async function measureEvents(
	lab: Lab,
	rounds: number,
	progress: (line: string) => void,
): Promise<EventTimes[]> {
	const listening = await listenAll(lab);
	const times = Object.fromEntries(
		Object.keys(takers).map((taker) => [taker, { single: [] as number[], atOnce: [] as number[] }]),
	) as Record<Taker, Record<'single' | 'atOnce', number[]>>;
	for (let round = 0; round <= rounds; round++) {
		const order = Object.keys(takers) as Taker[];
		for (const taker of round % 2 === 0 ? order : order.reverse()) {
			const { workflowId, path } = listening[taker];
			const timeMany = async (count: number) => {
				const ms = await timeAll(() => post(lab, path), count);
				await settle(lab.client, workflowId);
				return ms;
			};
			const measured = {
				single: [await timeMany(1), await timeMany(1), await timeMany(1)],
				atOnce: [await timeMany(AT_ONCE)],
			};
			if (round === 0) continue;
			times[taker].single.push(...measured.single);
			times[taker].atOnce.push(...measured.atOnce);
		}
		progress(`  events, ${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}`);
	}
	return (Object.keys(takers) as Taker[]).map((taker) => ({
		taker,
		single: median(times[taker].single),
		atOnce: median(times[taker].atOnce),
	}));
}

async function listenAll({ client }: Lab): Promise<Record<Taker, Listening>> {
	const headerAuth = { name: 'Header', id: '' };
	headerAuth.id = await client.createCredential('Header', 'httpHeaderAuth', {
		name: 'x-password',
		value: PASSWORD,
	});
	const own = (path: string, more: object) => ({
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {}, ...more },
		webhookId: path,
	});
	const webhookId = randomUUID();
	const event = {
		type: 'n8n-nodes-onecodex.oneCodexEventTrigger',
		typeVersion: 2,
		parameters: { events: ['*'], options: {} },
		credentials: { oneCodexApi: { id: sandboxCredential.id, name: sandboxCredential.name } },
		webhookId,
	};
	const checked = {
		...own('events-checked', { authentication: 'headerAuth' }),
		credentials: { httpHeaderAuth: headerAuth },
	};
	const listening = {
		event: await listen(client, event, `${webhookId}/webhook`, rememberedEvents()),
		webhook: await listen(client, own('events', {}), 'events'),
		checked: await listen(client, checked, 'events-checked'),
	};
	await delay(2_000);
	return listening;
}

/** Stores a workflow of a trigger and a node behind it, with the static data given, and activates it. */
async function listen(
	client: N8nClient,
	trigger: object,
	path: string,
	staticData?: object,
): Promise<Listening> {
	const behind = { name: 'Behind', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	const body = {
		name: path,
		nodes: [{ name: TRIGGER, ...trigger }, behind].map((node, index) => ({
			id: randomUUID(),
			position: [index * 220, 0],
			...node,
		})),
		connections: { [TRIGGER]: { main: [[{ node: 'Behind', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		active: false,
		pinData: {},
		staticData,
	};
	const created = z
		.object({ id: z.string() })
		.parse(await client.request('POST', '/workflows', body));
	await client.activate(created.id);
	return { workflowId: created.id, path };
}

/** The static data of a trigger that has taken many events in the last hours. */
function rememberedEvents(): object {
	const memory = createEventMemory();
	const stored = {};
	for (let index = 0; index < REMEMBERED; index++) {
		const at = Date.now() - index * 8_000;
		const delivery = { trigger: 'bench', event: keyOf('bench', randomUUID()), at };
		take(memory, stored, delivery);
		store(memory, stored, delivery);
	}
	return { [`node:${TRIGGER}`]: stored };
}

async function timeAll(send: () => Promise<void>, count: number): Promise<number> {
	const begun = performance.now();
	await Promise.all(Array.from({ length: count }, send));
	return performance.now() - begun;
}

async function post({ client, sandbox }: Lab, path: string): Promise<void> {
	const body = JSON.stringify({
		event_type: 'analysis.succeeded',
		id: randomUUID(),
		analysis: { $ref: '/api/v1/analyses/a1b2c3d4e5f67890' },
	});
	const headers = {
		'content-type': 'application/json',
		'x-password': PASSWORD,
		'x-onecodex-signature': makeSignatureHeader(Buffer.from(body), sandbox.apiKey, Date.now()),
	};
	const response = await fetch(`${client.url}/webhook/${path}`, { method: 'POST', headers, body });
	const text = await response.text();
	if (!response.ok || text.includes('Ignored')) {
		throw new Error(`Webhook ${path} answered ${response.status}: ${text.slice(0, 500)}`);
	}
}

/** Waits until all executions are over, so that none disturbs what follows. */
async function settle(client: N8nClient, workflowId: string): Promise<void> {
	const isUnderWay = ({ status }: { status: string }) => status === 'running' || status === 'new';
	while ((await client.executions(workflowId, AT_ONCE)).some(isUnderWay)) await delay(50);
	await delay(300);
}
