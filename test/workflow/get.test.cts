import { idIn, locator, range, useNode } from './use-node.cts';
import { SETTING_TEXTS } from '../../nodes/OneCodex/wording/settingTexts';
import { LABELS } from '../../nodes/OneCodex/wording/labels';

const { sandbox, run, register, addSamples, metadataOf } = useNode();

describe('a batch', () => {
	const get = (parameters = {}) =>
		run('sequencingBatch: get', [{ batch_id: sandbox().batches()[0]?.id }], {
			batchId: locator('={{ $json.batch_id }}'),
			...parameters,
		});

	test('as a simple item', async () => {
		await register(1, 'Rack 7');
		const [batch] = sandbox().batches();
		sandbox().setBatchStatus(batch?.id ?? '', 'sequencing');
		expect((await get()).json).toEqual([
			{
				batch_id: batch?.id,
				batch_number: batch?.number,
				batch_name: 'Rack 7',
				batch_status: 'sequencing',
				batch_created_at: batch?.createdAt,
			},
		]);
	});

	test('as One Codex gave it', async () => {
		await register(1);
		const [batch] = sandbox().batches();
		expect((await get({ simple: false })).json).toEqual([
			{
				$uri: `/api/v1/sequencing/batches/${batch?.id}`,
				batch_number: batch?.number,
				created_at: batch?.createdAt,
				name: 'Rack 1',
				owner: { $ref: `/api/v1/users/${batch?.owner}` },
				status: 'registered',
			},
		]);
	});
});

describe('a sample', () => {
	test('straight from Register', async () => {
		const rows = await register(3);
		const { json, output } = await run('sample: get', rows);
		expect(json[0]).toEqual({
			sample_id: rows[0]?.sample_id,
			sample_status: 'awaiting_data',
			filename: null,
			error_msg: null,
			project_id: null,
			metadata_id: idIn(metadataOf(rows[0]?.sample_id ?? '').$uri),
			primary_classification_id: null,
			sample_created_at: sandbox().samples()[0]?.created_at,
			project_name: null,
			tag_names: [],
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(range(3).map((item) => ({ item })));
	});

	test('with its results, its project and its tags', async () => {
		const [id = ''] = addSamples(1);
		const classification = sandbox().finishSample(id);
		const project = sandbox().addProject('Gut');
		const updateFields = { project: locator(project), tags: 'a, b' };
		await run('sample: update', [{ sample_id: id }], { updateFields });
		const { json } = await run('sample: get', [{ sample_id: id }]);
		expect(json).toMatchObject([
			{
				sample_status: 'available',
				filename: `${id}.fastq.gz`,
				project_id: project,
				tag_names: ['a', 'b'],
				primary_classification_id: classification,
			},
		]);
	});

	test('as One Codex gave it', async () => {
		const [id] = addSamples(1);
		const { json } = await run('sample: get', [{ sample_id: id }], { simple: false });
		expect(json).toEqual([sandbox().samples()[0]]);
	});

	test.each([
		[1, 1],
		[2, 1],
		[50, 1],
		[120, 3],
	])('%i of them take %i requests', async (count, requests) => {
		const rows = addSamples(count).map((sample_id) => ({ sample_id }));
		const done = await run('sample: get', [...rows, ...rows]);
		expect(done.json.map(({ sample_id }) => ({ sample_id }))).toEqual([...rows, ...rows]);
		expect(done.requests).toHaveLength(requests);
	});

	test('is read alone where the server refuses lists of ids', async () => {
		const rows = addSamples(3).map((sample_id) => ({ sample_id }));
		sandbox().inject({ times: 'always', fault: { kind: 'refuseWhere' } });
		const done = await run('sample: get', rows);
		expect(done.json.map(({ sample_id }) => ({ sample_id }))).toEqual(rows);
		expect(done.requests).toHaveLength(4);
	});
});

describe('metadata', () => {
	test('of the samples that Register gave', async () => {
		const rows = await register(2);
		const { json } = await run('metadata: get', rows);
		expect(json[1]).toEqual({
			metadata_id: idIn(metadataOf(rows[1]?.sample_id ?? '').$uri),
			sample_id: rows[1]?.sample_id,
			name: null,
			external_sample_id: null,
			description: null,
			sample_type: null,
			date_collected: null,
			date_sequenced: null,
			location_string: null,
			custom: {},
		});
	});

	test('as One Codex gave it, by its own id', async () => {
		const [id = ''] = addSamples(1);
		const metadata_id = idIn(metadataOf(id).$uri);
		const parameters = { findBy: 'metadata', simple: false };
		const { json, routes } = await run('metadata: get', [{ metadata_id }], parameters);
		expect(json).toEqual([metadataOf(id)]);
		expect(routes).toEqual([`GET /api/v1/metadata/${metadata_id}`]);
	});

	test('of 120 samples takes three requests for those and three for the records', async () => {
		const rows = addSamples(120).map((sample_id) => ({ sample_id }));
		const { json, requests } = await run('metadata: get', rows);
		expect(json.map(({ sample_id }) => ({ sample_id }))).toEqual(rows);
		expect(requests).toHaveLength(6);
	});

	test('found in a way that there is not stops the run', async () => {
		const { error } = await run('metadata: get', [{}], { findBy: '={{ "luck" }}' });
		expect(error?.message).toBe(SETTING_TEXTS.unusable(LABELS.findBy));
	});
});
