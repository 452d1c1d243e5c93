import { readExample } from '../../scripts/lib/examples.cts';
import { sandboxCredential } from '../../scripts/lib/lab.cts';
import { outputItems, type WorkflowContent } from '../../scripts/lib/n8n/client.cts';
import { columnsOfNote, tableChosen } from './data-table.cts';
import { usePollingLab } from './polling-lab.cts';
import { pausesAfterRefusal } from './target.cts';
import { runAgain } from './use-n8n.cts';
import { barcode, makeWorkflow } from './workflows.cts';
import { headlineFor } from '../failures.cts';

const REGISTERED = 'Batch Registered';
const STATUS = 'Batch Status Changed';
const SAMPLE = 'Sample Available';

const { lab, activate, batchOf, emitted, executionsOf, publishAgain, register, untilAllPolled } =
	usePollingLab();

const messages = () => readExample('batch-status-to-message', lab().files);
const results = (replacements = {}) =>
	readExample('sample-results-to-table', lab().files, replacements);
const registered = () =>
	makeWorkflow(
		[
			{
				name: REGISTERED,
				type: 'n8n-nodes-onecodex.oneCodexTrigger',
				parameters: {
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					event: 'batchRegistered',
				},
				credentials: { oneCodexApi: sandboxCredential },
			},
			{ name: 'Behind', type: 'n8n-nodes-base.noOp' },
		],
		[[REGISTERED, 'Behind']],
	);

/** A matcher of a list that holds one item with these fields. */
const one = (fields: object): unknown => [expect.objectContaining(fields)];

test('triggers give each change once, over polls that fail and restarts of n8n', async () => {
	const { client, sandbox } = lab();
	const columns = await columnsOfNote('sample-results-to-table');
	const tableId = await client.createDataTable('Results', columns);
	await register('Rack 1', 1, 2);
	const rack1 = batchOf('Rack 1');
	const [oldSample = '', firstSample = ''] = rack1.samples;
	sandbox.setBatchStatus(rack1.id, 'shipped_to_lab');
	sandbox.finishSample(oldSample);
	await activate(STATUS, await messages());
	await activate(SAMPLE, await results(tableChosen('Results', tableId)));
	await activate(REGISTERED, registered());

	// What happens while n8n is down is found by the poll at its start.
	await lab().server.stop();
	await register('Rack 2', 3);
	const [secondSample = ''] = batchOf('Rack 2').samples;
	sandbox.setBatchStatus(rack1.id, 'received_at_lab');
	sandbox.finishSample(firstSample);
	await lab().restart();
	const rack2 = one({ batch_name: 'Rack 2', batch_number: 'SB000002' });
	const received = one({
		batch_name: 'Rack 1',
		batch_status: 'received_at_lab',
		previous_status: 'shipped_to_lab',
	});
	const first = one({ sample_id: firstSample, tube_barcode: barcode(2) });
	expect(await emitted(REGISTERED, 1)).toEqual([rack2]);
	expect(await emitted(STATUS, 1)).toEqual([received]);
	expect(await emitted(SAMPLE, 1)).toEqual([first]);

	// Nothing is new at the next start.
	await lab().server.stop();
	const polled = untilAllPolled();
	await lab().restart();
	await polled;

	// A poll whose key is refused half way, when it looks at the samples, shows so, and is made up for by the next.
	sandbox.inject({
		match: { method: 'GET', path: /^\/api\/v1\/samples\b/ },
		fault: { kind: 'status', status: 401 },
	});
	sandbox.setBatchStatus(rack1.id, 'extracting');
	sandbox.finishSample(secondSample);
	const extracting = one({ batch_status: 'extracting', previous_status: 'received_at_lab' });
	const second = one({ sample_id: secondSample, tube_barcode: barcode(3) });
	expect(await emitted(STATUS, 2)).toEqual([received, extracting]);
	const [, failed] = await executionsOf(SAMPLE, 2);
	expect(failed?.error?.message).toBe(headlineFor({ status: 401 }));
	if (pausesAfterRefusal) await publishAgain(SAMPLE);
	expect(await emitted(SAMPLE, 3)).toEqual([first, [], second]);
	// That was a poll later, and the others gave nothing twice in it.
	expect(await emitted(STATUS, 2)).toEqual([received, extracting]);
	expect(await emitted(REGISTERED, 1)).toEqual([rack2]);

	const told = (await executionsOf(STATUS, 2)).flatMap((run) => outputItems(run, 'Your Chat Node'));
	expect(told.map(({ json }) => json)).toEqual([
		{ message: 'Batch Rack 1 (SB000001) is now received at lab, it was shipped to lab before.' },
		{ message: 'Batch Rack 1 (SB000001) is now extracting, it was received at lab before.' },
	]);
	expect(await lab().client.readRows(tableId)).toMatchObject([
		...species({ sample_id: firstSample, tube_barcode: barcode(2), batch_name: 'Rack 1' }),
		...species({ sample_id: secondSample, tube_barcode: barcode(3), batch_name: 'Rack 2' }),
	]);
});

/** The rows of a sample that the sandbox finished. */
const species = (sample: object) => [
	{ ...sample, species: 'Bacteroides uniformis', abundance: 0.45, reads: 40_000 },
	{ ...sample, species: 'Phocaeicola vulgatus', abundance: 0.35, reads: 30_000 },
	{ ...sample, species: 'Faecalibacterium prausnitzii', abundance: 0.2, reads: 18_500 },
];

test('a test run in the editor shows the latest batch, and its data where it is there', async () => {
	await register('Rack 3', 4, 5);
	lab().sandbox.finishSample(batchOf('Rack 3').samples[1] ?? '');
	const run = async (trigger: string, workflow: WorkflowContent) => {
		const id = await lab().client.createWorkflow(workflow);
		const execution = await runAgain(lab().client, id, trigger);
		return outputItems(execution, trigger).map(({ json }) => json);
	};
	const latest = { batch_name: 'Rack 3', batch_status: 'registered' };
	expect(await run(REGISTERED, registered())).toMatchObject([latest]);
	expect(await run(STATUS, await messages())).toMatchObject([{ ...latest, previous_status: null }]);
	expect(await run(SAMPLE, await results())).toMatchObject([
		{ ...latest, sample_status: 'available', tube_barcode: barcode(5) },
	]);
});
