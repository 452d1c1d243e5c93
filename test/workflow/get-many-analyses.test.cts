import { range, useNode } from './use-node.cts';
import { lineOf } from '../faults.cts';
import { pass } from '../fake-timing.cts';
import type { AnalysisType } from '../../sandbox/analyses.cts';
import type { World } from '../../sandbox/server.cts';
import { worldSchema } from '../../sandbox/worlds.cts';

// By what the list of analyses can be filtered and sorted is known from One Codex's own client alone: what it
// is asked for comes out all the same, in each of these worlds.

const { sandbox, run, addSamples } = useNode();

const SETTINGS = [
	'analysisFilter',
	'analysisSort',
	'counts',
	'beyondLastPage',
	'pageSize',
	'references',
] as const;

const WORLDS = SETTINGS.flatMap((setting) =>
	worldSchema.shape[setting].options.map((value): [string, Partial<World>] => [
		`${setting}: ${value}`,
		{ [setting]: value },
	]),
);

const DAY = 86_400_000;
const TYPES: AnalysisType[] = ['classification', 'panel', 'functional'];

/** Analyses of three samples on days of their own, oldest first. The last tenth has not ended. */
function fill(count = 120) {
	const samples = addSamples(3);
	return range(count).map((index) => {
		pass(DAY);
		const sample = samples[index % 3] ?? '';
		const complete = index < count * 0.9;
		const success = complete && index % 4 !== 0;
		const type = TYPES[index % 7 === 0 ? 1 : (index % 2) * 2] as AnalysisType;
		const id = sandbox().addAnalysis(sample, { type, complete, success });
		const at = sandbox().analyses().at(-1)?.created_at ?? '';
		return { id, at, sample, type, complete, success };
	});
}

type Made = ReturnType<typeof fill>;

const FILTERS: Array<[object, (one: Made[number]) => boolean]> = [
	[{ type: ['panel'] }, ({ type }) => type === 'panel'],
	[{ type: ['of tomorrow'] }, () => false],
	[{ complete: true }, ({ complete }) => complete],
	[{ complete: false }, ({ complete }) => !complete],
	[{ success: true }, ({ success }) => success],
	[{ complete: true, success: false }, ({ complete, success }) => complete && !success],
];

const idsOf = (made: Made) => made.map(({ id }) => id);

const list = async (parameters: object, rows: object[] = [{}]) => {
	const done = await run('analysis: getAll', rows, { returnAll: true, ...parameters });
	expect(done.error).toBeUndefined();
	return { ...done, ids: done.json.map(({ analysis_id }) => analysis_id) };
};

describe.each(WORLDS)('%s', (_, world) => {
	test('all, or the first of them, in either order', async () => {
		const made = fill();
		sandbox().setWorld(world);
		expect((await list({})).ids).toEqual(idsOf(made).toReversed());
		const few = { returnAll: false, limit: 7, sort: 'oldest' };
		expect((await list(few)).ids).toEqual(idsOf(made).slice(0, 7));
	});

	test('those that a filter asks for', async () => {
		const made = fill();
		sandbox().setWorld(world);
		for (const [filters, isMeant] of FILTERS) {
			const wanted = idsOf(made.filter(isMeant)).toReversed();
			expect((await list({ filters: { ...filters } })).ids).toEqual(wanted);
		}
	});

	test('those created, or changed, from a time to another', async () => {
		const made = fill();
		for (const { id } of [made[50], made[3]].flatMap((one) => one ?? [])) {
			pass(DAY);
			sandbox().setAnalysis(id, { error_msg: 'again' });
		}
		sandbox().setWorld(world);
		const created = { createdAfter: made[3]?.at, createdBefore: made[9]?.at };
		const { ids } = await list({ filters: created, sort: 'oldest' });
		expect(ids).toEqual(idsOf(made.slice(3, 10)));
		// What has not changed since it was created has no such time.
		const [updatedAfter, updatedBefore] = [made[0]?.at, '2100-01-01'];
		for (const filters of [{ updatedAfter }, { updatedBefore }, { updatedAfter, updatedBefore }]) {
			const changed = await list({ filters });
			expect(changed.ids).toEqual([made[50]?.id, made[3]?.id]);
		}
	});

	test('those of the samples that items name, each with the item that names it first', async () => {
		const made = fill();
		const [a, b] = made.map(({ sample }) => sample);
		sandbox().setWorld(world);
		const filters = { sampleIds: '={{ $json.sample_id }}', success: true };
		const rows = [{ sample_id: b }, { sample_id: `${a}, ${b}` }];
		const { ids, output } = await list({ filters, returnAll: false, limit: 1 }, rows);
		const of = (sample?: string) =>
			idsOf(made.filter((one) => one.sample === sample && one.success)).toReversed();
		expect(ids).toEqual([...of(b), ...of(a)]);
		const items = [...of(b).map(() => 0), ...of(a).map(() => 1)];
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((item) => ({ item })));
	});
});

test('the analyses of many samples take a request for 25 of them', async () => {
	const samples = addSamples(120);
	const ids = samples.map((id) => sandbox().addAnalysis(id, { job: 'One' }));
	const rows = samples.map((sample_id) => ({ sample_id }));
	const filters = { sampleIds: '={{ $json.sample_id }}' };
	const { ids: found, requests } = await list({ filters, simple: false }, rows);
	expect(found).toHaveLength(ids.length);
	expect(requests).toHaveLength(5);
});

test('so do many analyses of each, whatever links to their pages repeat', async () => {
	const rows = addSamples(50).map((sample_id) => ({ sample_id }));
	rows.forEach(({ sample_id }) => range(5).forEach(() => sandbox().addAnalysis(sample_id)));
	const { ids } = await list({ filters: { sampleIds: '={{ $json.sample_id }}' } }, rows);
	expect(ids).toHaveLength(250);
});

test('a list that is not filtered is read twice at most, for however many samples', async () => {
	sandbox().setWorld({ analysisFilter: 'ignored' });
	const samples = addSamples(200);
	samples.forEach((id) => sandbox().addAnalysis(id));
	const rows = samples.map((sample_id) => ({ sample_id }));
	const filters = { sampleIds: '={{ $json.sample_id }}' };
	const { ids, requests } = await list({ filters, simple: false }, rows);
	expect(ids).toHaveLength(200);
	expect(requests.length).toBeLessThan(10);
});

test('a filter that works is used, even if it finds nothing at first', async () => {
	const [other = ''] = addSamples(1);
	range(1_000).forEach(() => sandbox().addAnalysis(other));
	const rows = addSamples(50).map((sample_id) => ({ sample_id }));
	const filters = { sampleIds: '={{ $json.sample_id }}' };
	const { ids, requests } = await list({ filters, simple: false }, rows);
	expect(ids).toEqual([]);
	expect(requests.length).toBeLessThan(6);
});

test('a field takes one operator', async () => {
	fill(3);
	const filters = {
		createdAfter: '2020-01-01',
		createdBefore: '2020-02-01',
		updatedAfter: '2020-01-01',
	};
	const { requests } = await list({ filters });
	expect(JSON.parse(requests[0]?.query.where ?? '')).toEqual({
		created_at: { $between: [expect.any(String), expect.any(String)] as string[] },
		updated_at: { $gte: expect.any(String) as string },
	});
});

test.each([
	['type', 'analysis_type'],
	['complete', 'complete'],
	['success', 'success'],
] as const)('by an empty cell for %s: a fault of the row', async (filter, field) => {
	const filters = { [filter]: '={{ $json.cell }}' };
	const rows = [{ cell: '', note: 'x' }, {}];
	const { error, requests } = await run('analysis: getAll', rows, { filters });
	expect(error?.description).toBe(lineOf(['1'], field, '', 'empty_filter'));
	expect(requests).toEqual([]);
});

test('the name of each job is read once, wherever in the list its analyses are', async () => {
	const [sample = ''] = addSamples(1);
	const jobs = ['Oldest', ...range(1_700).map(() => 'Common'), 'Newest'];
	jobs.forEach((job) => sandbox().addAnalysis(sample, { job }));
	const { json, routes } = await list({});
	expect(json.map(({ job_name }) => job_name)).toEqual(jobs.toReversed());
	const asked = routes.filter((route) => route.includes('/jobs'));
	// The two that the first page shows, and the one that shows later.
	expect(asked).toHaveLength(2);
	expect(asked[1]).toMatch(/jobs\/[0-9a-f]{16}$/);
});
