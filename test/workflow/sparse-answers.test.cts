import { searchList } from './harness.cts';
import { locator, useNode } from './use-node.cts';
import { lineOf } from '../faults.cts';

const { sandbox, credential, run, addSamples } = useNode();

// The API describes nearly all of its fields as ones that may be missing or null.
const ID = '0123456789abcdef';
const answer = (body: unknown, path: string | RegExp = /./) =>
	sandbox().inject({
		match: { method: 'GET', path },
		fault: { kind: 'body', body: JSON.stringify(body), contentType: 'application/json' },
	});

describe('an object of which One Codex tells no more than where it is', () => {
	test('a batch', async () => {
		answer({ $uri: `/api/v1/sequencing/batches/${ID}` });
		const { json } = await run('sequencingBatch: get', [{}], { batchId: locator(ID) });
		expect(json).toEqual([
			{
				batch_id: ID,
				batch_number: undefined,
				batch_name: null,
				batch_status: undefined,
				batch_created_at: undefined,
			},
		]);
	});

	test('a sample', async () => {
		answer({ $uri: `/api/v1/samples/${ID}` });
		const { json } = await run('sample: get', [{ sample_id: ID }]);
		expect(json).toEqual([
			{
				sample_id: ID,
				sample_status: null,
				filename: null,
				error_msg: null,
				project_id: null,
				metadata_id: null,
				primary_classification_id: null,
				sample_created_at: null,
				project_name: null,
				tag_names: [],
			},
		]);
	});

	test('a sample with tags that are no references', async () => {
		answer({
			$uri: `/api/v1/samples/${ID}`,
			tags: [{ name: 'a' }, { $ref: `/api/v1/tags/${ID}` }],
		});
		const { json } = await run('sample: get', [{ sample_id: ID }]);
		expect(json[0]?.tag_names).toEqual(['a', null]);
	});

	test('a metadata record', async () => {
		answer({ $uri: `/api/v1/metadata/${ID}` });
		const parameters = { findBy: 'metadata', metadataId: locator(ID) };
		const { json } = await run('metadata: get', [{}], parameters);
		expect(json[0]).toMatchObject({ metadata_id: ID, sample_id: null, name: null, custom: null });
	});

	test('an analysis', async () => {
		answer({ $uri: `/api/v1/analyses/${ID}` });
		const { json } = await run('analysis: get', [{}], { analysisId: locator(ID) });
		expect(json).toEqual([
			{
				analysis_id: ID,
				analysis_type: null,
				analysis_complete: null,
				analysis_success: null,
				analysis_error_msg: null,
				analysis_created_at: null,
				analysis_updated_at: null,
				sample_id: null,
				job_id: null,
				job_name: null,
			},
		]);
	});

	test('a project', async () => {
		answer([{ $uri: `/api/v1/projects/${ID}` }], /projects$/);
		const { json } = await run('project: getAll', [{}]);
		expect(json).toEqual([
			{
				project_id: ID,
				project_name: null,
				short_name: null,
				description: null,
				external_id: null,
				permissions: null,
				public: null,
			},
		]);
	});

	test('the files of an analysis, of which one names its path and one nothing', async () => {
		const url = 'https://files.example.com/a';
		answer({ $uri: `/api/v1/analyses/${ID}`, success: true }, /analyses\/\w+$/);
		answer({ files: [{ url }, { url, filepath: '/runs/a.tsv' }] }, /file_details$/);
		const { json } = await run('analysis: getFiles', [{}], { analysisId: locator(ID) });
		expect(json.map(({ filename, filepath, size }) => [filename, filepath, size])).toEqual([
			['file', null, null],
			['a.tsv', '/runs/a.tsv', null],
		]);
	});

	test.each([
		'searchAnalyses',
		'searchJobs',
		'searchProjects',
		'searchSamples',
		'searchMetadata',
	] as const)('an entry of %s', async (method) => {
		answer([{ $uri: `/api/v1/things/${ID}` }]);
		const { results } = await searchList(method, credential());
		expect(results).toEqual([{ name: expect.stringContaining(ID) as string, value: ID }]);
	});

	test('an analysis in a list whose sample cannot be read', async () => {
		const sample = { $ref: `/api/v1/samples/${'f'.repeat(16)}` };
		answer([{ $uri: `/api/v1/analyses/${ID}`, analysis_type: 'panel', sample }], /analyses$/);
		const { results } = await searchList('searchAnalyses', credential());
		expect(results[0]?.name).toContain(`panel of ${'f'.repeat(16)}`);
	});

	test('a sample without metadata is faulty where these are asked for', async () => {
		answer({ $uri: `/api/v1/samples/${ID}` });
		const { error } = await run('metadata: get', [{ sample_id: ID }]);
		expect(error?.description).toBe(lineOf(['1'], 'sample', ID, 'no_metadata'));
	});

	test('a sample without results or status is faulty where the results are asked for', async () => {
		answer({ $uri: `/api/v1/samples/${ID}` });
		const { error } = await run('sample: getResults', [{ sample_id: ID }]);
		expect(error?.description).toBe(
			lineOf(['1'], 'sample', ID, 'not_analyzed', { status: undefined }),
		);
	});

	test('the tubes of a batch whose samples have no id, or no status', async () => {
		const [id = ''] = addSamples(1);
		const tubes = [
			{ tube_barcode: 'A', sample: { $ref: '/api/v1/samples/..' } },
			{ tube_barcode: 'B', sample: { $ref: `/api/v1/samples/${id}` } },
		];
		answer(tubes, /batches/);
		answer([{ $uri: `/api/v1/samples/${id}` }], /samples$/);
		answer({ $uri: `/api/v1/samples/${id}` }, /samples/);
		const { json } = await run('sequencingBatch: getSamples', [{ batch_id: ID }], {
			batchId: locator(ID),
			includeStatus: true,
		});
		expect(json).toEqual([
			{
				tube_barcode: 'A',
				sample_id: null,
				sample_status: null,
				sample_uri: '/api/v1/samples/..',
				batch_id: ID,
			},
			{
				tube_barcode: 'B',
				sample_id: id,
				sample_status: null,
				sample_uri: `/api/v1/samples/${id}`,
				batch_id: ID,
			},
		]);
	});
});

describe('in a list', () => {
	const BATCH = { $uri: `/api/v1/sequencing/batches/${ID}` };
	const getAll = async (filters: object, sort: string) => {
		answer([BATCH], /batches$/);
		return (await run('sequencingBatch: getAll', [{}], { sort, filters: { ...filters } })).json;
	};

	test.each(['newest', 'oldest'])(
		'a batch without a time passes its filters (%s)',
		async (sort) => {
			const filters = { createdAfter: '2026-01-01', createdBefore: '2026-01-02' };
			expect(await getAll(filters, sort)).toMatchObject([{ batch_id: ID }]);
		},
	);

	test('a batch without a name or status does not', async () => {
		expect(await getAll({ name: 'x' }, 'newest')).toEqual([]);
		expect(await getAll({ status: ['done'] }, 'newest')).toEqual([]);
	});
});

test.each<[Parameters<typeof searchList>[0], object, string]>([
	['searchBatches', { $uri: `/api/v1/sequencing/batches/${ID}` }, `Without name (${ID})`],
	['searchProjects', { $uri: `/api/v1/projects/${ID}` }, ID],
	['searchProjects', { $uri: `/api/v1/projects/${ID}`, project_name: 'gut' }, 'gut'],
	['searchMetadata', { $uri: `/api/v1/metadata/${ID}` }, ID],
	['searchSamples', { $uri: `/api/v1/samples/${ID}` }, `${ID} (unknown)`],
])('in the drop-down of %s, %j is "%s"', async (method, one, name) => {
	answer([one]);
	expect((await searchList(method, credential())).results).toEqual([{ name, value: ID }]);
});
