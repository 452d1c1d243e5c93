import { taxon } from './taxon.cts';
import { useNode } from './use-node.cts';
import type { Finish, World } from '../../sandbox/server.cts';
import { textOf, lineOf, nothingChanged } from '../faults.cts';
import { headlineFor } from '../failures.cts';

const { sandbox, run, addSamples } = useNode();

type Analysis = NonNullable<Finish['analysis']>;

/** A sample whose analysis has come so far, as a row. */
function analyzed(analysis: Analysis = {}) {
	const [sample_id = ''] = addSamples(1);
	const table = [taxon('B. uniformis', 'species', 0.45)];
	return { sample_id, id: sandbox().finishSample(sample_id, table, { analysis }) };
}

const results = (rows: object[], parameters = {}, settings = {}) =>
	run('sample: getResults', rows, parameters, settings);

const FAILED = { complete: true, success: false, error_msg: 'Too few reads.' };
const RUNNING = { complete: false, success: false };

const failed = (reason: string) => (id: string) =>
	textOf('sample', id, 'analysis_failed', { reason });
const unfinished = (id: string) => textOf('sample', id, 'analysis_unfinished');

describe.each<Partial<World>>([
	{},
	{ analysisAddress: 'classifications' },
	{ analysisAddress: 'analyses' },
	{ references: 'embedded' },
])('in the world %j', (world) => {
	beforeEach(() => sandbox().setWorld(world));

	test.each<[Analysis, (id: string) => string]>([
		[FAILED, failed('Too few reads')],
		[{ ...FAILED, error_msg: null }, failed('')],
		[RUNNING, unfinished],
	])('an analysis that is %j is a fault of its row', async (analysis, textFor) => {
		const rows = [analyzed(), analyzed(analysis)];
		const { error } = await results(rows);
		expect(error?.message).toContain(nothingChanged(1, 2));
		expect(error?.description).toBe(`Row 2, ${textFor(rows[1]?.sample_id ?? '')}`);
		expect(error?.description).not.toContain('Base URL');
	});

	test.each<[Analysis, (id: string) => string]>([
		[FAILED, failed('Too few reads')],
		[RUNNING, unfinished],
	])('so it is where its table is empty, for one that is %j', async (analysis, textFor) => {
		const row = analyzed(analysis);
		sandbox().inject({
			match: { path: /\/results$/ },
			fault: { kind: 'body', body: '{"table": []}', contentType: 'application/json' },
		});
		const { error } = await results([row]);
		expect(error?.description).toBe(`Row 1, ${textFor(row.sample_id)}`);
	});

	test('the others are delivered where the run goes on', async () => {
		const rows = [analyzed(FAILED), analyzed(), analyzed(RUNNING)];
		const done = await results(rows, {}, { onError: 'continueErrorOutput' });
		expect(done.json.map(({ sample_id }) => sample_id)).toEqual([rows[1]?.sample_id]);
		expect(done.errorOutput.map(({ json }) => json.error)).toEqual([
			failed('Too few reads')(rows[0]?.sample_id ?? ''),
			unfinished(rows[2]?.sample_id ?? ''),
		]);
	});

	test.each(['taxa', 'samples'])('items by %s say what the analysis was', async (output) => {
		const { json } = await results([analyzed({ job: 'Targeted Loci' })], { output, simple: false });
		expect(json).toMatchObject([
			{
				analysis_complete: true,
				analysis_success: true,
				analysis_error_msg: null,
				job_name: 'Targeted Loci',
			},
		]);
	});
});

test('an analysis that One Codex does not have either is said to be missing', async () => {
	const { sample_id, id } = analyzed(FAILED);
	sandbox().inject({
		match: { path: /classifications|analyses/ },
		times: 'always',
		fault: { kind: 'status', status: 404 },
	});
	const { error } = await results([{ sample_id }]);
	expect(error?.description).toBe(
		lineOf(['1'], 'sample', sample_id, 'analysis_not_found', { analysisId: id }),
	);
});

test('results that are missing although the analysis succeeded', async () => {
	const { sample_id } = analyzed();
	sandbox().inject({
		match: { path: /results$/ },
		times: 'always',
		fault: { kind: 'status', status: 404 },
	});
	const { error } = await results([{ sample_id }]);
	expect(error?.description).toBe(lineOf(['1'], 'sample', sample_id, 'analysis_without_results'));
	expect(error?.description).not.toContain('Base URL');
});

test('an analysis that cannot be read is a failure that says so', async () => {
	const { sample_id, id } = analyzed(FAILED);
	sandbox().inject({
		match: { path: new RegExp(`/${id}$`) },
		times: 'always',
		fault: { kind: 'status', status: 500, message: 'out of order' },
	});
	const { error } = await results([{ sample_id }]);
	expect(error?.message).toBe(headlineFor({ status: 500 }));
	expect(error?.description).toContain(`The results of the sample ${sample_id} could not be read.`);
	expect(error?.description).toContain(`Its analysis ${id} could not be read either.`);
});

test('results come without what is known of their analysis, where it cannot be read', async () => {
	const row = analyzed();
	sandbox().inject({
		match: { path: new RegExp(`/${row.id}$`) },
		times: 'always',
		fault: { kind: 'status', status: 403 },
	});
	const { json } = await results([row], { simple: false });
	expect(json).toMatchObject([
		{
			name: 'B. uniformis',
			analysis_complete: null,
			analysis_success: null,
			analysis_error_msg: null,
			job_name: null,
		},
	]);
});

test('a job that cannot be read has no name, and the results come all the same', async () => {
	const row = analyzed();
	sandbox().inject({
		match: { path: /jobs/ },
		times: 'always',
		fault: { kind: 'status', status: 404 },
	});
	const { json } = await results([row], { simple: false });
	expect(json).toMatchObject([{ analysis_success: true, job_name: null }]);
});

test.each([
	[true, 0],
	[false, 1],
])('120 samples take 3 requests for the analyses; Simplify %j: %i for the job', async (...one) => {
	const [simple, jobs] = one;
	const rows = Array.from({ length: 120 }, () => analyzed());
	const { json, routes } = await results(rows, { simple });
	expect(json).toHaveLength(120);
	const count = (pattern: RegExp) => routes.filter((route) => pattern.test(route)).length;
	expect(count(/classifications$/)).toBe(3);
	expect(count(/jobs\//)).toBe(jobs);
	expect(routes).toHaveLength(3 + 3 + jobs + 120);
});

test('the reason of a failure is cut to what can be read', async () => {
	const { sample_id } = analyzed({ ...FAILED, error_msg: 'x'.repeat(255) });
	const { error } = await results([{ sample_id }]);
	expect(error?.description).toMatch(/: x{50,}/);
});
