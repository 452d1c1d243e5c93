import type { INodeParameters } from 'n8n-workflow';

import { makeTrigger as makeEventTrigger } from '../eventTrigger/webhook-call.cts';
import { makeTrigger } from './poll-harness.cts';
import { runOnTube, SIMPLIFIED_RUNS } from './simplified-runs.cts';
import { locator, useNode } from './use-node.cts';
import { RESOURCES } from '../../nodes/OneCodex/resources';
import { EVENTS } from '../../nodes/OneCodexTrigger/watch';

const lab = useNode();
const { sandbox, run, register, credential } = lab;

/** The operations without 'Simplify'. */
const OTHER_RUNS: Array<[operation: string, parameters: object]> = [
	['analysis: download', {}],
	['analysis: getFiles', {}],
	['sample: download', {}],
	['sample: getDownloadLink', {}],
	['sequencingBatch: validate', { batchName: 'Rack 1', returnTrackingNumbers: 'T1' }],
	['sequencingBatch: validateWithHistory', { batchName: 'Rack 1', returnTrackingNumbers: 'T1' }],
];

const RUNS = [
	...SIMPLIFIED_RUNS.map(([operation, , parameters]) => [operation, parameters] as const),
	...OTHER_RUNS,
];

/** For each field with an id: an operation that takes it, how, and the field that says so. */
const TAKERS: Record<
	string,
	[operation: string, take: (id: string) => INodeParameters, field?: string]
> = {
	analysis_id: ['analysis: get', (id) => ({ analysisId: locator(id) })],
	primary_classification_id: [
		'analysis: get',
		(id) => ({ analysisId: locator(id) }),
		'analysis_id',
	],
	batch_id: ['sequencingBatch: get', (id) => ({ batchId: locator(id) })],
	job_id: ['analysis: run', (id) => ({ jobId: locator(id) })],
	metadata_id: ['metadata: get', (id) => ({ findBy: 'metadata', metadataId: locator(id) })],
	project_id: [
		'sample: update',
		(id) => ({
			sampleId: locator(sandbox().addSample()),
			updateFields: { project: locator(id) },
		}),
	],
	sample_id: ['sample: get', (id) => ({ sampleId: locator(id) })],
};

/** Fields with ids of what has no operation: a delivery of a webhook, and taxa of NCBI. */
const NOT_TAKEN = ['event_id', 'tax_id'];

/** Passes each id of an item on to the operation that takes it. */
async function walk(item: Record<string, unknown>): Promise<string[]> {
	const fields = Object.keys(item).filter(
		(field) => field.endsWith('_id') && !NOT_TAKEN.includes(field) && item[field] !== null,
	);
	for (const field of fields) {
		const id = String(item[field]);
		const [operation, take, own = field] = TAKERS[field] ?? [];
		expect([field, operation]).toEqual([field, expect.any(String)]);
		if (!operation || !take) continue;
		const { json, error } = await run(operation, [item], take(id));
		expect(error).toBeUndefined();
		expect(json).toEqual(expect.arrayContaining([expect.objectContaining({ [own]: id })]));
	}
	return fields;
}

test('every operation is walked below', () => {
	const operations = RESOURCES.flatMap(({ value, operations: all }) =>
		all.map((one) => `${value}: ${one.value}`),
	);
	expect(new Set(RUNS.map(([operation]) => operation))).toEqual(new Set(operations));
});

const walked = new Set<string>();

test.each(RUNS)(
	'each id that %s returns is taken by an operation',
	async (operation, parameters) => {
		const items = await runOnTube(lab, operation, parameters);
		expect(items).not.toEqual([]);
		for (const item of items.slice(0, 2)) for (const field of await walk(item)) walked.add(field);
	},
);

test.each(EVENTS)(
	'each id that the trigger returns for %s is taken by an operation',
	async (event) => {
		const [{ sample_id = '' } = {}] = await register(1);
		sandbox().finishSample(sample_id);
		const [item = {}] = await makeTrigger({ event }, credential()).test();
		expect(await walk(item)).not.toEqual([]);
	},
);

test('each id that a webhook brings is taken by an operation', async () => {
	const sampleId = sandbox().addSample();
	const analysis = sandbox().finishSample(sampleId);
	const { result } = await makeEventTrigger()({
		body: JSON.stringify({
			event_type: 'analysis.succeeded',
			sample: { $uri: `/api/v1/samples/${sampleId}` },
			analysis: { $uri: `/api/v1/analyses/${analysis}` },
		}),
	});
	const [item = {}] = (result.workflowData?.[0] ?? []).map(({ json }) => json);
	expect(await walk(item)).toEqual(['sample_id', 'analysis_id']);
});

test('each of the ways to pass an id on was gone', () => {
	expect([...walked].toSorted()).toEqual(Object.keys(TAKERS).toSorted());
});
