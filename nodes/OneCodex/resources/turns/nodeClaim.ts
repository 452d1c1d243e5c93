import type { IExecuteFunctions } from 'n8n-workflow';

import type { ClaimStore } from './claim';
import { claims } from './claims';
import * as timing from '../../api/http/timing';

const SCOPE = 'node';
const MODE = { mode: 'entries' } as const;

const claiming = claims(timing);

/**
 * Does work while no other process of this n8n does work for the same node: n8n keeps a row for each
 * node in its database, meant for removing duplicates, which all workers see. Where n8n has no such row,
 * as for a workflow that was never saved, the work is done without.
 * @throws the reason of the signal if the execution is cancelled while it waits
 */
export async function claimingNode<T>(
	context: IExecuteFunctions,
	signal: AbortSignal | undefined,
	work: () => Promise<T>,
): Promise<T> {
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	return await claiming(key, rowOf(context), signal, work);
}

/** An older n8n, or another context, may lack the helpers: the call fails, as it may in others. */
const rowOf = ({ helpers }: IExecuteFunctions): ClaimStore => ({
	record: async (entries) =>
		(await helpers.checkProcessedAndRecord(entries, SCOPE, MODE)).new.map(String),
	count: async () => await helpers.getProcessedDataCount(SCOPE, MODE),
	clear: async () => await helpers.clearAllProcessedItems(SCOPE, MODE),
});
