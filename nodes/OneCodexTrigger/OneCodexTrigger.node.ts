import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { BATCH_STATUSES } from '../OneCodex/api/kinds';
import { clock } from '../OneCodex/api/timing';
import { splitList } from '../OneCodex/checking/lists';
import { knownStatus, statusChoices } from '../OneCodex/resources/listSettings';
import { openAccount, type Account } from './account';
import { exampleItem } from './example';
import { firstPoll, nextPoll } from './poll';
import { emptyWatch, EVENTS, keepWatch, readWatch, type WatchedEvent } from './watch';

export class OneCodexTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'One Codex Trigger',
		name: 'oneCodexTrigger',
		icon: { light: 'file:../../icons/onecodex.svg', dark: 'file:../../icons/onecodex.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		// The editor's search shows it for the One Codex node, too, since it lists the two as one.
		description:
			'Register tubes for microbiome sequencing with One Codex, follow them, and start workflows when their status changes',
		defaults: { name: 'One Codex Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'oneCodexApi', required: true }],
		properties: [
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Batch Registered',
						value: 'batchRegistered',
						description: 'A sequencing batch was registered, by whichever program',
					},
					{
						name: 'Batch Status Changed',
						value: 'batchStatusChanged',
						description: 'A sequencing batch got another status, such as Received At Lab',
					},
					{
						name: 'Sample Available',
						value: 'sampleAvailable',
						description: 'The data of a sample of a sequencing batch is there',
					},
				],
				default: 'batchStatusChanged',
			},
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'multiOptions',
				displayOptions: { show: { event: ['batchStatusChanged'] } },
				options: statusChoices(BATCH_STATUSES),
				default: [],
				description: 'The new statuses to start the workflow for; any if none is chosen',
			},
		],
	};

	/**
	 * Gives what happened since the last poll. What is known is kept in the workflow's static data, which
	 * n8n stores when the trigger is activated, and with each poll that gives items.
	 */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const event = readEvent(this);
		const account = await openAccount(this);
		if (this.getMode() === 'manual') {
			const json = await exampleItem(account, event);
			if (json) return [[{ json }]];
			throw new NodeOperationError(this.getNode(), 'There is nothing to show yet', {
				description:
					'One Codex shows no sequencing batch of this account, or no samples in the ten newest. Register one, then try again.',
			});
		}
		const { id } = this.getNode();
		return await onlyOne(`${this.getWorkflow().id ?? ''} ${id}`, async () => {
			const items = await pollOnce(this, event, account);
			return items.length > 0 ? [items.map((json) => ({ json }))] : null;
		});
	}
}

/** Looks once, and keeps what is known then. It is kept last, so that a poll that fails changes nothing. */
async function pollOnce(
	context: IPollFunctions,
	event: WatchedEvent,
	account: Account,
): Promise<IDataObject[]> {
	const kept = context.getWorkflowStaticData('node');
	const credential = String(context.getNode().credentials?.oneCodexApi?.id ?? '');
	const watch = readWatch(kept.watch, event, credential);
	const statuses = splitList(context.getNodeParameter('statuses', []))
		.map(String)
		.map(knownStatus(BATCH_STATUSES));
	const polled = watch
		? await nextPoll(account, watch, statuses, clock())
		: await firstPoll(account, emptyWatch(event, credential), clock());
	kept.watch = keepWatch(polled.watch);
	return polled.items;
}

const polling = new Set<string>();

/**
 * Does work unless the same is being done already: n8n polls again while a poll that has to wait for One
 * Codex is still at work, and both would give the same. What is left out is made up for by the next.
 * @param key which trigger of which workflow it is
 */
async function onlyOne<T>(key: string, work: () => Promise<T>): Promise<T | null> {
	if (polling.has(key)) return null;
	polling.add(key);
	try {
		return await work();
	} finally {
		polling.delete(key);
	}
}

function readEvent(context: IPollFunctions): WatchedEvent {
	const value = context.getNodeParameter('event');
	const event = EVENTS.find((one) => one === value);
	if (event) return event;
	throw new NodeOperationError(context.getNode(), 'Event cannot be used', {
		description: 'Choose one of the events of the drop-down.',
	});
}
