import { nodeType } from '../../scripts/lib/examples.cts';
import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { useN8n } from './use-n8n.cts';
import { barcode, REGISTER_TUBES, oneCodexNode, rowsWorkflow, tube } from './workflows.cts';
import { nothingChanged } from '../faults.cts';

const { credential, run, sandbox } = useN8n();

/** A node set to an operation, and called like it. */
const node = (name: string, parameters: object, settings: object = {}) => ({
	name,
	type: nodeType,
	parameters,
	credentials: { oneCodexApi: credential() },
	...settings,
});

const rows = [1, 2].map((number) => tube(number, { Patient: `P-${number}` }));

test('every operation works behind Register, in a running n8n', async () => {
	const projectId = sandbox().addProject('Pilot');
	const register = oneCodexNode(
		{ options: { includeInputFields: true } },
		{ credentials: { oneCodexApi: credential() } },
	);
	const project = { __rl: true, mode: 'id', value: projectId };
	const nodes = [
		node('Batch', { resource: 'sequencingBatch', operation: 'get' }),
		node('Batches', {
			resource: 'sequencingBatch',
			operation: 'getAll',
			filters: { name: 'rack' },
		}),
		node('Tubes', { resource: 'sequencingBatch', operation: 'getSamples', includeStatus: true }),
		node('Write', { resource: 'metadata', operation: 'update', options: { othersToCustom: true } }),
		node('Tag', {
			resource: 'sample',
			operation: 'update',
			updateFields: { project, tags: '={{ $json.Patient }}, pilot' },
		}),
		node('Sample', { resource: 'sample', operation: 'get' }),
		node('Read', { resource: 'metadata', operation: 'get' }),
		node('Samples', { resource: 'sample', operation: 'getAll', filters: { project } }),
		node(
			'Results',
			{ resource: 'sample', operation: 'getResults', output: 'samples' },
			{ onError: 'continueRegularOutput' },
		),
	];
	const ways: Array<[string, string]> = [
		['Source', REGISTER_TUBES],
		...['Batch', 'Batches', 'Tubes', 'Write', 'Tag', 'Results'].map((name): [string, string] => [
			REGISTER_TUBES,
			name,
		]),
		['Write', 'Read'],
		['Tag', 'Sample'],
		['Sample', 'Samples'],
	];
	const execution = await run(rowsWorkflow(rows, [register, ...nodes], ways));
	expect(execution.error).toBeUndefined();
	expect(execution.status).toBe('success');

	const itemsOf = (name: string) => outputItems(execution, name).map(({ json }) => json);
	const [batch] = sandbox().batches();
	const ids = batch?.tubes.map(({ sampleId }) => sampleId) ?? [];
	const each = (fields: (id: string, index: number) => object) => ids.map(fields);
	expect(itemsOf('Batch')).toMatchObject(each(() => ({ batch_id: batch?.id })));
	expect(itemsOf('Batches')).toMatchObject([{ batch_name: 'Rack 1', batch_status: 'registered' }]);
	expect(itemsOf('Tubes')).toMatchObject(
		each((id, index) => ({
			tube_barcode: barcode(index + 1),
			sample_id: id,
			sample_status: 'awaiting_data',
		})),
	);
	expect(itemsOf('Read')).toMatchObject(
		each((id, index) => ({ sample_id: id, custom: { Patient: `P-${index + 1}` } })),
	);
	expect(itemsOf('Samples').map(({ sample_id }) => sample_id)).toEqual(expect.arrayContaining(ids));
	expect(sandbox().samples()).toMatchObject(
		each(() => ({ project: { $ref: `/api/v1/projects/${projectId}` }, tags: [{}, {}] })),
	);
	expect(itemsOf('Results')).toMatchObject(
		each(() => ({
			error: expect.stringContaining('awaiting_data') as string,
		})),
	);
});

test('an id that is none stops the run with a message for each row', async () => {
	const items = [{ sample_id: 'Patient 1' }, { sample_id: 'https://example.org/none' }];
	const execution = await run(
		rowsWorkflow(items, [node('Sample', { resource: 'sample', operation: 'get' })]),
	);
	expect(execution.status).toBe('error');
	expect(execution.error?.message).toBe(nothingChanged(2, 2));
	expect(execution.error?.description).toContain('Row 1, Sample "Patient 1": ');
	expect(execution.error?.description).toContain('Row 2, Sample "https://example.org/none": ');
	expect(sandbox().requests).toEqual([]);
});
