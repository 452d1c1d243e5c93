import { locator, useNode } from './use-node.cts';
import { tube } from './with-sandbox.cts';
import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { simpleFields } from '../../nodes/OneCodex/resources/descriptions/simplify';

const { sandbox, run, register } = useNode();

/** The most fields of a simplified item, by n8n's guidelines for nodes. */
const MOST = 10;

const TUBES = { batchName: 'Rack 1', returnTrackingNumbers: 'T1' };
const CHANGE = { mappingMode: 'defineBelow', value: { name: 'A' } };

/** Each operation with 'Simplify', how many fields it returns, and the parameters for the most of them. */
const RUNS: Array<[operation: string, fields: number, parameters: object]> = [
	['analysis: get', 10, {}],
	['analysis: getAll', 10, {}],
	['analysis: getResults', 10, { output: 'rows' }],
	['analysis: getResults', 7, { output: 'analyses' }],
	['metadata: get', 10, {}],
	['metadata: update', 10, { metadataFields: CHANGE }],
	['analysis: run', 10, {}],
	['project: create', 8, { projectName: 'gut' }],
	['project: getAll', 7, {}],
	['sample: get', 10, {}],
	['sample: getAll', 10, {}],
	['sample: getResults', 10, { output: 'taxa' }],
	// The rows of its table have more fields than the item.
	['sample: getResults', 7, { output: 'samples' }],
	['sample: update', 10, { updateFields: { tags: 'a' } }],
	['sequencingBatch: findTubes', 10, { tubeBarcode: '={{ $json["Tube Barcode"] }}' }],
	['sequencingBatch: get', 5, {}],
	['sequencingBatch: getAll', 5, {}],
	['sequencingBatch: getSamples', 5, { includeStatus: true }],
	['sequencingBatch: register', 10, TUBES],
];

test('every operation with Simplify is counted below', () => {
	const simplifying = new OneCodex().description.properties
		.filter(({ name }) => name === 'simple')
		.flatMap(({ displayOptions: { show } = {} }) => {
			const [resource, operations] = [show?.resource, show?.operation] as string[][];
			return operations?.map((operation) => `${resource?.join()}: ${operation}`);
		});
	expect(new Set(RUNS.map(([operation]) => operation))).toEqual(new Set(simplifying));
});

/** The fields that each operation was seen to return. */
const seen = new Map(RUNS.map(([operation]) => [operation, new Set<string>()]));

test.each(RUNS)('%s returns %i fields, with %j', async (operation, fields, parameters) => {
	// A tube in two batches has one field more.
	sandbox().setWorld({ repeatedBarcodes: 'accepted' });
	const [{ sample_id = '', batch_id = '' } = {}] = await register(1);
	const again = { ...TUBES, options: { ifRegistered: 'register' } };
	await run('sequencingBatch: register', [tube(0)], again);
	sandbox().addProject('Pilot');
	const analysis_id = sandbox().finishSample(sample_id);
	const rows = [{ ...tube(0), sample_id, analysis_id }];
	const ids = {
		batchId: locator(batch_id),
		jobId: locator(sandbox().addJob({ name: 'Resistance genes' })),
	};
	const { json } = await run(operation, rows, { ...ids, ...parameters });
	const taxa = json.flatMap(({ table }) => (table ?? []) as object[]);
	const counts = [...json, ...taxa].map((item) => Object.keys(item).length);
	expect(Math.max(...counts)).toBe(fields);
	expect(fields).toBeLessThanOrEqual(MOST);
	json.flatMap(Object.keys).forEach((field) => seen.get(operation)?.add(field));
});

/** The operations whose items do not all have the same fields. */
const VARYING = ['analysis: getResults'];

test('an agent can be given each of the fields, in their order, and no others', () => {
	const returned = [...seen].filter(([operation]) => !VARYING.includes(operation));
	const offered = returned.map(([operation]) => [
		operation,
		simpleFields(...(operation.split(': ') as [string, string])),
	]);
	expect(offered).toEqual(returned.map(([operation, fields]) => [operation, [...fields]]));
});
