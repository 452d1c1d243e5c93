import { setTimeout as delay } from 'node:timers/promises';
import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { makeWorkflow } from '../e2e/workflows.cts';
import { registerElsewhere } from '../other-program.cts';
import { queueLab } from './lab-for-tests.cts';
import type { Single } from './lab/single.cts';

const CREDENTIAL = 'One Codex sandbox';
const TRIGGER = 'Batch Status Changed';

let single: Single;
beforeAll(async () => {
	single = await queueLab.single('n8n1');
});
afterAll(() => single?.stop());

// The end-to-end tests cover an orderly stop, in n8n 1 as well.
test('n8n 1 starts a workflow for a batch that moved on after n8n was killed', async () => {
	const { sandbox } = single;
	await registerElsewhere(sandbox, 'Rack 1', ['12345678901234']);
	const client = await single.connect();
	const data = { apiKey: sandbox.apiKey, baseUrl: sandbox.url };
	const credentialId = await client.createCredential(CREDENTIAL, 'oneCodexApi', data);
	const trigger = {
		name: TRIGGER,
		type: 'n8n-nodes-onecodex.oneCodexTrigger',
		parameters: {
			event: 'batchStatusChanged',
			pollTimes: { item: [{ mode: 'everyMinute' }] },
		},
		credentials: { oneCodexApi: { id: credentialId, name: CREDENTIAL } },
	};
	const behind = { name: 'Behind', type: 'n8n-nodes-base.noOp' };
	const id = await client.createWorkflow(makeWorkflow([trigger, behind], [[TRIGGER, behind.name]]));
	await client.activate(id);
	// n8n 1 answers the activation before it has stored all of it.
	await delay(2_000);
	await single.kill();
	sandbox.setBatchStatus(sandbox.batches()[0]?.id ?? '', 'sequencing');
	await single.restart();

	const execution = await (await single.connect()).waitForExecution(id, { timeoutMs: 120_000 });
	expect(outputItems(execution, TRIGGER)).toMatchObject([
		{ json: { batch_name: 'Rack 1', previous_status: 'registered', batch_status: 'sequencing' } },
	]);
});
