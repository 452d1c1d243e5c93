import type { INodeParameters } from 'n8n-workflow';

import { makeTrigger } from './poll-harness.cts';
import { useSandbox } from './with-sandbox.cts';
import { pass } from '../fake-timing.cts';
import type { NewAnalysis } from '../../sandbox/samples.cts';
import { worldSchema } from '../../sandbox/worlds.cts';
import { POLLS } from '../../nodes/OneCodex/wording/pollTexts';

const { sandbox, credential } = useSandbox({ rateLimit: false });

const LIST = '/api/v1/analyses';
const DAY_MS = 24 * 60 * 60 * 1000;
const RUNNING = { complete: false, success: false };
const SUCCEEDED = { complete: true, success: true };
const FAILED = { complete: true, success: false, error_msg: 'Too few reads' };

const make = (parameters: INodeParameters = {}) =>
	makeTrigger({ event: 'analysisFinished', ...parameters }, credential());

/** Adds an analysis, a minute after the last, and gives its id. */
function add(about: NewAnalysis = {}): string {
	pass(60_000);
	return sandbox().addAnalysis(sandbox().addSample(), about);
}

function change(id: string, progress: object) {
	pass(60_000);
	sandbox().setAnalysis(id, progress);
}

const idsOf = (items: object[]) =>
	items.map((item) => (item as { analysis_id: string }).analysis_id);

const WORLDS = (['analysisFilter', 'analysisSort', 'counts', 'pageSize'] as const).flatMap(
	(setting) => worldSchema.shape[setting].options.map((value) => ({ [setting]: value })),
);

test.each(WORLDS)('%j: each analysis that finishes starts the workflow once', async (world) => {
	sandbox().setWorld(world);
	for (let count = 0; count < 120; count++) add();
	const open = [add(RUNNING), add(RUNNING)];
	pass(DAY_MS);
	const old = [add(), add(FAILED)];
	const trigger = make();
	expect(await trigger.poll()).toEqual([]);
	const added = [add(), add(RUNNING)];
	expect(idsOf(await trigger.poll())).toEqual([added[0]]);
	change(open[1] ?? '', SUCCEEDED);
	change(added[1] ?? '', FAILED);
	change(old[0] ?? '', { error_msg: 'A note' });
	expect(idsOf(await trigger.poll())).toEqual([open[1], added[1]]);
	change(open[0] ?? '', SUCCEEDED);
	change(added[0] ?? '', { error_msg: 'A note' });
	expect(idsOf(await trigger.poll())).toEqual([open[0]]);
	expect(await trigger.poll()).toEqual([]);
});

test('the item says what the analysis is of, and the name of its job', async () => {
	const trigger = make();
	await trigger.poll();
	const id = add({ type: 'panel', job: 'AMR Panel', ...FAILED });
	const [analysis] = sandbox().analyses();
	expect(await trigger.poll()).toEqual([
		{
			analysis_id: id,
			analysis_type: 'panel',
			analysis_complete: true,
			analysis_success: false,
			analysis_error_msg: 'Too few reads',
			analysis_created_at: analysis?.created_at,
			analysis_updated_at: analysis?.updated_at,
			sample_id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
			job_id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
			job_name: 'AMR Panel',
		},
	]);
});

test.each([
	[{ analysisTypes: ['panel'] }, [0, 1]],
	[{ analysisTypes: ['panel', 'mlst'] }, [0, 1, 2]],
	[{ outcome: 'failed' }, [1, 3]],
	[{ outcome: 'succeeded', analysisTypes: ['mlst', 'alignment'] }, [2]],
])('%j: only those start the workflow', async (parameters, wanted) => {
	const trigger = make(parameters);
	await trigger.poll();
	const added = [
		add({ type: 'panel' }),
		add({ type: 'panel', ...FAILED }),
		add({ type: 'mlst' }),
		add({ type: 'alignment', ...FAILED }),
	];
	expect(idsOf(await trigger.poll())).toEqual(wanted.map((place) => added[place]));
});

test('what finished before a first poll came to it is found by when it changed', async () => {
	const old = [add(), add(RUNNING), add(RUNNING)];
	pass(DAY_MS);
	add();
	const trigger = make();
	// Only the newest, and the list up to an hour before it, can be read.
	sandbox().inject({
		match: { path: LIST, where: 'complete' },
		times: 'always',
		fault: { kind: 'status', status: 500 },
	});
	expect(await trigger.poll()).toEqual([]);
	sandbox().clearFaults();
	change(old[2] ?? '', SUCCEEDED);
	expect(idsOf(await trigger.poll())).toEqual([old[2]]);
	change(old[1] ?? '', SUCCEEDED);
	expect(idsOf(await trigger.poll())).toEqual([old[1]]);
	expect(await trigger.poll()).toEqual([]);
});

test('new ones start the workflow, even if there are too many to find those that were running', async () => {
	sandbox().setWorld({ analysisFilter: 'refused', pageSize: 'small' });
	const running = add(RUNNING);
	for (let count = 0; count < 1_700; count++) add();
	const trigger = make();
	expect(await trigger.poll()).toEqual([]);
	const added = [add(), add(RUNNING)];
	expect(idsOf(await trigger.poll())).toEqual([added[0]]);
	change(added[1] ?? '', SUCCEEDED);
	expect(idsOf(await trigger.poll())).toEqual([added[1]]);
	sandbox().setWorld({ analysisFilter: 'prefix', pageSize: 'asked' });
	change(running, SUCCEEDED);
	expect(idsOf(await trigger.poll())).toEqual([running]);
}, 60_000);

test.each([
	[29, 1],
	[31, 0],
])('an analysis that runs for %i days', async (days, count) => {
	const trigger = make();
	await trigger.poll();
	const id = add(RUNNING);
	await trigger.poll();
	pass(days * DAY_MS);
	await trigger.poll();
	change(id, SUCCEEDED);
	expect(await trigger.poll()).toHaveLength(count);
});

test('an analysis that cannot be read is asked for again', async () => {
	const trigger = make();
	await trigger.poll();
	const [bad = '', good = ''] = [add(RUNNING), add(RUNNING)];
	// Until lists do not show them any more.
	for (let hour = 0; hour < 3; hour++) {
		await trigger.poll();
		pass(60 * 60 * 1000);
	}
	sandbox().inject({ match: { path: LIST }, times: 'always', fault: { kind: 'refuseWhere' } });
	sandbox().inject({
		match: { path: `${LIST}/${bad}` },
		times: 'always',
		fault: { kind: 'status', status: 500 },
	});
	change(bad, SUCCEEDED);
	change(good, SUCCEEDED);
	expect(idsOf(await trigger.poll())).toEqual([good]);
	sandbox().clearFaults();
	expect(idsOf(await trigger.poll())).toEqual([bad]);
});

test('an analysis that One Codex does not show any more is followed for a week', async () => {
	const trigger = make();
	await trigger.poll();
	const id = add(RUNNING);
	add();
	// Until lists do not show it any more.
	for (let hour = 0; hour < 3; hour++) {
		await trigger.poll();
		pass(60 * 60 * 1000);
	}
	sandbox().inject({ match: { path: LIST }, times: 'always', fault: { kind: 'refuseWhere' } });
	const gone = {
		match: { path: `${LIST}/${id}` },
		times: 'always',
		fault: { kind: 'status', status: 404 },
	} as const;
	sandbox().inject(gone);
	expect(await trigger.poll()).toEqual([]);
	expect(trigger.stored()).toContain(`\\"following\\":{\\"${id}\\"`);
	pass(8 * DAY_MS);
	expect(await trigger.poll()).toEqual([]);
	expect(trigger.stored()).toContain('\\"following\\":{}');
});

test('an analysis that says neither its type nor its time is followed, and fits no type', async () => {
	const parameters = { analysisTypes: ['panel'] };
	const [any, typed] = [make(), make(parameters)];
	await any.poll();
	await typed.poll();
	const id = add(RUNNING);
	const bare = (success: boolean) => ({ $uri: `${LIST}/${id}`, complete: success, success });
	const answer = (body: object, path: string) =>
		sandbox().inject({
			match: { path },
			fault: { kind: 'body', body: JSON.stringify(body), contentType: 'application/json' },
		});
	for (const trigger of [any, typed]) {
		answer([bare(false)], LIST);
		expect(await trigger.poll()).toEqual([]);
	}
	for (const [trigger, count] of [
		[any, 1],
		[typed, 0],
	] as const) {
		answer([bare(true)], LIST);
		answer(bare(true), `${LIST}/${id}`);
		expect(await trigger.poll()).toHaveLength(count);
	}
});

test('Fetch Test Event shows a finished analysis, or else the newest', async () => {
	await expect(make().test()).rejects.toMatchObject({ description: POLLS.noAnalyses() });
	const running = add(RUNNING);
	expect(idsOf(await make().test())).toEqual([running]);
	const done = add();
	add(RUNNING);
	expect(idsOf(await make().test())).toEqual([done]);
});
