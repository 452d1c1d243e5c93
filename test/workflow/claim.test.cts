import { DataDeduplicationService } from 'n8n-core';
import type { IDataDeduplicator } from 'n8n-workflow';

import { runNode } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';

const { sandbox, credential } = useSandbox();

const register = (parameters = {}) => runNode([tube(1)], { credential: credential(), parameters });

/** What n8n is asked for its row, in the place of n8n's own. */
const calls: string[] = [];
let isFailing = false;
const call = <T,>(
	name: string,
	scope: string,
	node: string | undefined,
	mode: string,
	value: T,
) => {
	calls.push(`${name} ${scope} ${node} ${mode} with ${sandbox().batches().length} batches`);
	return isFailing ? Promise.reject(new Error('no such table')) : Promise.resolve(value);
};
const deduplicator: IDataDeduplicator = {
	checkProcessedAndRecord: (items, scope, { node }, { mode }) =>
		call('record', scope, node?.id, mode, { new: items, processed: [] }),
	getProcessedDataCount: (scope, { node }, { mode }) => call('count', scope, node?.id, mode, 0),
	clearAllProcessedItems: (scope, { node }, { mode }) =>
		call('clear', scope, node?.id, mode, undefined),
	removeProcessed: () => Promise.reject(new Error('not to be called')),
};
beforeAll(() => DataDeduplicationService.init(deduplicator));
beforeEach(() => {
	calls.length = 0;
	isFailing = false;
});

test("registers while n8n's row for the node is claimed", async () => {
	expect((await register()).status).toBe('success');
	expect(calls).toEqual([
		'record node 2 entries with 0 batches',
		'clear node 2 entries with 1 batches',
	]);
});

test('gives the claim back where registering fails', async () => {
	sandbox().inject({ match: { method: 'POST' }, fault: { kind: 'status', status: 400 } });
	expect((await register()).status).toBe('error');
	expect(calls).toHaveLength(2);
	expect(calls[1]).toContain('clear');
});

test('claims nothing where every tube is to be registered again', async () => {
	expect((await register({ options: { ifRegistered: 'register' } })).status).toBe('success');
	expect(calls).toEqual([]);
});

test('registers all the same where n8n has no row for it', async () => {
	isFailing = true;
	expect((await register()).status).toBe('success');
	expect(sandbox().batches()).toHaveLength(1);
});
