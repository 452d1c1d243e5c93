import { ID_OPERATIONS, makerOf, PATHS } from './id-operations.cts';
import { locator, range, useNode } from './use-node.cts';
import { lineOf, nothingChanged } from '../faults.cts';

// The older of One Codex's descriptions has ids of any form that can stand in a path.

const node = useNode({ world: { ids: 'segment' } });
const { run, addSamples } = node;
const make = makerOf(node);

describe.each(ID_OPERATIONS)('%s by the id of a %s', (name, kind, parameter, parameters) => {
	const byColumn = { ...parameters, [parameter]: locator('={{ $json.id }}') };

	test('takes it in each of its forms', async () => {
		const id = await make(kind);
		const path = `/api/v1/${PATHS[kind]}/${id}`;
		const forms = [id, `'${id} `, path, `https://app.onecodex.com/${PATHS[kind]}/${id}?tab=1#top`];
		const rows = [...forms, { $ref: path }, { $uri: path }].map((form) => ({ id: form }));
		const { error, output } = await run(name, rows, byColumn);
		expect(error).toBeUndefined();
		// The tubes of a batch are given once.
		const count = name === 'sequencingBatch: getSamples' ? 1 : rows.length;
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			range(count).map((item) => ({ item })),
		);
	});

	test.each(['P-1', 'SB000007', '12345678901234', '__proto__', 'constructor', '%2e%2e', '...'])(
		'says of %s that there is none',
		async (id) => {
			const rows = [{ id: await make(kind) }, { id }];
			const { error, routes } = await run(name, rows, byColumn);
			expect(error?.message).toBe(nothingChanged(1, 2));
			expect(error?.description).toBe(lineOf(['2'], kind, id, 'not_found', { kind }));
			expect(routes.every((route) => route.startsWith('GET /api/v1/'))).toBe(true);
		},
	);
});

test('Get Many reads the samples that items name by such ids, and those behind them', async () => {
	const ids = addSamples(60);
	const filters = { sampleIds: '={{ $json.id }}' };
	const { json } = await run(
		'sample: getAll',
		ids.map((id) => ({ id })),
		{ filters },
	);
	expect(json.map(({ sample_id }) => sample_id)).toEqual(ids);
	const { json: all } = await run('sample: getAll', [{}], { returnAll: true });
	expect(all.map(({ sample_id }) => sample_id)).toEqual(ids.toReversed());
});
