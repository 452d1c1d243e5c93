import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { ANALYSIS_TYPES } from '../OneCodex/api/analyses';
import { BATCH_STATUSES } from '../OneCodex/api/kinds';
import { now } from '../OneCodex/api/http/timing';
import { splitList } from '../OneCodex/checking/lists';
import { knownStatus } from '../OneCodex/resources/descriptions/filterFields';
import { POLLS } from '../OneCodex/wording/pollTexts';
import { openAccount, type Account } from './state/account';
import { baselineOf } from './state/baseline';
import { paceOf } from './budget';
import { exampleItem } from './example';
import { fields } from './fields';
import { latestKept, remember } from './state/memory';
import { firstPoll, nextPoll, type EventFilter } from './poll';
import { onlyOne, takeTurn } from './state/pollTurns';
import { emptyWatch, EVENTS, keepWatch, readWatch, type Watch, type WatchedEvent } from './watch';

const WHY_NOTHING: Record<WatchedEvent, () => string> = {
	analysisFinished: POLLS.noAnalyses,
	batchRegistered: POLLS.noBatches,
	batchStatusChanged: POLLS.noBatches,
	sampleAvailable: POLLS.noSamples,
};

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
			'Starts the workflow when a sequencing batch of One Codex is registered or changes its status, a sample is available, or an analysis has finished',
		defaults: { name: 'One Codex Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'oneCodexApi', required: true }],
		properties: fields,
	};

	/**
	 * Gives what happened since the last poll. What is known is kept in the workflow's static data, which
	 * n8n stores when the trigger is activated, and with each poll that gives items.
	 */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const event = readEvent(this);
		const begunAt = now();
		const { deadline, isFresh } = paceOf(this);
		const account = await openAccount(this, deadline);
		if (this.getMode() === 'manual') {
			const json = await exampleItem(account, event);
			account.settle();
			if (json) return [[{ json }]];
			throw new NodeOperationError(this.getNode(), POLLS.nothingToShow(), {
				description: WHY_NOTHING[event](),
			});
		}
		const workflow = this.getWorkflow().id ?? '';
		const key = `${workflow} ${this.getNode().id}`;
		return await onlyOne(key, async () => {
			const { items, keep } = await pollOnce(this, key, event, account);
			if (items.length > 0 && !takeTurn({ workflow, key, begunAt, isFresh })) return null;
			keep();
			return items.length > 0 ? [items.map((json) => ({ json }))] : null;
		});
	}
}

/**
 * Looks once.
 * @returns the items, and what keeps all that is known then: a poll that fails changes nothing
 */
async function pollOnce(
	context: IPollFunctions,
	key: string,
	event: WatchedEvent,
	account: Account,
): Promise<{ items: IDataObject[]; keep: () => void }> {
	const kept = context.getWorkflowStaticData('node');
	const baseline = baselineOf(context);
	const stored = kept.watch;
	const memory = `${key} ${event}`;
	const credential = String(context.getNode().credentials?.oneCodexApi?.id ?? '');
	const usable = async (text: unknown) =>
		await watchOf(account, credential, readWatch(text, event));
	const inStore = await usable(stored);
	const latest = latestKept(memory, stored);
	const watch =
		(latest === stored ? undefined : await usable(latest)) ??
		inStore ??
		(await usable(baseline.kept));
	const polled = watch
		? await nextPoll(account, watch, readFilter(context))
		: await firstPoll(account, emptyWatch(event, credential));
	const who = polled.watch.account ?? (await account.identity(false));
	account.settle();
	const text = keepWatch({ ...polled.watch, account: who });
	const keep = () => {
		const isQuiet = polled.items.length === 0;
		if (isQuiet) remember(memory, stored, text);
		if (inStore) baseline.drop();
		else if (isQuiet) baseline.keep(text);
		kept.watch = text;
	};
	return { items: polled.items, keep };
}

/** What the parameters say of which events start the workflow. */
function readFilter(context: IPollFunctions): EventFilter {
	const texts = (name: string, known: readonly string[]) =>
		splitList(context.getNodeParameter(name, [])).map(String).map(knownStatus(known));
	const outcome = context.getNodeParameter('outcome', 'any');
	return {
		statuses: texts('statuses', BATCH_STATUSES),
		types: texts('analysisTypes', ANALYSIS_TYPES),
		outcome: outcome === 'failed' || outcome === 'succeeded' ? outcome : 'any',
	};
}

/**
 * What is known of an account, whichever credential it was had with; undefined if it is of another. Where
 * the account cannot be told, that of the same credential counts as the same.
 */
async function watchOf(
	account: Account,
	credential: string,
	watch: Watch | undefined,
): Promise<Watch | undefined> {
	if (!watch) return undefined;
	const isSame = watch.credential === credential;
	const who = await account.identity(!isSame);
	const isKnown = who !== undefined && watch.account !== undefined;
	if (isKnown ? watch.account !== who : !isSame) return undefined;
	return { ...watch, account: who ?? watch.account, credential };
}

function readEvent(context: IPollFunctions): WatchedEvent {
	const value = context.getNodeParameter('event');
	const event = EVENTS.find((one) => one === value);
	if (event) return event;
	throw new NodeOperationError(context.getNode(), POLLS.unknownEvent(), {
		description: POLLS.chooseEvent(),
	});
}
