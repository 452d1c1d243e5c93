import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { outputItems, type ExecutionData } from '../../scripts/lib/n8n/client.cts';
import type { Fault } from '../../sandbox/server.cts';
import { n8nLog } from './addresses.cts';
import { REGISTER, runAgain, useN8n } from './use-n8n.cts';
import { testInOwnN8n } from './versions.cts';
import {
	barcode,
	oneCodexNode,
	REGISTER_TUBES,
	rowsWorkflow,
	tube,
	webhookWorkflow,
} from './workflows.cts';

const { client, credential, posts, run, sandbox, standing } = useN8n();

const rows = [tube(1), tube(2), tube(3)];
const barcodes = [1, 2, 3].map(barcode);

const node = (parameters: object = {}, settings: object = {}) =>
	oneCodexNode(parameters, { credentials: { oneCodexApi: credential() }, ...settings });

const delivered = (execution: ExecutionData) =>
	outputItems(execution, REGISTER_TUBES).map(({ json }) => [
		json.tube_barcode,
		json.already_registered,
	]);

const lostAnswers: Array<[string, Fault]> = [
	['a gateway time-out', { kind: 'html', status: 504 }],
	['a reset connection', { kind: 'reset' }],
	['a body that breaks off', { kind: 'cutJson', drop: true }],
];

test.each(lostAnswers)('%s after the batch stands: the batch is found', async (_, fault) => {
	sandbox().inject({ match: REGISTER, when: 'after', fault });
	const execution = await run(rowsWorkflow(rows, [node()]));
	expect(execution.status).toBe('success');
	expect(delivered(execution)).toEqual(barcodes.map((one) => [one, false]));
	expect(posts()).toHaveLength(1);
	expect(standing()).toEqual(barcodes);
});

test('a finished workflow that runs again sends nothing', async () => {
	const id = await client().createWorkflow(rowsWorkflow(rows, [node()]));
	const first = await runAgain(client(), id);
	const second = await runAgain(client(), id);

	expect(delivered(first)).toEqual(barcodes.map((one) => [one, false]));
	const again = outputItems(first, REGISTER_TUBES).map(({ json }) => ({
		...json,
		already_registered: true,
	}));
	expect(outputItems(second, REGISTER_TUBES).map(({ json }) => json)).toEqual(again);
	expect(posts()).toHaveLength(1);
});

test('Retry On Fail with three tries registers every tube once', async () => {
	const racks = ['A', 'B', 'C'].map((Rack, index) => tube(index + 1, { Rack }));
	// The first try fails at the second rack before it stands, while the third goes on beside it. The second
	// try fails there after it stands.
	const refuse: Fault = { kind: 'status', status: 403 };
	sandbox().inject({ match: REGISTER, after: 1, fault: refuse });
	sandbox().inject({ match: REGISTER, after: 2, when: 'after', fault: refuse });
	const retrying = node(
		{ batchName: '={{ $json.Rack }}' },
		{ retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
	);
	const execution = await run(rowsWorkflow(racks, [retrying]));

	expect(execution.status).toBe('success');
	expect(delivered(execution).map(([one]) => one)).toEqual(barcodes);
	expect(standing().toSorted()).toEqual(barcodes);
	expect(posts().map(({ status }) => status)).toEqual([200, 403, 200, 403]);
});

test('a webhook that is delivered twice at once registers once and answers both', async () => {
	const path = randomUUID();
	const id = await client().createWorkflow(webhookWorkflow(path, node()));
	await client().activate(id);
	// Once this is answered, n8n lists the webhook, and the calls below arrive together.
	await client().callWebhook(path, { body: { rows: [] } });
	sandbox().inject({ match: REGISTER, fault: { kind: 'delay', ms: 500 } });

	const call = () => client().callWebhook(path, { body: { rows } });
	const answers = await Promise.all([call(), call()]);

	const tubes = sandbox().batches()[0]?.tubes ?? [];
	const items = tubes.map(({ barcode: tube_barcode, sampleId }) => ({
		tube_barcode,
		sample_id: sampleId,
	}));
	expect(answers).toMatchObject([
		{ status: 200, body: items },
		{ status: 200, body: items },
	]);
	expect(JSON.stringify(answers)).toContain('"already_registered":true');
	expect(standing()).toEqual(barcodes);
	expect(posts()).toHaveLength(1);
});

describe('the API key', () => {
	const causes: Array<[string, Fault | undefined]> = [
		['success', undefined],
		['a refusal that repeats the key', { kind: 'status', status: 401, message: 'no key KEY' }],
		['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/' }],
		['a lost answer', { kind: 'reset' }],
	];

	describe.each(['stopWorkflow', 'continueErrorOutput', 'continueRegularOutput'])(
		'%s',
		(onError) => {
			for (const [cause, fault] of causes) {
				const name = `is neither stored nor logged after ${cause}`;
				testInOwnN8n(name, 'its log is read', async () => {
					const { apiKey } = sandbox();
					if (fault) {
						const text = JSON.stringify(fault).replace('KEY', apiKey);
						sandbox().inject({ match: REGISTER, when: 'after', fault: JSON.parse(text) as Fault });
					}
					const execution = await run(rowsWorkflow(rows, [node({ simple: false }, { onError })]));

					expect(sandbox().requests.some(({ keyPresented }) => keyPresented)).toBe(true);
					expect(execution.raw).toContain(barcode(1));
					expect(execution.raw).not.toContain(apiKey);
					const log = await readFile(n8nLog(), 'utf8');
					// An assertion on the text itself would print a log of megabytes.
					expect(log.includes(`Execution ID ${execution.id}`)).toBe(true);
					expect(log.includes(apiKey)).toBe(false);
				});
			}
		},
	);
});
