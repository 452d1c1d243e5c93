import { locator, patchesIn, useNode } from './use-node.cts';
import { lineOf } from '../faults.cts';
import { NODE_TEXTS } from '../../nodes/OneCodex/wording/objectTexts';

const { sandbox, run, addSamples } = useNode();

const CLEAR = { options: { clearEmpty: true } };
const KEEP = { options: { clearEmpty: false } };

const update = (rows: object[], updateFields: object, parameters: object = CLEAR) =>
	run('sample: update', rows, { updateFields: { ...updateFields }, ...parameters });
const bodies = (requests: Parameters<typeof patchesIn>[0]) =>
	patchesIn(requests).map(({ body }) => body);

/** A sample that is in a project and has tags, and how it stands. */
async function filled() {
	const [sample_id = ''] = addSamples(1);
	const project = sandbox().addProject('Gut');
	const fields = { project: locator(project), tags: 'pilot, week 3' };
	const { json } = await update([{ sample_id }], fields, {});
	const filled = { sample_id, project_id: project, tag_names: ['pilot', 'week 3'] };
	expect(json).toMatchObject([filled]);
	return filled;
}

const FIELDS = { project: locator('={{ $json.project }}'), tags: '={{ $json.tags }}' };

describe('Clear Empty', () => {
	test.each<[object]>([
		[{}],
		[{ project: '', tags: '' }],
		[{ project: null, tags: [] }],
		[{ project: ' ', tags: ' , ' }],
	])('clears both for %j', async (cells) => {
		const { sample_id } = await filled();
		const { json, requests } = await update([{ sample_id, ...cells }], FIELDS);
		expect(bodies(requests)).toEqual([{ project: null, tags: [] }]);
		expect(json).toMatchObject([{ sample_id, project_id: null, tag_names: [] }]);
		expect(sandbox().samples()[0]).toMatchObject({ project: null, tags: [] });
	});

	test.each<[string, object, object, object]>([
		['the project', { project: FIELDS.project }, { project: null }, { project_id: null }],
		['the tags', { tags: FIELDS.tags }, { tags: [] }, { tag_names: [] }],
		[
			'the project that is fixed',
			{ project: locator('') },
			{ project: null },
			{ project_id: null },
		],
		['the tags that are fixed', { tags: '' }, { tags: [] }, { tag_names: [] }],
	])('clears only what was added: %s', async (_, fields, body, cleared) => {
		const before = await filled();
		const { json, requests } = await update([{ sample_id: before.sample_id }], fields);
		expect(bodies(requests)).toEqual([body]);
		expect(json).toMatchObject([{ ...before, ...cleared }]);
	});

	test('is read for each item, and sets what is not empty', async () => {
		const [a, b] = [await filled(), await filled()];
		const rows = [
			{ sample_id: a.sample_id, tags: 'new', project: '' },
			{ sample_id: b.sample_id, tags: '', project: a.project_id },
		];
		const { json } = await update(rows, FIELDS);
		expect(json).toMatchObject([
			{ sample_id: a.sample_id, project_id: null },
			{ sample_id: b.sample_id, project_id: a.project_id, tag_names: [] },
		]);
		expect(json[0]?.tag_names).toEqual(['new']);
	});

	test('does not clear a cell that cannot be read', async () => {
		const before = await filled();
		const rows = [{ sample_id: before.sample_id, project: 'Gut', tags: [{ a: 1 }] }];
		const { error, requests } = await update(rows, FIELDS);
		expect(requests).toEqual([]);
		expect(error?.description).toContain(
			lineOf(['1'], 'project', 'Gut', 'not_an_id', { kind: 'project' }),
		);
		expect(error?.description).toContain('Row 1, Tags ');
	});
});

test.each([KEEP, {}])('with %j, empty cells are left alone', async (parameters) => {
	const before = await filled();
	const { json, requests } = await update([{ sample_id: before.sample_id }], FIELDS, parameters);
	expect(patchesIn(requests)).toEqual([]);
	expect(json).toMatchObject([before]);
});

test.each([CLEAR, KEEP, {}])(
	'with %j and no field that was added, there is nothing to update',
	async (parameters) => {
		const { sample_id } = await filled();
		const { error, requests } = await update([{ sample_id }], {}, parameters);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: NODE_TEXTS.nothingToUpdate(),
			description: NODE_TEXTS.addAField(),
		});
		expect(requests).toEqual([]);
	},
);

test('nothing to update is an error of each item, where the run goes on', async () => {
	const rows = addSamples(2).map((sample_id) => ({ sample_id, note: 'n' }));
	const settings = { onError: 'continueErrorOutput' } as const;
	const done = await run('sample: update', rows, { updateFields: {} }, settings);
	expect(done.output).toEqual([]);
	expect(done.errorOutput.map(({ json }) => json)).toEqual(
		rows.map((row) => ({
			...row,
			error: expect.stringContaining(NODE_TEXTS.nothingToUpdate()) as string,
		})),
	);
	expect(done.requests).toEqual([]);
});
