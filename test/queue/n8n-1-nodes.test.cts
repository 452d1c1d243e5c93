import { setTimeout as delay } from 'node:timers/promises';
import { makeSignatureHeader } from '../../nodes/OneCodexEventTrigger/signature';
import { outputItems, type N8nClient } from '../../scripts/lib/n8n-client.cts';
import { queueLab } from './lab-for-tests.cts';
import type { Single } from './lab/single.cts';

const TYPE = 'n8n-nodes-onecodex';
const CREDENTIAL = 'One Codex sandbox';

interface Step {
	name: string;
	type: string;
	typeVersion?: number;
	parameters: object;
	webhookId?: string;
}

describe('n8n 1', () => {
	let single: Single;
	let client: N8nClient;
	let credentialId: string;

	beforeAll(async () => {
		single = await queueLab.single('n8n1');
		client = await single.connect();
		const { apiKey, url: baseUrl } = single.sandbox;
		const data = { apiKey, baseUrl };
		credentialId = await client.createCredential(CREDENTIAL, 'oneCodexApi', data);
	});
	afterAll(() => single?.stop());

	/** Stores a workflow of nodes one behind the other and activates it. */
	async function start(name: string, steps: Step[]): Promise<string> {
		const nodes = steps.map((step, index) => ({
			id: `${name}-${index}`,
			typeVersion: 1,
			position: [index * 220, 0],
			...step,
			...(step.type.startsWith(TYPE) && {
				credentials: { oneCodexApi: { id: credentialId, name: CREDENTIAL } },
			}),
		}));
		const connections = Object.fromEntries(
			steps
				.slice(1)
				.map((next, index) => [
					steps[index]?.name ?? '',
					{ main: [[{ node: next.name, type: 'main', index: 0 }]] },
				]),
		);
		const settings = { executionOrder: 'v1' };
		const id = await client.createWorkflow({ name, nodes, connections, settings });
		await client.activate(id);
		return id;
	}

	const noOp = { name: 'End', type: 'n8n-nodes-base.noOp', parameters: {} };
	const webhook = (path: string): Step => ({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: {
			httpMethod: 'POST',
			path,
			responseMode: 'lastNode',
			responseData: 'allEntries',
		},
	});
	const oneCodex = (name: string, parameters: object): Step => ({
		name,
		type: `${TYPE}.oneCodex`,
		parameters,
	});

	it('registers, writes metadata, and reads samples and batches', async () => {
		await start('tubes', [
			webhook('tubes'),
			oneCodex('Register', {
				resource: 'sequencingBatch',
				operation: 'register',
				batchName: 'Rack 1',
				returnTrackingNumbers: '1Z 999',
				samplesFrom: 'list',
				list: '={{ $json.body.samples }}',
			}),
			oneCodex('Metadata', {
				resource: 'metadata',
				operation: 'update',
				sampleId: { __rl: true, mode: 'id', value: '={{ $json.sample_id }}' },
				metadataFields: {
					mappingMode: 'defineBelow',
					value: {
						external_sample_id: '={{ "LIMS " + $json.tube_barcode }}',
						date_collected: '2026-01-05T00:00:00',
					},
				},
			}),
			oneCodex('Samples', {
				resource: 'sample',
				operation: 'getAll',
				returnAll: true,
				filters: { sampleIds: '={{ $json.sample_id }}' },
			}),
		]);
		const samples = ['12345678901234', '12345678901235'].map((tube_barcode) => ({
			tube_barcode,
			specimen_type: 'Human stool',
			sequencing_depth: 'Standard',
		}));
		const { status, body } = await client.callWebhook('tubes', { body: { samples } });
		expect(status).toBe(200);
		const tubes = single.sandbox.batches()[0]?.tubes ?? [];
		expect(body).toMatchObject(
			tubes.map(({ sampleId }) => ({ sample_id: sampleId, sample_status: 'awaiting_data' })),
		);
		expect(single.sandbox.metadata()).toMatchObject(
			samples.map(({ tube_barcode }) => ({
				external_sample_id: `LIMS ${tube_barcode}`,
				date_collected: expect.stringMatching(/^2026-01-05T00:00:00/) as string,
			})),
		);
	});

	it('starts a workflow for an event of One Codex, once', async () => {
		const path = 'one-codex-events';
		const id = await start('events', [
			{ name: 'Events', type: `${TYPE}.oneCodexEventTrigger`, parameters: {}, webhookId: path },
			noOp,
		]);
		const body = JSON.stringify({ event_id: 'e-1', event_type: 'analysis.succeeded' });
		const key = single.sandbox.apiKey;
		const post = (secret: string) =>
			client.callWebhook(`${path}/webhook`, {
				headers: {
					'content-type': 'application/json',
					'x-onecodex-signature': makeSignatureHeader(Buffer.from(body), secret, Date.now()),
				},
				body,
			});
		expect(await post('another secret')).toMatchObject({ status: 401 });
		expect(await post(key)).toMatchObject({ status: 200 });
		expect(await post(key)).toMatchObject({ status: 200 });
		const execution = await client.waitForExecution(id);
		expect(outputItems(execution, 'Events')).toMatchObject([
			{ json: { event_id: 'e-1', event_type: 'analysis.succeeded' } },
		]);
		expect(await client.executions(id)).toHaveLength(1);
	});

	it('starts a workflow for a batch that moved on while n8n was down', async () => {
		const id = await start('changes', [
			{
				name: 'Changes',
				type: `${TYPE}.oneCodexTrigger`,
				parameters: {
					event: 'batchStatusChanged',
					pollTimes: { item: [{ mode: 'everyMinute' }] },
				},
			},
			noOp,
		]);
		const [batch] = single.sandbox.batches();
		// n8n 1 answers the activation before all that belongs to it is stored.
		await delay(2_000);
		await single.kill();
		single.sandbox.setBatchStatus(batch?.id ?? '', 'sequencing');
		await single.restart();
		client = await single.connect();
		const execution = await client.waitForExecution(id, { timeoutMs: 120_000 });
		expect(outputItems(execution, 'Changes')).toMatchObject([
			{
				json: { batch_name: 'Rack 1', previous_status: 'registered', batch_status: 'sequencing' },
			},
		]);
	});
});
