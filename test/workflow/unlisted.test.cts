import { ID_OPERATIONS, makerOf } from './id-operations.cts';
import { makeTrigger } from './poll-harness.cts';
import { locator, UNKNOWN, useNode } from './use-node.cts';
import { pass } from '../fake-timing.cts';
import { worldSchema } from '../../sandbox/worlds.cts';

// One Codex may list fewer samples than it gives by their ids. Whether one exists must not depend on how
// many are asked for.

const node = useNode();
const { run, sandbox, credential, register, addSamples } = node;
const make = makerOf(node);

describe.each(ID_OPERATIONS)('%s by the id of a %s', (name, kind, parameter, parameters) => {
	const byColumn = { ...parameters, [parameter]: locator('={{ $json.id }}') };

	test('finds what lists do not show, alone and among others', async () => {
		sandbox().setWorld({ sampleLists: 'fewer' });
		const ids = [await make(kind), await make(kind), await make(kind)];
		for (const id of ids) {
			expect((await run(name, [{ id }], byColumn)).error).toBeUndefined();
		}
		const { error, output } = await run(
			name,
			ids.map((id) => ({ id })),
			byColumn,
		);
		expect(error).toBeUndefined();
		// The one batch that they make is given once by Get Samples.
		const items = name === 'sequencingBatch: getSamples' ? [0] : [0, 1, 2];
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((item) => ({ item })));
	});
});

test('Get Many by ids finds what lists do not show, and says of the others that they are not there', async () => {
	sandbox().setWorld({ sampleLists: 'fewer' });
	const ids = addSamples(5);
	const filters = { sampleIds: '={{ $json.id }}' };
	const rows = [...ids, UNKNOWN].map((id) => ({ id }));
	const { json, errorOutput } = await run(
		'sample: getAll',
		rows,
		{ filters },
		{ onError: 'continueErrorOutput' },
	);
	expect(json.map(({ sample_id }) => sample_id)).toEqual(ids);
	expect(errorOutput.map(({ json }) => json.id)).toEqual([UNKNOWN]);
});

test.each(worldSchema.shape.batchFilter.options)(
	'batches are found by their ids, whatever a filter of their list does: %s',
	async (batchFilter) => {
		const ids = ['A', 'B', 'C'].map((name, index) => sandbox().addBatch(name, [`${index}`]).id);
		sandbox().setWorld({ batchFilter });
		const rows = ids.map((batch_id) => ({ batch_id }));
		const { json, error } = await run('sequencingBatch: get', rows);
		expect(error).toBeUndefined();
		expect(json.map(({ batch_id }) => batch_id)).toEqual(ids);
	},
);

test('One Codex Trigger finds what lists do not show', async () => {
	sandbox().setWorld({ sampleLists: 'fewer' });
	const tubes = await register(6);
	const trigger = makeTrigger({ event: 'sampleAvailable' }, credential());
	expect(await trigger.poll()).toEqual([]);
	for (const { sample_id } of tubes) sandbox().finishSample(sample_id);
	pass(60_000);
	const items = await trigger.poll();
	expect(items.map(({ sample_id }) => sample_id)).toEqual(tubes.map(({ sample_id }) => sample_id));
});
