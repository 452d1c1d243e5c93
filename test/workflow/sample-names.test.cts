import { locator, useNode } from './use-node.cts';

const { sandbox, run, addSamples } = useNode();

const OPERATIONS = [
	['sample: get', {}],
	['sample: getAll', {}],
	['sample: getAll', { filters: { sampleIds: '={{ $json.sample_id }}' } }],
	['sample: update', { updateFields: { tags: 'week 3, pilot' } }],
] as const;

/** So many samples that are in a project and have two tags, as rows. */
async function filled(count = 1) {
	const rows = addSamples(count).map((sample_id) => ({ sample_id }));
	const updateFields = {
		project: locator(sandbox().addProject('Gut study 2026')),
		tags: 'week 3, pilot',
	};
	await run('sample: update', rows, { updateFields });
	return rows;
}

const NAMES = { project_name: 'Gut study 2026', tag_names: ['week 3', 'pilot'] };

describe.each(['referred', 'embedded'] as const)('where other objects are %s', (references) => {
	test.each(OPERATIONS)('%s %j gives the names of project and tags', async (name, parameters) => {
		sandbox().setWorld({ references });
		const rows = await filled();
		const { json, routes } = await run(name, rows, parameters);
		expect(json).toMatchObject([{ ...rows[0], ...NAMES }]);
		const asked = routes.filter((route) => /projects|tags/.test(route));
		expect(asked).toHaveLength(references === 'embedded' ? 0 : 2);
	});
});

test('names are read once, whatever the number of samples', async () => {
	const rows = await filled(120);
	const { json, routes } = await run('sample: get', rows);
	expect(json.every(({ project_name }) => project_name === NAMES.project_name)).toBe(true);
	expect(routes).toHaveLength(3 + 1 + 1);
});

test('nothing is read where no sample has a project or a tag, nor for the raw data', async () => {
	const [sample_id] = addSamples(1);
	const bare = await run('sample: get', [{ sample_id }]);
	expect(bare.json).toMatchObject([{ project_name: null, tag_names: [] }]);
	expect(bare.routes).toHaveLength(1);
	const rows = await filled();
	const raw = await run('sample: get', rows, { simple: false });
	expect(raw.json).toEqual([sandbox().samples()[1]]);
	expect(raw.routes).toHaveLength(1);
});

test.each([404, 403, 500])(
	'names that cannot be read (%i) are null, and no fault',
	async (status) => {
		const rows = await filled(2);
		sandbox().inject({
			match: { path: /projects|tags/ },
			times: 'always',
			fault: { kind: 'status', status },
		});
		const { json, error } = await run('sample: get', rows);
		expect(error).toBeUndefined();
		const unnamed = { project_name: null, tag_names: [null, null] };
		expect(json).toMatchObject(rows.map((row) => ({ ...row, ...unnamed })));
	},
);

test('a project that has only its short name goes by that', async () => {
	const [sample_id = ''] = addSamples(1);
	sandbox().inject({
		match: { path: /samples/ },
		fault: {
			kind: 'body',
			contentType: 'application/json',
			body: JSON.stringify({
				$uri: `/api/v1/samples/${sample_id}`,
				project: { $uri: '/api/v1/projects/0123456789abcdef', name: null, project_name: 'gut' },
				tags: [{ name: 'pilot' }, { $ref: '/api/v1/tags/..' }, { name: 7 }],
			}),
		},
	});
	const { json, routes } = await run('sample: get', [{ sample_id }]);
	expect(json).toMatchObject([
		{ project_id: '0123456789abcdef', project_name: 'gut', tag_names: ['pilot', null, null] },
	]);
	expect(routes).toHaveLength(1);
});

test('a row of the error output keeps its own columns', async () => {
	const rows = [
		{ sample_id: 'ffffffffffffffff', project_id: 'P-1', tag_names: ['a'] },
		...(await filled()),
	];
	const done = await run('sample: get', rows, {}, { onError: 'continueErrorOutput' });
	expect(done.json).toMatchObject([NAMES]);
	expect(done.errorOutput[0]?.json).toMatchObject({ project_id: 'P-1', tag_names: ['a'] });
	expect(done.errorOutput[0]?.json).not.toHaveProperty('project_name');
});
