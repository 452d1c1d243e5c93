import type { IExecuteFunctions } from 'n8n-workflow';

import { claimingNode } from './nodeClaim';
import { takingTurns } from './turns';
import type { Client } from '../../api/http/request';

/**
 * Does work while no other execution works on the same things of the account: in this process by turns, and
 * on the other workers of queue mode by a claim for the node.
 * @param keys what the work is on, such as `run <sample> <job>`
 * @throws the reason of the client's signal if the execution is cancelled while it waits
 */
export async function workAlone<T>(
	context: IExecuteFunctions,
	{ account, signal }: Client,
	keys: string[],
	work: () => Promise<T>,
): Promise<T> {
	const ofAccount = keys.map((key) => `${account}\n${key}`);
	return await takingTurns(
		ofAccount,
		signal,
		async () => await claimingNode(context, signal, work),
	);
}
