import type { IDataObject } from 'n8n-workflow';

import { scheduleTriggers } from '../durable-scheduler.cts';
import { makeTrigger } from '../poll-harness.cts';

type Credential = { apiKey: string; baseUrl: string };

/** What polls the triggers of one n8n, in one of its ways. Of a poll that fails it gives nothing. */
export type Poller = Pick<ReturnType<typeof scheduleTriggers>, 'activate' | 'poll'> & {
	/** Starts n8n again; gives what it finds then. */
	restart(): Promise<IDataObject[]>;
	/** Polls, and throws away what is given. */
	abandon(): Promise<unknown>;
};

/** n8n's own scheduler; each trigger has a workflow of its own. */
function pollInMemory(events: string[], credential: Credential): Poller {
	let triggers = events.map((event) => {
		const trigger = makeTrigger({ event }, credential);
		return { trigger, stored: trigger.stored() };
	});
	/** Starts n8n again, which knows what it stored at the activation, and with each poll that gave items. */
	const forget = () => {
		triggers = triggers.map(({ trigger, stored }) => ({
			trigger: trigger.restarted(stored),
			stored,
		}));
	};
	const pollAll = async () => {
		const polls = triggers.map(async (one) => {
			const items = await one.trigger.poll().catch(() => []);
			return { one, items, after: one.trigger.stored() };
		});
		return await Promise.all(polls);
	};
	const poll = async () => {
		const given = await pollAll();
		for (const { one, items, after } of given) if (items.length > 0) one.stored = after;
		return given.flatMap(({ items }) => items);
	};
	return {
		poll,
		activate: async () => {
			const items = await poll();
			for (const one of triggers) one.stored = one.trigger.stored();
			return items;
		},
		restart: async () => {
			forget();
			return await poll();
		},
		// It does so where the workflow was published anew meanwhile.
		abandon: async () => {
			await pollAll();
			forget();
		},
	};
}

/** n8n's durable scheduler; both triggers are in one workflow. */
const schedule =
	(keepsCursors: boolean) =>
	(events: string[], credential: Credential): Poller => {
		const scheduled = scheduleTriggers(events, credential, keepsCursors);
		return {
			...scheduled,
			restart: async () => {
				scheduled.restart();
				return await scheduled.poll();
			},
			abandon: async () => await scheduled.poll('abandoned'),
		};
	};

/** All ways of n8n to poll. */
export const pollers = [pollInMemory, schedule(false), schedule(true)];
