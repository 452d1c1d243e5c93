import { locator, patchesIn, range, useNode } from './use-node.cts';
import { lineOf, nothingChanged } from '../faults.cts';
import { headlineFor } from '../failures.cts';

const { sandbox, run, addSamples } = useNode();

const update = (rows: object[], updateFields: object, settings = {}) =>
	run('sample: update', rows, { updateFields: { ...updateFields } }, settings);

const sampleOf = (id: string) =>
	sandbox()
		.samples()
		.find(({ $uri }) => $uri.endsWith(id));
const bodies = (requests: Parameters<typeof patchesIn>[0]) =>
	patchesIn(requests).map(({ body }) => body);

test('project and tags are changed, and the changed sample comes out', async () => {
	const [sample_id = ''] = addSamples(1);
	const project = sandbox().addProject('Gut');
	const { json, requests } = await update([{ sample_id }], {
		project: locator(project),
		tags: 'pilot, week 3;pilot',
	});
	expect(bodies(requests)).toEqual([
		{
			project: { $ref: `/api/v1/projects/${project}` },
			tags: [{ name: 'pilot' }, { name: 'week 3' }],
		},
	]);
	expect(json).toMatchObject([{ sample_id, project_id: project, tag_names: ['pilot', 'week 3'] }]);
	expect(sampleOf(sample_id)?.tags).toHaveLength(2);
});

test('the changed sample as One Codex gave it', async () => {
	const [sample_id = ''] = addSamples(1);
	const parameters = { updateFields: { tags: 'a' }, simple: false };
	const { json } = await run('sample: update', [{ sample_id }], parameters);
	expect(json).toEqual([sampleOf(sample_id)]);
});

test('tags take the place of those before, and are made once', async () => {
	const [a = '', b = ''] = addSamples(2);
	await update([{ sample_id: a }], { tags: 'pilot, old' });
	const before = sampleOf(a)?.tags;
	await update([{ sample_id: a }, { sample_id: b }], { tags: 'pilot' });
	expect(sampleOf(a)?.tags).toEqual(before?.slice(0, 1));
	expect(sampleOf(b)?.tags).toEqual(before?.slice(0, 1));
});

test('tags and projects are read for each item; an empty one is left alone', async () => {
	const [a = '', b = '', c = ''] = addSamples(3);
	const project = sandbox().addProject('Gut');
	const rows = [
		{ sample_id: a, tags: ['x', 'y'], project: `https://app.onecodex.com/projects/${project}` },
		{ sample_id: b, tags: 7 },
		{ sample_id: c, tags: ' ', project: null },
	];
	const { requests, json } = await update(rows, {
		tags: '={{ $json.tags }}',
		project: locator('={{ $json.project }}'),
	});
	expect(
		bodies(requests).toSorted(
			(one, two) => JSON.stringify(two).length - JSON.stringify(one).length,
		),
	).toEqual([
		{ project: { $ref: `/api/v1/projects/${project}` }, tags: [{ name: 'x' }, { name: 'y' }] },
		{ tags: [{ name: '7' }] },
	]);
	expect(json.map(({ sample_id }) => sample_id)).toEqual([a, b, c]);
});

test.each([{ tags: '' }, { tags: ' , ' }, { project: locator('') }])(
	'%j changes nothing and gives the sample as it is',
	async (fields) => {
		const [sample_id = ''] = addSamples(1);
		const { json, routes } = await update([{ sample_id }], fields);
		expect(json).toMatchObject([{ sample_id, sample_status: 'available' }]);
		expect(routes).toEqual([`GET /api/v1/samples/${sample_id}`]);
	},
);

test('all that cannot be sent is told at once, and nothing is sent', async () => {
	const rows = addSamples(4).map((sample_id) => ({ sample_id, tags: 'fine', project: '' }));
	Object.assign(rows[1] ?? {}, { tags: `a, ${'x'.repeat(31)}`, project: 'Gut' });
	Object.assign(rows[2] ?? {}, { tags: ['a', { name: 'b' }], sample_id: 'x y' });
	const { error, requests } = await update(rows, {
		tags: '={{ $json.tags }}',
		project: locator('={{ $json.project }}'),
	});
	expect(error?.message).toBe(nothingChanged(2, 4));
	expect(error?.description?.split('<br>\n')).toEqual([
		lineOf(['2'], 'project', 'Gut', 'not_an_id', { kind: 'project' }),
		lineOf(['2'], 'tags', 'x'.repeat(31), 'too_long', { length: 31, most: 30 }),
		lineOf(['3'], 'sample', 'x y', 'not_an_id', { kind: 'sample' }),
		lineOf(['3'], 'tags', { name: 'b' }, 'not_text'),
	]);
	expect(requests).toEqual([]);
});

test.each(['tags', 'project'])(
	'an expression that fails in %s is a fault of its row',
	async (field) => {
		const [a = '', b = ''] = addSamples(2);
		const value = '={{ $json.value || $("No such node").item.json.x }}';
		const fields = { [field]: field === 'tags' ? value : locator(value) };
		const good = field === 'tags' ? 'pilot' : sandbox().addProject('Gut');
		const rows = [{ sample_id: a, value: good }, { sample_id: b }];
		const { error, requests } = await update(rows, fields);
		expect(error?.message).toContain(nothingChanged(1, 2));
		expect(error?.description).toMatch(/^Row 2: .*'(Tags|Project)' failed \(/);
		expect(requests).toEqual([]);
		const done = await update(rows, fields, { onError: 'continueErrorOutput' });
		expect(done.json).toMatchObject([{ sample_id: a }]);
		expect(done.errorOutput).toHaveLength(1);
	},
);

test('a project that One Codex does not have is told with its reason', async () => {
	const [sample_id = ''] = addSamples(1);
	const { error } = await update([{ sample_id }], { project: locator('ffffffffffffffff') });
	expect(error?.message).toBe(headlineFor({ status: 400 }));
	expect(error?.description).toContain('project: there is no /api/v1/projects/ffffffffffffffff');
	expect(error?.description).toContain('The sample of row 1 was not updated.');
});

test('two rows of one sample are done in their order', async () => {
	const [sample_id = ''] = addSamples(1);
	const rows = range(5).map((index) => ({ sample_id, tag: `tag ${index}` }));
	const { json, requests } = await update(rows, { tags: '={{ $json.tag }}' });
	expect(bodies(requests)).toEqual(rows.map(({ tag }) => ({ tags: [{ name: tag }] })));
	expect(json[4]?.tag_names).toEqual(['tag 4']);
	expect(sampleOf(sample_id)?.tags).toHaveLength(1);
});

test('120 samples take three reads, a change each, and one for the name of their tag', async () => {
	const rows = addSamples(120).map((sample_id) => ({ sample_id }));
	const { json, requests } = await update(rows, { tags: 'a' });
	expect(json.map(({ sample_id }) => ({ sample_id }))).toEqual(rows);
	expect(requests.filter(({ method }) => method === 'GET')).toHaveLength(4);
	expect(bodies(requests)).toHaveLength(120);
});
