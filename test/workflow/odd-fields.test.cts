import { headlineFor } from '../failures.cts';
import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { searchList } from './harness.cts';
import { idIn, locator, patchesIn, useNode } from './use-node.cts';
import { lineOf } from '../faults.cts';

// What is needed of an object is read. What else is in it may be anything, and an odd object among others
// is an error of its own row at most.

const node = useNode({ world: { otherFields: 'odd' } });
const { run, sandbox, credential, register, addSamples, metadataOf } = node;

const rowsOf = (ids: string[]) => ids.map((sample_id) => ({ sample_id }));
const idsIn = (json: Array<Record<string, unknown>>) => json.map(({ sample_id }) => sample_id);

describe('where fields have other types than documented', () => {
	test('samples are read, listed, updated, and give their results', async () => {
		const ids = addSamples(7);
		ids.forEach((id) => sandbox().finishSample(id));
		const got = await run('sample: get', rowsOf(ids));
		expect(got.error).toBeUndefined();
		expect(idsIn(got.json)).toEqual(ids);
		expect(got.json.every(({ metadata_id }) => typeof metadata_id === 'string')).toBe(true);
		// It is shown as it is.
		expect(got.json[0]).toMatchObject({ error_msg: { code: 7 } });
		const all = await run('sample: getAll', [{}], { returnAll: true });
		expect(idsIn(all.json)).toEqual(ids.toReversed());
		expect(all.hints).toEqual([HINTS.unreadableEntries(2)]);
		const updated = await run('sample: update', rowsOf(ids), { updateFields: { tags: 'pilot' } });
		expect([updated.error, updated.json.length]).toEqual([undefined, 7]);
		const results = await run('sample: getResults', rowsOf(ids), { output: 'samples' });
		expect(idsIn(results.json)).toEqual(ids);
	});

	test('the samples of a batch come with their statuses', async () => {
		const tubes = await register(7);
		const { json, error } = await run('sequencingBatch: getSamples', [{ any: 1 }], {
			batchId: locator(tubes[0]?.batch_id),
			includeStatus: true,
		});
		expect(error).toBeUndefined();
		expect(json.map(({ sample_status }) => sample_status)).toEqual(
			tubes.map(() => 'awaiting_data'),
		);
	});

	test('metadata are read and written', async () => {
		const ids = addSamples(7);
		const rows = ids.map((sample_id, number) => ({ sample_id, name: `S${number}`, Dose: number }));
		const parameters = { options: { othersToCustom: true } };
		const updated = await run('metadata: update', rows, parameters);
		expect(updated.error).toBeUndefined();
		expect(ids.map((id) => metadataOf(id))).toMatchObject(
			ids.map((_, number) => ({ name: `S${number}`, custom: { Dose: number } })),
		);
		const got = await run('metadata: get', rowsOf(ids));
		expect(got.json.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
	});

	test('the raw answer is as One Codex gave it', async () => {
		const [id = ''] = addSamples(1);
		const sample = await run('sample: get', rowsOf([id]), { simple: false });
		expect(sample.json[0]).toMatchObject({
			size: 'null',
			instrument: { run: 7, lanes: [1, null] },
		});
		const record = await run('metadata: get', rowsOf([id]), { simple: false });
		expect(record.json[0]).toMatchObject({ starred: 'no', location_lat: 'north', updated_at: 7 });
	});

	test.each(['searchSamples', 'searchMetadata', 'searchBatches'] as const)(
		'%s shows a list',
		async (method) => {
			await register(3);
			const { results } = await searchList(method, credential());
			expect(results.length).toBeGreaterThan(0);
		},
	);
});

describe('an object that cannot be read', () => {
	const spoil = (id: string, changes: object) => {
		const sample = sandbox()
			.samples()
			.find(({ $uri }) => $uri.endsWith(id));
		const spoiled = { ...sample, ...changes };
		const inject = (path: string | RegExp, body: unknown) =>
			sandbox().inject({
				match: { method: 'GET', path },
				times: 'always',
				fault: { kind: 'body', body: JSON.stringify(body), contentType: 'application/json' },
			});
		inject(new RegExp(`samples/${id}$`), spoiled);
		inject(/samples$/, [
			...sandbox()
				.samples()
				.filter(({ $uri }) => !$uri.endsWith(id)),
			spoiled,
		]);
	};

	test('is an error of its row alone', async () => {
		const ids = addSamples(4);
		spoil(ids[1] ?? '', { $uri: 7 });
		const settings = { onError: 'continueErrorOutput' } as const;
		const { json, errorOutput } = await run('sample: get', rowsOf(ids), {}, settings);
		expect(idsIn(json)).toEqual(ids.filter((_, index) => index !== 1));
		expect(errorOutput.map(({ json }) => json)).toEqual([
			{
				sample_id: ids[1],
				error: expect.stringContaining(headlineFor({ received: { kind: 'list' } })) as string,
			},
		]);
	});

	test('and is alone in a list with others like it, is an error of its row alone', async () => {
		const ids = addSamples(2);
		spoil(ids[0] ?? '', { $uri: null });
		const path = /samples$/;
		const fault = { kind: 'body', body: '[null, {}]', contentType: 'application/json' } as const;
		sandbox().clearFaults();
		sandbox().inject({ match: { method: 'GET', path }, times: 'always', fault });
		const { json, error } = await run('sample: get', rowsOf(ids));
		expect(error).toBeUndefined();
		expect(idsIn(json)).toEqual(ids);
	});
});

describe('custom values that are none', () => {
	const NOT_CUSTOM = ['old', 7];

	const spoil = (sampleId: string) => {
		const record = metadataOf(sampleId);
		const spoiled = { ...record, custom: NOT_CUSTOM };
		const others = sandbox()
			.metadata()
			.filter(({ $uri }) => $uri !== record.$uri);
		for (const [path, body] of [
			[new RegExp(`metadata/${idIn(record.$uri)}$`), spoiled],
			[/metadata$/, [spoiled, ...others]],
		] as const) {
			sandbox().inject({
				match: { method: 'GET', path },
				times: 'always',
				fault: { kind: 'body', body: JSON.stringify(body), contentType: 'application/json' },
			});
		}
	};

	test('are shown as they are', async () => {
		const [id = ''] = addSamples(2);
		spoil(id);
		for (const simple of [true, false]) {
			const { json } = await run('metadata: get', rowsOf([id]), { simple });
			expect(json).toMatchObject([{ custom: NOT_CUSTOM }]);
		}
	});

	test('are a fault of the row that writes others, and of no other row', async () => {
		const ids = addSamples(3);
		spoil(ids[1] ?? '');
		const rows = rowsOf(ids).map((row) => ({ ...row, custom: '{"Dose":1}' }));
		const stopped = await run('metadata: update', rows);
		expect(stopped.error?.description).toBe(
			lineOf(['2'], 'custom', NOT_CUSTOM, 'custom_unreadable'),
		);
		expect(patchesIn(stopped.requests)).toEqual([]);
		const settings = { onError: 'continueErrorOutput' } as const;
		const done = await run('metadata: update', rows, {}, settings);
		expect([done.output.length, done.errorOutput.length]).toEqual([2, 1]);
		expect(patchesIn(done.requests)).toHaveLength(2);
	});

	test('do not keep other fields from being written', async () => {
		const [id = ''] = addSamples(1);
		spoil(id);
		const { error } = await run('metadata: update', [{ sample_id: id, name: 'new' }]);
		expect(error).toBeUndefined();
		expect(metadataOf(id).name).toBe('new');
	});
});
