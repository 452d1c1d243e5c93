import { ID_OPERATIONS, makerOf } from './id-operations.cts';
import { locator, UNKNOWN, useNode } from './use-node.cts';

// One Codex may list fewer samples than it gives by their ids. Whether one exists must not depend on how
// many are asked for.

const node = useNode();
const { run, sandbox, addSamples } = node;
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
