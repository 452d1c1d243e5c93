import type { INodeParameters } from 'n8n-workflow';

import { lineOf, nothingChanged, textOf } from '../faults.cts';
import { pass } from '../fake-timing.cts';
import { patchesIn, range, UNKNOWN, useNode } from './use-node.cts';
import { TOO_MANY_PROJECTS } from '../../nodes/OneCodex/wording/objectTexts';
import type { Injection, World } from '../../sandbox/server.cts';

const { sandbox, run, addSamples, posts } = useNode();

const byName = (value: string) => ({ __rl: true, mode: 'name', value }) as INodeParameters;
const put = async (rows: object[], options: INodeParameters = {}, settings = {}) =>
	await run(
		'sample: update',
		rows,
		{ updateFields: { project: byName('={{ $json.project }}') }, options },
		settings,
	);
const create = async (names: unknown[], more: INodeParameters = {}, settings = {}) =>
	await run(
		'project: create',
		names.map((name) => ({ name })),
		{ projectName: '={{ $json.name }}', ...more },
		settings,
	);
const CREATE = { createMissing: true };
const rowsOf = (...projects: unknown[]) =>
	addSamples(projects.length).map((sample_id, place) => ({ sample_id, project: projects[place] }));
const names = () =>
	sandbox()
		.projects()
		.map(({ project_name }) => project_name);

// The first answer to a POST takes long to be checked.
beforeAll(async () => void (await create(['warm-up'])), 60_000);

describe('Create', () => {
	test('makes a project once, however many rows name it, and gives those that are there', async () => {
		sandbox().addProject('Gut');
		const { json, output } = await create(['gut', 'soil_1', 'Soil_1', ' soil_1 '], {
			additionalFields: { description: 'All of it', displayName: 'Soil, all' },
		});
		expect(json).toMatchObject([
			{ project_name: 'Gut', created: false },
			...range(3).map(() => ({
				project_name: 'Soil, all',
				short_name: 'soil_1',
				description: 'All of it',
				created: true,
			})),
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(range(4).map((item) => ({ item })));
		expect(posts().map(({ body }) => body)).toEqual([
			{ name: 'Soil, all', project_name: 'soil_1', description: 'All of it' },
		]);
	});

	test('names that cannot be used are reported before anything is sent', async () => {
		const bad = ['ab', 'a b c', 'x'.repeat(16), 'ärzte', ['abc'], ''];
		const { error, requests } = await create(['fine', ...bad]);
		expect(error?.message).toBe(nothingChanged(5, 6));
		expect(error?.description).toContain(
			lineOf(['3'], 'project_name', 'a b c', 'project_name_form'),
		);
		expect(requests).toEqual([]);
		const done = await create(['fine', ...bad], {}, { onError: 'continueErrorOutput' });
		expect([done.json.length, done.errorOutput.length]).toEqual([1, 5]);
	});

	test('raw data, and no items', async () => {
		const { json } = await create(['fine'], { simple: false });
		expect(json).toEqual(
			sandbox()
				.projects()
				.map((one) => ({ ...one, created: true })),
		);
		expect((await create([])).requests).toEqual([]);
	});
});

/** What may go wrong with the one POST. */
const LOST: Array<[string, Injection]> = [
	['lost before it was carried out', { fault: { kind: 'reset' } }],
	['lost after it was carried out', { when: 'after', fault: { kind: 'reset' } }],
	['a gateway that gave up', { when: 'after', fault: { kind: 'html', status: 504 } }],
	['cut', { when: 'after', fault: { kind: 'cutJson' } }],
];
const WORLDS: Array<Partial<World>> = [
	{},
	{ repeatedProjects: 'refused', counts: 'none', pageSize: 'small' },
	{ otherFields: 'odd', beyondLastPage: 'notFound', references: 'embedded' },
];
const EACH = LOST.flatMap(([name, fault]) =>
	WORLDS.flatMap((world) => [0, 45_000].map((lagMs) => ({ name, fault, world, lagMs }))),
);

test.each(EACH)(
	'an answer that is $name: once, with $world, listed $lagMs ms later',
	async (one) => {
		const { fault, world, lagMs } = one;
		sandbox().setWorld(world);
		sandbox().setLag(lagMs);
		range(7).forEach((index) => sandbox().addProject(`Other ${index}`));
		sandbox().inject({ match: { method: 'POST' }, ...fault });
		const rows = rowsOf('gut-1', 'GUT-1', 'soil');
		const first = await put(rows, CREATE);
		expect(first.error).toBeUndefined();
		const given = first.json.map(({ project_id }) => project_id);
		expect([given[0] === given[1], new Set(given).size]).toEqual([true, 2]);
		// Again at once, when the list may not show them yet, and when it does.
		await put(rows, CREATE);
		pass(120_000);
		await put(rows, CREATE);
		expect(names().slice(7)).toEqual(['gut-1', 'soil']);
	},
);

test('two executions at once create a project once', async () => {
	sandbox().setLag(30_000);
	await Promise.all([put(rowsOf('gut-1'), CREATE), create(['gut-1']), create(['GUT-1'])]);
	expect(names()).toEqual(['gut-1']);
});

test('where One Codex never shows it, the message says so, and it is sent three times', async () => {
	sandbox().inject({ match: { method: 'POST' }, times: 'always', fault: { kind: 'reset' } });
	const rows = rowsOf('gut-1', '');
	const { errorOutput, json } = await put(rows, CREATE, { onError: 'continueErrorOutput' });
	expect(errorOutput[0]?.json.error).toContain('It is not known whether the project "gut-1"');
	expect(json).toMatchObject([{ sample_id: rows[1]?.sample_id }]);
	expect(posts()).toHaveLength(3);
	expect(patchesIn(sandbox().requests)).toEqual([]);
});

describe('By Name', () => {
	test.each([
		['Gut Study', 0],
		['gut  study', 0],
		['GUT-STUDY', 0],
		['PLOT', 2],
		['plot', 1],
	])('%s is the project of that name', async (name, place) => {
		const ids = ['Gut Study', 'plot', 'PLOT'].map((one) => sandbox().addProject(one));
		const { json } = await put(rowsOf(name));
		expect(json).toMatchObject([{ project_id: ids[place] }]);
	});

	test('several of a name, and none, are rows that need fixing, before anything is changed', async () => {
		const ids = ['Gut study', 'GUT STUDY'].map((one) => sandbox().addProject(one));
		const rows = rowsOf('gut study', 'Soil study', 'Gut study', 7);
		const { error, requests } = await put(rows);
		expect(error?.message).toBe(nothingChanged(3, 4));
		expect(error?.description?.split('<br>\n')).toEqual([
			lineOf(['1'], 'project', 'gut study', 'several_projects', { ids }),
			lineOf(['2'], 'project', 'Soil study', 'no_such_project'),
			lineOf(['4'], 'project', '7', 'no_such_project'),
		]);
		expect([patchesIn(requests), posts()]).toEqual([[], []]);
		const done = await put(rows, CREATE, { onError: 'continueRegularOutput' });
		expect(done.json.map(({ error, project_id }) => error ?? project_id)).toEqual([
			ids[0],
			textOf('project', 'gut study', 'several_projects', { ids }),
			textOf('project', 'Soil study', 'project_name_form'),
			textOf('project', '7', 'project_name_form'),
		]);
	});

	test('nothing is created for a sample that is not there, nor for an empty cell', async () => {
		const rows = [{ sample_id: 'ffffffffffffffff', project: 'gut-1' }, ...rowsOf(' ')];
		const { errorOutput } = await put(rows, CREATE, { onError: 'continueErrorOutput' });
		expect(errorOutput).toHaveLength(1);
		expect([posts(), patchesIn(sandbox().requests)]).toEqual([[], []]);
	});

	test('an empty name takes the sample out of its project, if that is asked for', async () => {
		const [row] = rowsOf('gut-1');
		await put([row ?? {}], CREATE);
		await put([{ ...row, project: '' }], { clearEmpty: true });
		expect(sandbox().samples()[0]?.project).toBeNull();
	});

	test('a list that cannot be read fails its rows alone', async () => {
		sandbox().inject({
			match: { path: '/api/v1/projects' },
			times: 'always',
			fault: { kind: 'status', status: 403 },
		});
		const done = await put(rowsOf('gut-1', ''), CREATE, { onError: 'continueErrorOutput' });
		expect([done.json.length, done.errorOutput.length]).toEqual([1, 1]);
		expect(posts()).toEqual([]);
	});
});

describe('more new projects than Update creates', () => {
	const tooMany = range(51).map((index) => `P-${index}`);
	const allowed = tooMany.slice(1);

	test('are an error of the whole execution: nothing is created, and nothing updated', async () => {
		sandbox().addProject('there');
		const { error } = await put(rowsOf(...tooMany, 'there'), CREATE);
		expect(error?.message).toBe(TOO_MANY_PROJECTS.headline(51));
		expect(error?.description).toBe(TOO_MANY_PROJECTS.detail(50));
		expect(names()).toEqual(['there']);
		expect(patchesIn(sandbox().requests)).toEqual([]);
	});

	test('are so whatever On Error is set to', async () => {
		const { json } = await put(rowsOf(...tooMany), CREATE, { onError: 'continueErrorOutput' });
		expect([json, names()]).toEqual([[], []]);
		expect(patchesIn(sandbox().requests)).toEqual([]);
	});

	test('are counted by their names, without those that are there and rows that failed', async () => {
		sandbox().addProject('there');
		const rows = rowsOf(...allowed, 'p-1', 'THERE', 'a b');
		const gone = { sample_id: UNKNOWN, project: 'of-no-sample' };
		const { json, errorOutput } = await put([...rows, gone], CREATE, {
			onError: 'continueErrorOutput',
		});
		expect([json.length, errorOutput.length]).toEqual([52, 2]);
		expect(names()).toEqual(['there', ...allowed]);
	});

	test('are made by Create', async () => {
		expect((await create(tooMany)).json).toHaveLength(51);
		expect(names()).toEqual(tooMany);
	});
});

describe('Get Many', () => {
	test('lists projects up to the limit, or all, or those with a text in a name', async () => {
		const ids = range(120).map((index) => sandbox().addProject(`Study ${index}`));
		const list = async (more: INodeParameters) =>
			(await run('project: getAll', [{}], more)).json.map(({ project_id }) => project_id);
		expect(await list({})).toEqual(ids.slice(0, 50));
		expect(await list({ returnAll: true })).toEqual(ids);
		expect(await list({ filters: { name: 'study-11' } })).toEqual([ids[11], ...ids.slice(110)]);
	});

	test('a filter by an empty cell lists nothing', async () => {
		const { error } = await run('project: getAll', [{ x: 1 }], {
			filters: { name: '={{ $json.name }}' },
		});
		expect(error?.description).toContain(lineOf(['1'], 'name', '', 'empty_filter'));
	});
});
