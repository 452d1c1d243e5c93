import { NodeHelpers, type INode } from 'n8n-workflow';

import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { RESOURCES } from '../../nodes/OneCodex/resources';
import { simpleFields, simplify } from '../../nodes/OneCodex/resources/descriptions/simplify';
import { textOf } from '../faults.cts';
import { UNKNOWN, useNode } from './use-node.cts';
import { barcode, tube } from './with-sandbox.cts';

const { sandbox, run, addSamples } = useNode();

/** Runs an operation as an agent does, with these fields selected. */
const select = (name: string, rows: object[], selectedFields: string[] | string, more = {}) =>
	run(name, rows, { simple: 'selected', selectedFields, ...more }, { asTool: true });

test.each<[string[] | string, object]>([
	[[], {}],
	[['sample_status'], { sample_status: 'available' }],
	[['tag_names', 'sample_id', 'error_msg'], { error_msg: null, tag_names: [] }],
	['={{ "sample_status, error_msg" }}', { sample_status: 'available', error_msg: null }],
	[['size', '__proto__', 'toString'], {}],
])('an agent gets the id and the fields %j', async (fields, expected) => {
	const [sample_id = ''] = addSamples(1);
	sandbox().setSampleStatus(sample_id, 'available');
	const { json, output } = await select('sample: get', [{ sample_id }], fields);
	expect(json).toEqual([{ sample_id, ...expected }]);
	expect(Object.keys(json[0] ?? {})).toEqual(['sample_id', ...Object.keys(expected)]);
	expect(output[0]?.pairedItem).toEqual({ item: 0 });
});

test('the tables of samples are a field, and taxa are items', async () => {
	const [sample_id = ''] = addSamples(1);
	sandbox().finishSample(sample_id);
	const tables = await select('sample: getResults', [{ sample_id }], ['table'], {
		output: 'samples',
	});
	expect(tables.json).toEqual([{ sample_id, table: expect.any(Array) as unknown[] }]);
	const fieldsOfTaxa = await select('sample: getResults', [{ sample_id }], ['name'], {
		output: 'samples',
	});
	expect(fieldsOfTaxa.json[0]?.table).toContainEqual({ name: 'Bacteroides' });
	const taxa = await select('sample: getResults', [{ sample_id }], ['name', 'rank']);
	expect(taxa.json).toContainEqual({ sample_id, name: 'Bacteroides', rank: 'genus' });
});

test('columns and charts are returned whole', async () => {
	const [sample_id = ''] = addSamples(1);
	sandbox().finishSample(sample_id);
	for (const output of ['columns', 'chart']) {
		const { json } = await select('sample: getResults', [{ sample_id }], [], { output });
		expect(Object.keys(json[0] ?? {}).length).toBeGreaterThan(3);
	}
});

test('tubes are registered, whatever is returned of them', async () => {
	const parameters = { batchName: 'Rack 1', returnTrackingNumbers: 'T1' };
	const { json } = await select('sequencingBatch: register', [tube(1)], [], parameters);
	expect(json).toEqual([{ tube_barcode: barcode(1) }]);
	expect(sandbox().batches()).toHaveLength(1);
});

test('what is wrong with a row is returned whole', async () => {
	const rows = [{ sample_id: UNKNOWN, Patient: 'P-1' }, { sample_id: addSamples(1)[0] }];
	const parameters = { simple: 'selected', selectedFields: [] };
	const { json } = await run('sample: get', rows, parameters, {
		asTool: true,
		onError: 'continueRegularOutput',
	});
	const error = textOf('sample', UNKNOWN, 'not_found', { kind: 'sample' });
	expect(json).toEqual([rows[1], { ...rows[0], error }]);
});

test.each([true, false])('what an earlier version saved still counts: %j', async (simple) => {
	const rows = addSamples(1).map((sample_id) => ({ sample_id }));
	const asNode = await run('sample: get', rows, { simple });
	const asTool = await run('sample: get', rows, { simple }, { asTool: true });
	expect(asTool.json).toEqual(asNode.json);
	expect('sample_id' in (asTool.json[0] ?? {})).toBe(simple);
});

const OPERATIONS = RESOURCES.flatMap(({ value: resource, operations }) =>
	operations
		.filter(({ fields }) => fields.some(({ name }) => name === simplify.name))
		.map(({ value: operation }) => ({ resource, operation }))
		.filter((chosen) => simpleFields(chosen.resource, chosen.operation)),
);

test.each(OPERATIONS)('$resource: $operation has each form where it belongs', (chosen) => {
	const { description } = new OneCodex();
	const shown = (name: string, parameters: object) => {
		const node = { typeVersion: 1, parameters: { ...chosen, ...parameters } } as unknown as INode;
		return description.properties
			.filter((property) => ['simple', 'selectedFields'].includes(property.name))
			.filter((property) =>
				NodeHelpers.displayParameter({ output: 'taxa', ...node.parameters }, property, node, {
					...description,
					name,
				}),
			)
			.map(({ displayName }) => displayName);
	};
	expect(shown('oneCodex', { simple: true })).toEqual(['Simplify']);
	expect(shown('oneCodexTool', { simple: true })).toEqual(['Output']);
	expect(shown('oneCodexTool', { simple: 'selected' })).toEqual(['Output', 'Fields']);
});
