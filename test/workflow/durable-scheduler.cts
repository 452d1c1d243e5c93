import { additionalData } from './harness.cts';

import { PollContext } from 'n8n-core';
import { Workflow, type IDataObject, type INode } from 'n8n-workflow';

import { nodeTypes, pollIn, triggerNode } from './poll-harness.cts';

/** What n8n makes of a poll: `abandoned` where it took too long, `late` where another has got its lease,
 * which n8n sees where it keeps cursors. */
export type Outcome = 'taken' | 'abandoned' | 'late';

// 45 s, less what n8n takes off for its own work.
const BUDGET_MS = 36_000;
let count = 0;

/** Of a poll that fails n8n stores nothing. */
const failed = () => undefined;

/**
 * A workflow of triggers, one for each event, in n8n's durable scheduler: each poll has a context and a
 * workflow of its own, made of what is stored. What is stored then is as n8n 2.41 does it, in
 * poll-trigger-task-handler.js and trigger-execution-context.factory.js.
 * @param keepsCursors whether N8N_POLLER_DURABLE_CURSORS_ENABLED is on
 */
export function scheduleTriggers(
	events: string[],
	credential: { apiKey: string; baseUrl: string },
	keepsCursors: boolean,
) {
	const nodes = events.map((event, index) =>
		triggerNode({ event }, 'credential-1', String(index + 1)),
	);
	const cursors = new Map<string, string>();
	let stored = '{}';
	let workflowId = `scheduled-${count++}`;
	const load = () => {
		const staticData = JSON.parse(stored) as IDataObject;
		return new Workflow({
			id: workflowId,
			nodes,
			connections: {},
			active: true,
			nodeTypes,
			staticData,
		});
	};
	const save = ({ staticData }: Workflow) => {
		if (staticData.__dataChanged) stored = JSON.stringify(staticData);
	};
	/** Makes a poll of what is stored now; `budget` is what a scheduled one has. */
	const prepare = (workflow: Workflow, { name, id }: INode, budget?: number) => {
		const node = workflow.getNode(name) as INode;
		const first = JSON.stringify(workflow.getStaticData('node', node));
		if (keepsCursors && !cursors.has(id)) cursors.set(id, first);
		const begun = cursors.get(id) ?? '{}';
		const staged = JSON.parse(begun) as IDataObject;
		const context = new PollContext(
			workflow,
			node,
			additionalData([node], {}, credential),
			'trigger',
			'update',
			...([undefined, undefined, undefined, undefined] as const),
			keepsCursors ? () => staged : undefined,
			budget === undefined ? undefined : () => budget,
		);
		context.logger.warn = () => undefined;
		return {
			poll: () => pollIn(context),
			commit: () => {
				const now = JSON.stringify(staged);
				if (keepsCursors && now !== begun) cursors.set(id, now);
			},
		};
	};
	/** Publishes the workflow, at which n8n polls: of a poll without items, its cursor is not kept. */
	const activate = async () => {
		const workflow = load();
		const given: IDataObject[] = [];
		for (const node of nodes) {
			const { poll, commit } = prepare(workflow, node);
			const items = await poll().catch(failed);
			if (!items) continue;
			given.push(...items);
			if (items.length > 0) commit();
		}
		save(workflow);
		return given;
	};
	return {
		activate,
		/** Starts n8n again, which then knows nothing but what is stored, and does not poll for it. */
		restart: () => {
			// What a process remembers is of a workflow.
			workflowId = `scheduled-${count++}`;
		},
		/** Polls all triggers, which begin at the same second; gives the items that start executions. */
		poll: async (outcome: Outcome = 'taken'): Promise<IDataObject[]> => {
			const begun = nodes.map((node) => {
				const workflow = load();
				return { workflow, ...prepare(workflow, node, BUDGET_MS) };
			});
			const polls = begun.map(async ({ workflow, poll, commit }) => {
				const items = await poll().catch(failed);
				if (!items || outcome === 'abandoned') return [];
				if (items.length > 0) save(workflow);
				if (outcome === 'late' && keepsCursors) return [];
				commit();
				return items;
			});
			return (await Promise.all(polls)).flat();
		},
		/** Begins a poll of the first trigger, which is given what is stored now, and polls when it is called. */
		begin: () => {
			const workflow = load();
			const { poll, commit } = prepare(workflow, nodes[0] as INode, BUDGET_MS);
			return async () => {
				const items = await poll();
				if (items.length > 0) save(workflow);
				commit();
				return items;
			};
		},
	};
}
