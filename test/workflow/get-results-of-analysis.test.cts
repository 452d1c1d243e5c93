import { locator, UNKNOWN, useNode } from './use-node.cts';
import { lineOf } from '../faults.cts';
import type { AnalysisType } from '../../sandbox/analyses.cts';
import type { World } from '../../sandbox/server.cts';

const { sandbox, run, addSamples } = useNode();

/** Results of each type as they are documented. */
const FOUND: Array<[AnalysisType, object]> = [
	[
		'alignment',
		{
			assembly_id: 'a1',
			average_coverage: 0.9,
			average_identity: 0.99,
			coverage: { binned_depths: [], binned_window_width: '100' },
			genome_name: 'PhiX',
			median_depth: 7,
			n_reads: 100,
		},
	],
	[
		'control',
		{
			analysis_type: 'classification',
			control_job: 'ZymoBIOMICS',
			false_positive_orgs: [],
			filename: 'c.fastq',
			metrics: { score: 1 },
			product_code: 'D6300',
			true_positive_orgs: ['E. coli'],
		},
	],
	[
		'mlst',
		{
			mlstResults: {
				results: [{ alleles: [{ allele: 10, gene: 'adk' }], metadata: [], st: 131 }],
				summary: { complete_match: true, mlst: 131, n_alleles_matched: 7, n_alleles_total: 7 },
			},
			panelResults: null,
		},
	],
	['panel', { panel_name: 'AMR', panel_results: [{ gene: 'mecA' }] }],
	['report', { pages: 3, ['__proto__']: 1 }],
	['workflow', { outputs: { a: [1] } }],
	['assembly_run', { n50: 1000 }],
];

/** What is given of those that have a documented form. */
const SIMPLE: Partial<Record<AnalysisType, object>> = {
	alignment: {
		genome_name: 'PhiX',
		genome_taxon_name: null,
		average_coverage: 0.9,
		average_identity: 0.99,
		median_depth: 7,
		n_mapped: null,
		n_reads: 100,
	},
	control: {
		control_job: 'ZymoBIOMICS',
		product_code: 'D6300',
		filename: 'c.fastq',
		metrics: { score: 1 },
		true_positive_orgs: ['E. coli'],
		false_positive_orgs: [],
	},
	mlst: {
		mlst: 131,
		complete_match: true,
		n_alleles_matched: 7,
		n_alleles_total: 7,
		mlst_results: [{ alleles: [{ allele: 10, gene: 'adk' }], metadata: [], st: 131 }],
		panel_results: null,
	},
	panel: { panel_name: 'AMR', panel_results: [{ gene: 'mecA' }] },
};

const PROFILE = {
	n_reads: 100,
	n_mapped: 90,
	table: [
		{ id: 'PWY-1', name: 'a pathway', taxon_id: null, taxon_name: null, value: 0.5 },
		{ id: 'PWY-2', value: 2 },
	],
};

/** An analysis of a new sample, as the item that names it. */
function make(type: AnalysisType, more: object = {}) {
	const [sample_id = ''] = addSamples(1);
	return { sample_id, analysis_id: sandbox().addAnalysis(sample_id, { type, ...more }) };
}

const results = async (rows: object[], parameters: object = {}, settings: object = {}) =>
	await run('analysis: getResults', rows, { ...parameters }, settings);

describe.each<Partial<World>>([{}, { resultsAddress: 'analyses' }, { references: 'embedded' }])(
	'in the world %j',
	(world) => {
		test.each(FOUND)('%s', async (type, found) => {
			sandbox().setWorld(world);
			const row = make(type, { found, job: 'Job 1' });
			const about = { ...row, analysis_type: type };
			expect((await results([row])).json).toEqual([
				{ ...about, ...(SIMPLE[type] ?? { results: found }) },
			]);
			expect((await results([row], { simple: false })).json).toEqual([
				{
					...about,
					results: found,
					analysis_complete: true,
					analysis_success: true,
					analysis_error_msg: null,
					job_name: 'Job 1',
				},
			]);
		});
	},
);

test('what has none of the documented fields is returned as it is', async () => {
	const row = make('mlst');
	const fault = { kind: 'body', contentType: 'application/json', body: '{"st":131}' } as const;
	sandbox().inject({ match: { path: /mlsts/ }, fault });
	expect((await results([row])).json).toEqual([
		{ ...row, analysis_type: 'mlst', results: { st: 131 } },
	]);
});

describe('a functional profile', () => {
	test('gives an item for each row, of the group and the metric that are asked for', async () => {
		const row = make('functional', { found: PROFILE });
		const filters = {
			functionalGroup: 'GO',
			functionalMetric: '={{ $json.metric }}',
			splitByTaxon: true,
		};
		const rows = ['cpm', 'rpk', 'cpm'].map((metric) => ({ ...row, metric }));
		const { json, requests, output } = await results(rows, { filters });
		expect(json).toHaveLength(6);
		expect(json[0]).toEqual({
			...row,
			functional_group: 'go',
			metric: 'cpm',
			...PROFILE.table[0],
			n_reads: 100,
		});
		expect(json[3]).toMatchObject({ metric: 'rpk', id: 'PWY-2', name: null, value: 2 });
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1, 2, 2].map((item) => ({ item })),
		);
		const asked = requests.filter(({ path }) => path.endsWith('filtered_results'));
		expect(asked.map(({ query }) => query)).toEqual(
			['cpm', 'rpk'].map((metric) => ({
				functional_group: 'go',
				metric,
				taxa_stratified: 'true',
			})),
		);
	});

	test('gives its table as one item', async () => {
		const row = make('functional', { found: PROFILE });
		const { json, requests } = await results([row], { output: 'analyses' });
		expect(json).toMatchObject([
			{ ...row, n_mapped: 90, table: [{ id: 'PWY-1' }, { name: null }] },
		]);
		expect(requests.at(-1)?.query).toEqual({ functional_group: 'pathways', metric: 'abundance' });
	});

	test('with odd rows gives the others, and a hint', async () => {
		const row = make('functional', { found: PROFILE });
		const body = JSON.stringify({
			n_reads: 'x',
			table: [null, { id: 7 }, { id: 'a', taxon_id: 562, value: '3' }],
		});
		const fault = { kind: 'body', contentType: 'application/json', body } as const;
		sandbox().inject({ match: { path: /filtered/ }, fault });
		const { json, hints } = await results([row]);
		expect(json).toMatchObject([{ id: 'a', taxon_id: '562', value: 3 }]);
		expect(hints).toHaveLength(1);
	});
});

describe('a classification', () => {
	test.each<Partial<World>>([
		{},
		{ analysisAddress: 'classifications' },
		{ analysisAddress: 'analyses' },
		{ taxa: 'odd' },
	])('gives what the sample gives, in the world %j', async (world) => {
		const [sample_id = ''] = addSamples(1);
		const analysis_id = sandbox().finishSample(sample_id);
		sandbox().setWorld(world);
		const filters = { minAbundance: 0.01, ranks: ['species'] };
		for (const [output, ofSample] of [
			['rows', 'taxa'],
			['analyses', 'samples'],
		]) {
			for (const simple of [true, false]) {
				const { json } = await results([{ analysis_id }], { output, filters, simple });
				const same = await run('sample: getResults', [{ sample_id }], {
					output: ofSample as string,
					filters,
					simple,
				});
				const renamed = same.json.map(({ primary_classification_id, ...item }) => ({
					...item,
					analysis_id: primary_classification_id,
				}));
				expect(json).toEqual(renamed);
				expect(json).not.toHaveLength(0);
			}
		}
	});
});

describe('without results', () => {
	const failed = ['analysis_failed', { reason: 'Too few reads' }] as const;
	test.each([
		[{ complete: true, success: false, error_msg: 'Too few reads.' }, failed],
		[{ complete: false, success: false }, ['analysis_unfinished'] as const],
	])('one that is %j is a row that needs fixing', async (progress, fault) => {
		for (const type of ['classification', 'functional', 'panel'] as const) {
			const row = make(type, progress);
			const { error } = await results([row]);
			expect(error?.description).toBe(lineOf(['1'], 'analysis', row.analysis_id, ...fault));
		}
	});

	test('each is a row of its own; the others are given', async () => {
		const found = { panel_name: 'AMR', panel_results: [] };
		const good = make('panel', { found });
		const rows = [{ analysis_id: UNKNOWN }, good, make('panel', { success: false }), good, {}];
		const settings = { onError: 'continueErrorOutput' } as const;
		const { output, errorOutput } = await results(rows, {}, settings);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 3 }]);
		expect(errorOutput.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	});

	test('one that succeeded: what One Codex says, or that it has none', async () => {
		const row = make('panel', { found: { panel_name: 'AMR', panel_results: [] } });
		const match = { path: /results/ };
		sandbox().inject({ match, times: 2, fault: { kind: 'status', status: 404, message: 'no' } });
		const none = await results([row]);
		expect(none.error?.description).toBe(
			lineOf(['1'], 'analysis', row.analysis_id, 'analysis_without_results'),
		);
		sandbox().inject({ match, fault: { kind: 'status', status: 400, message: 'no such metric' } });
		const refused = await results([row], { analysisId: locator(row.analysis_id) });
		expect(refused.error?.description).toContain('no such metric');
	});
});
