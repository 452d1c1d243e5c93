import { idIn, locator, patchesIn, range, useNode, UNKNOWN } from './use-node.cts';
import type { World } from '../../sandbox/server.cts';
import { textOf, lineOf, nothingChanged } from '../faults.cts';
import { SETTING_TEXTS } from '../../nodes/OneCodex/wording/settingTexts';
import { LABELS } from '../../nodes/OneCodex/wording/labels';

const { sandbox, run, addSamples } = useNode();

type Action = 'set' | 'add' | 'remove';

const change = (rows: object[], tagAction: Action | undefined, fields: object, settings = {}) =>
	run(
		'sample: update',
		rows,
		{ updateFields: { ...fields }, options: tagAction ? { tagAction } : {} },
		settings,
	);

/** So many samples with the same tags, as rows. */
async function taggedMany(count: number, tags: string) {
	const rows = addSamples(count).map((sample_id) => ({ sample_id }));
	await change(rows, 'set', { tags });
	return rows;
}

/** A sample with some tags, as a row. */
async function tagged(tags: string) {
	const [row = { sample_id: '' }] = await taggedMany(1, tags);
	return row;
}

const bodies = (requests: Parameters<typeof patchesIn>[0]) =>
	patchesIn(requests).map(({ body }) => body);

describe.each<Partial<World>>([{}, { references: 'embedded' }])('in the world %j', (world) => {
	beforeEach(() => sandbox().setWorld(world));

	test.each<[Action | undefined, string, string, string[]]>([
		[undefined, 'a, b', 'c', ['c']],
		['set', 'a, b', 'c', ['c']],
		['add', 'a, b', 'c, d', ['a', 'b', 'c', 'd']],
		['add', 'a, b', 'b, c', ['a', 'b', 'c']],
		['add', 'Week 3', 'week  3, new, NEW', ['Week 3', 'new']],
		['add', 'a', 'a', ['a']],
		['add', '', 'a', ['a']],
		['remove', 'a, b, c', 'b', ['a', 'c']],
		['remove', 'Week 3, b', 'week  3, none', ['b']],
		['remove', 'a', 'a', []],
		['remove', 'a, b', 'c', ['a', 'b']],
		['remove', '', 'a', []],
	])('%s: of %j and %j comes %j', async (action, before, tags, after) => {
		const row = await tagged(before);
		const { json, error } = await change([row], action, { tags });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ ...row, tag_names: after }]);
	});
});

test('what changes nothing is not sent', async () => {
	const row = await tagged('a');
	for (const [action, tags] of [
		['add', 'A'],
		['remove', 'b'],
	] as const) {
		const { json, requests } = await change([row], action, { tags });
		expect(bodies(requests)).toEqual([]);
		expect(json).toMatchObject([{ ...row, tag_names: ['a'] }]);
	}
});

test('a list that is sent holds names alone or references alone', async () => {
	const row = await tagged('a, b');
	const [a] = sandbox().samples()[0]?.tags ?? [];
	const added = await change([row], 'add', { tags: 'c' });
	expect(bodies(added.requests)).toEqual([{ tags: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }]);
	const removed = await change([row], 'remove', { tags: 'b, c' });
	expect(bodies(removed.requests)).toEqual([{ tags: [a] }]);
});

test.each(['add', 'remove'] as const)(
	'%s leaves an empty cell alone, whatever Clear Empty says',
	async (action) => {
		const row = await tagged('a');
		const { json, requests } = await run('sample: update', [row], {
			updateFields: { tags: '={{ $json.none }}' },
			options: { clearEmpty: true, tagAction: action },
		});
		expect(bodies(requests)).toEqual([]);
		expect(json).toMatchObject([{ tag_names: ['a'] }]);
	},
);

test('the project is changed with it, also where no tag is', async () => {
	const row = await tagged('a');
	const project = locator(sandbox().addProject('Gut'));
	const { json } = await change([row], 'add', { tags: 'a', project });
	expect(json).toMatchObject([{ project_name: 'Gut', tag_names: ['a'] }]);
});

test('rows of one sample build on each other', async () => {
	const { sample_id } = await tagged('old');
	const rows = range(5).map((index) => ({ sample_id, tag: `tag ${index}` }));
	const { json } = await change(rows, 'add', { tags: '={{ $json.tag }}' });
	const all = ['old', ...rows.map(({ tag }) => tag)];
	expect(json.map(({ tag_names }) => tag_names)).toEqual(
		range(5).map((index) => all.slice(0, index + 2)),
	);
});

test('two executions at once both keep their tags', async () => {
	const rows = await taggedMany(20, 'old');
	const done = await Promise.all(['a', 'b'].map((tags) => change(rows, 'add', { tags })));
	expect(done.map(({ error }) => error)).toEqual([undefined, undefined]);
	expect(
		sandbox()
			.samples()
			.map(({ tags }) => tags.length),
	).toEqual(Array(20).fill(3));
});

test('tags are read right before they are written', async () => {
	const rows = await taggedMany(120, 'old');
	const { requests, json } = await change(rows, 'add', { tags: 'new' });
	expect(json.map(({ tag_names }) => tag_names)).toEqual(Array(120).fill(['old', 'new']));
	const methods = requests.map(({ method, path }) => (/samples/.test(path) ? method : ''));
	const writes = methods.flatMap((method, index) => (method === 'PATCH' ? [index] : []));
	// Pieces of 50 are read one after the other, while those before are written.
	const between = methods.slice(writes[0], writes.at(-1)).join(' ').split('GET');
	expect(between).toHaveLength(3);
});

test('a sample that there is not is told before anything is written', async () => {
	const rows = [...(await taggedMany(60, 'old')), { sample_id: UNKNOWN }];
	const { error, requests } = await change(rows, 'add', { tags: 'new' });
	expect(error?.message).toBe(nothingChanged(1, 61));
	expect(bodies(requests)).toEqual([]);
});

describe('where the names of tags cannot be read', () => {
	const hideTags = () =>
		sandbox().inject({
			match: { path: /tags/ },
			times: 'always',
			fault: { kind: 'status', status: 403 },
		});

	test.each([
		['add', 'c'],
		['remove', 'c'],
	] as const)('%s is a fault of the row, and nothing is sent', async (action, tags) => {
		const row = await tagged('a, b');
		hideTags();
		const { error, requests } = await change([row], action, { tags });
		expect(error?.description).toBe(
			lineOf(['1'], 'tags', 'c', 'tags_unknown', { sampleId: row.sample_id }),
		);
		expect(bodies(requests)).toEqual([]);
	});

	test('Set works, and a sample without tags gets some', async () => {
		const [full, [bare]] = [await tagged('a'), addSamples(1)];
		hideTags();
		expect((await change([full], 'set', { tags: 'b' })).error).toBeUndefined();
		expect((await change([{ sample_id: bare }], 'add', { tags: 'b' })).error).toBeUndefined();
		expect(
			sandbox()
				.samples()
				.map(({ tags }) => tags.length),
		).toEqual([1, 1]);
	});
});

test.each<[Action, string[]]>([
	['add', ['0123456789abcdef', 'fedcba9876543210']],
	['add', []],
	['remove', ['0123456789abcdef', 'fedcba9876543210']],
	['remove', []],
])('%s: tags that are others after it (%j) are reported', async (action, ids) => {
	const row = await tagged('a, b');
	const sample = sandbox().samples()[0];
	sandbox().inject({
		match: { method: 'PATCH' },
		times: 'always',
		fault: {
			kind: 'body',
			body: JSON.stringify({ ...sample, tags: ids.map((id) => ({ $ref: `/api/v1/tags/${id}` })) }),
			contentType: 'application/json',
		},
	});
	const { error } = await change([row], action, { tags: action === 'add' ? 'c' : 'b' });
	expect(error?.description).toContain(
		textOf('tags', '', 'tags_differ', { sampleId: row.sample_id }),
	);
});

test('samples that cannot be read again are failures of their rows', async () => {
	const rows = await taggedMany(2, 'a');
	const [first] = rows;
	sandbox().inject({
		match: { method: 'PATCH', path: new RegExp(first?.sample_id ?? '') },
		times: 'always',
		fault: { kind: 'status', status: 403 },
	});
	const done = await change(rows, 'remove', { tags: 'a' }, { onError: 'continueErrorOutput' });
	expect(done.json).toMatchObject([{ ...rows[1], tag_names: [] }]);
	expect(done.errorOutput[0]?.json.error).toContain('The sample of row 1 was not updated.');
});

test('an action that there is not stops the run', async () => {
	const row = await tagged('a');
	const { error, requests } = await change([row], 'replace' as Action, { tags: 'b' });
	expect(error?.message).toBe(SETTING_TEXTS.unusable(LABELS.tagAction));
	expect(requests).toEqual([]);
	expect(idIn(sandbox().samples()[0]?.$uri ?? '')).toBe(row.sample_id);
});
