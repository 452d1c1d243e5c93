import { locator, type useNode } from './use-node.cts';
import { tube } from './with-sandbox.cts';

const TUBES = { batchName: 'Rack 1', returnTrackingNumbers: 'T1' };
const CHANGE = { mappingMode: 'defineBelow', value: { name: 'A' } };

/** Each operation with 'Simplify', how many fields it returns, and the parameters for the most of them. */
export const SIMPLIFIED_RUNS: Array<[operation: string, fields: number, parameters: object]> = [
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

/** Runs an operation on a tube that was registered, analyzed, and registered again; gives its items. */
export async function runOnTube(
	{ sandbox, run, register }: ReturnType<typeof useNode>,
	operation: string,
	parameters: object,
) {
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
	return json;
}
