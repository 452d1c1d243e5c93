import { taxon } from './taxon.cts';
import { useNode } from './use-node.cts';
import type { SampleStatus, Taxon } from '../../sandbox/server.cts';
import { textOf, lineOf, nothingChanged } from '../faults.cts';
import { SETTING_TEXTS } from '../../nodes/OneCodex/wording/settingTexts';
import { LABELS } from '../../nodes/OneCodex/wording/labels';

const { sandbox, run, addSamples } = useNode();

const TABLE = [
	taxon('Bacteria', 'superkingdom', null, 1),
	taxon('Bacteroides', 'genus', null, 0.45),
	taxon('B. uniformis', 'species', 0.45),
	taxon('B. rarus', 'species', 0.004),
	taxon('unknown', 'no rank', null),
];

/** The same as it is shown with Simplify. */
const SIMPLE_TABLE = TABLE.map((one) =>
	Object.fromEntries(Object.entries(one).filter(([field]) => field !== 'parent_tax_id')),
);

/** What items say of the analysis if Simplify is off. */
const ANALYSIS = {
	analysis_complete: true,
	analysis_success: true,
	analysis_error_msg: null,
	job_name: 'One Codex Database',
};

/** A finished sample as a row. */
function finished(table = TABLE) {
	const [sample_id = ''] = addSamples(1);
	const primary_classification_id = sandbox().finishSample(sample_id, table, { nReads: 500 });
	return { sample_id, primary_classification_id };
}

const results = (rows: object[], parameters = {}, settings = {}) =>
	run('sample: getResults', rows, parameters, settings);

describe.each([
	[true, SIMPLE_TABLE, {}],
	[false, TABLE, ANALYSIS],
])('with Simplify %j', (simple, table, rest) => {
	test('one item for each taxon, linked to its row', async () => {
		const [a, b] = [finished(), finished(TABLE.slice(0, 1))];
		const { json, output } = await results([a, b], { simple });
		expect(json).toEqual([
			...table.map((one) => ({ ...a, n_reads: 500, ...rest, ...one })),
			{ ...b, n_reads: 500, ...rest, ...table[0] },
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0, 0, 0, 1].map((item) => ({ item })),
		);
	});

	test('one item for each sample, with the table', async () => {
		const row = finished();
		const { json } = await results([row], { output: 'samples', simple });
		expect(json).toEqual([{ ...row, n_reads: 500, ...rest, host_tax_ids: ['9606'], table }]);
	});
});

test('the results of a sample that several rows name are read once', async () => {
	const row = finished();
	const rows = [
		{ ...row, rank: 'genus' },
		{ ...row, rank: 'superkingdom' },
	];
	const { json, requests } = await results(rows, { filters: { ranks: '={{ $json.rank }}' } });
	expect(json.map(({ name }) => name)).toEqual(['Bacteroides', 'Bacteria']);
	// The sample, its classification, and the results.
	expect(requests).toHaveLength(3);
});

test.each<[object, string[]]>([
	[{}, ['Bacteria', 'Bacteroides', 'B. uniformis', 'B. rarus', 'unknown']],
	[{ ranks: ['species'] }, ['B. uniformis', 'B. rarus']],
	[{ ranks: ['genus', 'superkingdom'] }, ['Bacteria', 'Bacteroides']],
	[{ ranks: '={{ "Genus, species" }}' }, ['Bacteroides', 'B. uniformis', 'B. rarus']],
	[{ ranks: [] }, ['Bacteria', 'Bacteroides', 'B. uniformis', 'B. rarus', 'unknown']],
	[{ minAbundance: 0.01 }, ['Bacteria', 'Bacteroides', 'B. uniformis']],
	[{ minAbundance: 0.004, ranks: ['species'] }, ['B. uniformis', 'B. rarus']],
	[{ minAbundance: 0 }, ['Bacteria', 'Bacteroides', 'B. uniformis', 'B. rarus', 'unknown']],
	[{ minAbundance: '={{ $json.least }}' }, ['Bacteria']],
])('the filter %j', async (filters, names) => {
	const row = { ...finished(), least: 0.9 };
	expect((await results([row], { filters })).json.map(({ name }) => name)).toEqual(names);
	const { json } = await results([row], { filters, output: 'samples' });
	expect((json[0]?.table as Taxon[]).map(({ name }) => name)).toEqual(names);
});

test.each([1.5, -0.1, 'much'])('a least abundance of %j is a fault of the row', async (least) => {
	const filters = { minAbundance: '={{ $json.least }}' };
	const { error, requests } = await results([{ ...finished(), least }], { filters });
	expect(error?.description).toMatch(/^Row 1, Minimum Abundance /);
	expect(requests).toEqual([]);
});

test.each<[unknown, unknown]>([
	[7, 7],
	[['genus', { a: 1 }], { a: 1 }],
])('the ranks %j are a fault of the row', async (ranks, value) => {
	const rows = [
		{ ...finished(), ranks: 'genus', row_number: 8 },
		{ ...finished(), ranks, row_number: 9 },
	];
	const filters = { ranks: '={{ $json.ranks }}' };
	const { error, requests } = await results(rows, { filters });
	expect(error?.description).toBe(lineOf(['9'], 'ranks', value, 'not_text_list'));
	expect(requests).toEqual([]);
	const done = await results(rows, { filters }, { onError: 'continueErrorOutput' });
	expect(done.json.map(({ name }) => name)).toEqual(['Bacteroides']);
	expect(done.errorOutput).toHaveLength(1);
});

test.each([
	['ranks', 'Rank'],
	['minAbundance', 'Minimum Abundance'],
])('an expression that fails in %s is a fault of its row', async (filter, name) => {
	const value = filter === 'ranks' ? 'genus' : 0.45;
	const rows = [{ ...finished(TABLE.slice(1, 2)), value }, finished()];
	const filters = { [filter]: '={{ $json.value || $("No such node").item.json.x }}' };
	const { error, requests } = await results(rows, { filters });
	expect(error?.description).toMatch(new RegExp(`^Row 2: .*'${name}' failed`));
	expect(requests).toEqual([]);
	const done = await results(rows, { filters }, { onError: 'continueErrorOutput' });
	expect(done.json.map((one) => one.name)).toEqual(['Bacteroides']);
	expect(done.errorOutput).toHaveLength(1);
});

test.each<SampleStatus>(['awaiting_data', 'importing', 'failed_validation', 'available'])(
	'a sample without results that is %s is a fault that says so',
	async (status) => {
		const [sample_id = ''] = addSamples(1);
		sandbox().setSampleStatus(sample_id, status);
		const { error } = await results([
			{ ...finished(), row_number: 8 },
			{ sample_id, row_number: 9 },
		]);
		expect(error?.message).toContain(nothingChanged(1, 2));
		expect(error?.description).toBe(lineOf(['9'], 'sample', sample_id, 'not_analyzed', { status }));
	},
);

test('samples without results go to the error output, and the others are delivered', async () => {
	const [sample_id] = addSamples(1);
	const rows = [{ sample_id, patient: 'P-1' }, finished(TABLE.slice(0, 1))];
	const done = await results(rows, {}, { onError: 'continueErrorOutput' });
	expect(done.json.map(({ name }) => name)).toEqual(['Bacteria']);
	expect(done.errorOutput[0]?.json).toMatchObject({
		patient: 'P-1',
		error: textOf('sample', sample_id, 'not_analyzed', { status: 'available' }),
	});
});

test('results that cannot be read stop the run, or are an error of their row', async () => {
	const rows = [finished(), finished()];
	const path = `/api/v1/classifications/${rows[1]?.primary_classification_id}/results`;
	const fault = { kind: 'status', status: 403, message: 'no' } as const;
	sandbox().inject({ match: { path }, times: 'always', fault });
	const stopped = await results(rows);
	expect(stopped.error?.description).toContain(
		`The results of the sample ${rows[1]?.sample_id} could not be read.`,
	);
	const gone = await results(rows, {}, { onError: 'continueRegularOutput' });
	expect(gone.json.filter(({ error }) => error !== undefined)).toHaveLength(1);
	expect(gone.output.at(-1)?.pairedItem).toEqual({ item: 1 });
});

test('a way of output that there is not stops the run', async () => {
	const { error, requests } = await results([finished()], { output: '={{ "song" }}' });
	expect(error?.message).toBe(SETTING_TEXTS.unusable(LABELS.returnAs));
	expect(requests).toEqual([]);
});
