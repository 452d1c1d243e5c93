import { makeTrigger } from './poll-harness.cts';
import { makeTrigger as makeEventTrigger } from '../eventTrigger/webhook-call.cts';
import { pass } from '../fake-timing.cts';
import { useSavedLab } from './saved-lab.cts';
import { savedCredential, savedNodes } from './saved.cts';
import { barcode } from './with-sandbox.cts';

const VERSION = '0.1.0';

const { open, sandbox } = useSavedLab(VERSION);

const nodeCalled = (name: string) => savedNodes(VERSION).find((node) => node.name === name);

test('it is said what each of its triggers gives', () => {
	const nodes = savedNodes(VERSION).filter(({ type }) => type.endsWith('Trigger'));
	const said = [...SEEN_BY_TRIGGERS, ...STARTED_BY_EVENTS].map(([name]) => name);
	expect(nodes.map(({ name }) => name).sort()).toEqual(said.sort());
});

const SEEN_BY_TRIGGERS: Array<[string, first: object[], then: object[]]> = [
	[
		'Status of Batch',
		[{ batch_name: 'Rack 1', previous_status: 'registered', batch_status: 'shipped_to_lab' }],
		[{ batch_name: 'Rack 1', previous_status: 'shipped_to_lab', batch_status: 'done' }],
	],
	['Batch Done', [], [{ batch_name: 'Rack 1', batch_status: 'done' }]],
	['New Batch', [{ batch_name: 'Rack 9', batch_status: 'registered' }], []],
	['Sample There', [], [{ tube_barcode: barcode(9), batch_name: 'Rack 9' }]],
	['Analysis Done', [], [{ analysis_type: 'classification', analysis_success: true }]],
];

test.each(SEEN_BY_TRIGGERS)('%s gives what it gave', async (name, first, then) => {
	const { ids, credential } = open();
	const node = nodeCalled(name);
	const trigger = makeTrigger(node?.parameters ?? {}, credential);
	expect(await trigger.poll()).toEqual([]);
	pass(60_000);
	const { tubes } = sandbox().addBatch('Rack 9', [barcode(9)]);
	sandbox().setBatchStatus(ids.BATCH ?? '', 'shipped_to_lab');
	expect(await trigger.poll()).toMatchObject(first);
	pass(60_000);
	sandbox().setBatchStatus(ids.BATCH ?? '', 'done');
	sandbox().finishSample(tubes[0]?.sampleId ?? '');
	expect(await trigger.poll()).toMatchObject(then);
});

const STARTED_BY_EVENTS: Array<[string, string[]]> = [
	['Event', ['sample.uploaded', 'analysis.succeeded', 'analysis.failed', 'lab.closed']],
	['Analysis', ['sample.uploaded', 'analysis.succeeded', 'analysis.failed']],
];

test.each(STARTED_BY_EVENTS)('%s gives what it gave', async (name, expected) => {
	const { ids } = open();
	const node = nodeCalled(name);
	const call = makeEventTrigger();
	const started: unknown[] = [];
	for (const event_type of [
		'sample.uploaded',
		'analysis.succeeded',
		'analysis.failed',
		'lab.closed',
	]) {
		const { result } = await call({
			parameters: node?.parameters,
			credential: savedCredential(VERSION, ids),
			secret: ids.SECRET,
			body: JSON.stringify({ event_type, id: event_type }),
		});
		started.push(...(result.workflowData?.[0] ?? []).map(({ json }) => json.event_type));
	}
	expect(started).toEqual(expected);
});
