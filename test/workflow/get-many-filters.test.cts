import { locator, range, UNKNOWN, useNode } from './use-node.cts';
import { lineOf, nothingChanged } from '../faults.cts';

const { sandbox, run, register, addSamples } = useNode();

describe('batches', () => {
	const list = async (filters: object) =>
		(await run('sequencingBatch: getAll', [{}], { sort: 'oldest', filters: { ...filters } })).json;
	beforeEach(async () => {
		await register(1, 'Rack 12', 0);
		await register(1, 'rack 120', 1);
		await register(1, 'Other', 2);
		sandbox().setBatchStatus(sandbox().batches()[1]?.id ?? '', 'shipped_to_lab');
	});

	test.each([
		['rack 12', ['Rack 12', 'rack 120']],
		[' RACK 120 ', ['rack 120']],
		['', ['Rack 12', 'rack 120', 'Other']],
		['nothing', []],
	])('whose name contains "%s"', async (name, names) => {
		expect((await list({ name })).map(({ batch_name }) => batch_name)).toEqual(names);
		sandbox().inject({ times: 'always', fault: { kind: 'refuseWhere' } });
		expect((await list({ name })).map(({ batch_name }) => batch_name)).toEqual(names);
	});

	test.each([
		[['shipped_to_lab'], ['rack 120']],
		[
			['shipped_to_lab', 'registered'],
			['Rack 12', 'rack 120', 'Other'],
		],
		[[], ['Rack 12', 'rack 120', 'Other']],
	])('of the statuses %j', async (status, names) => {
		expect((await list({ status })).map(({ batch_name }) => batch_name)).toEqual(names);
		sandbox().inject({ times: 'always', fault: { kind: 'refuseWhere' } });
		expect((await list({ status })).map(({ batch_name }) => batch_name)).toEqual(names);
	});

	test('as simple items', async () => {
		const [batch] = sandbox().batches();
		expect((await list({ name: 'Rack 12' }))[0]).toEqual({
			batch_id: batch?.id,
			batch_number: batch?.number,
			batch_name: 'Rack 12',
			batch_status: 'registered',
			batch_created_at: batch?.createdAt,
		});
	});
});

describe('samples', () => {
	const list = async (filters: object, rows: object[] = [{}], more: object = {}) =>
		await run('sample: getAll', rows, { sort: 'oldest', filters: { ...filters }, ...more });
	const idsOf = (json: Array<Record<string, unknown>>) => json.map(({ sample_id }) => sample_id);

	test('of some statuses', async () => {
		const [a, b] = addSamples(3);
		sandbox().setSampleStatus(a ?? '', 'importing');
		sandbox().setSampleStatus(b ?? '', 'deleted');
		const status = ['importing', 'deleted'];
		expect(idsOf((await list({ status })).json)).toEqual([a, b]);
		sandbox().inject({ times: 'always', fault: { kind: 'refuseWhere' } });
		expect(idsOf((await list({ status })).json)).toEqual([a, b]);
	});

	test.each([false, true])('of a project (the server refuses filters: %s)', async (refused) => {
		const [a, b] = addSamples(3);
		const project = sandbox().addProject('Gut study');
		const updateFields = { project: locator(project) };
		await run('sample: update', [{ sample_id: b }], { updateFields });
		if (refused) sandbox().inject({ times: 'always', fault: { kind: 'refuseWhere' } });
		const { json } = await list({
			project: locator(`https://app.onecodex.com/projects/${project}`),
		});
		expect(json).toMatchObject([{ sample_id: b, project_id: project }]);
		expect(idsOf((await list({ project: locator('') })).json)).toContain(a);
	});

	test('of a project that is none is a fault of the row', async () => {
		const { error, requests } = await list({ project: locator('x') });
		expect(error?.description).toBe(
			lineOf(['1'], 'project', 'x', 'not_an_id', { kind: 'project' }),
		);
		expect(requests).toEqual([]);
	});

	test('of a project that an expression does not give is a fault of the row', async () => {
		addSamples(1);
		const project = locator('={{ $json.project }}');
		const { error, requests } = await list({ project }, [{ project: '', note: 'x' }, {}]);
		expect(error?.message).toContain(nothingChanged(1, 1));
		expect(error?.description).toBe(lineOf(['1'], 'project', '', 'empty_filter'));
		expect(requests).toEqual([]);
	});

	test.each([
		['sequencingBatch', 'name', 'name'],
		['sequencingBatch', 'status', 'status'],
		['sample', 'status', 'status'],
		['sample', 'created_after', 'createdAfter'],
		['analysis', 'updated_before', 'updatedBefore'],
	] as const)(
		'of a %s by an empty cell for %s: a fault of the row',
		async (resource, filter, name) => {
			const filters = { [name]: '={{ $json.cell }}' };
			const rows = [{ cell: '', note: 'x' }, {}];
			const { error, requests } = await run(`${resource}: getAll`, rows, { filters });
			expect(error?.message).toContain(nothingChanged(1, 1));
			expect(error?.description).toBe(lineOf(['1'], filter, '', 'empty_filter'));
			expect(requests).toEqual([]);
		},
	);

	test('by statuses in any spelling, also such as the node does not know', async () => {
		const [a] = addSamples(2);
		sandbox().setSampleStatus(a ?? '', 'failed_validation');
		const status = '={{ $json.status }}';
		const found = await list({ status }, [{ status: 'Failed Validation' }]);
		expect(idsOf(found.json)).toEqual([a]);
		const none = await list({ status }, [{ status: 'Of Tomorrow' }]);
		expect([none.error, none.json]).toEqual([undefined, []]);
	});

	describe('by the ids that items name', () => {
		const BY_ITEM = { sampleIds: '={{ $json.sample_id }}' };

		test('50 with a request, each once, linked to the item that names it first', async () => {
			const ids = addSamples(120);
			const rows = [...ids, ids[0], ids[1]].map((sample_id) => ({ sample_id }));
			const { output, json, requests } = await list(BY_ITEM, rows, { returnAll: true });
			expect(idsOf(json)).toEqual(ids);
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
			expect(requests).toHaveLength(3);
		});

		test('several in one item, in any form', async () => {
			const [a = '', b = '', c = ''] = addSamples(3);
			const rows = [
				{ sample_id: `${b.toUpperCase()}, /api/v1/samples/${a}` },
				{ sample_id: [c, a] },
			];
			const { json, output } = await list(BY_ITEM, rows);
			expect(idsOf(json)).toEqual([b, a, c]);
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 0, 1].map((item) => ({ item })),
			);
		});

		test('the other filters still apply', async () => {
			const ids = addSamples(4);
			sandbox().setSampleStatus(ids[0] ?? '', 'importing');
			const rows = ids.map((sample_id) => ({ sample_id }));
			const filters = { ...BY_ITEM, status: ['available'] };
			expect(idsOf((await list(filters, rows)).json)).toEqual(ids.slice(1));
		});

		test('neither limit nor order applies: all come, in the order of the items', async () => {
			const ids = addSamples(60);
			const rows = ids.map((sample_id) => ({ sample_id })).toReversed();
			for (const sort of ['oldest', 'newest']) {
				const { json, output } = await list(BY_ITEM, rows, { limit: 2, sort });
				expect(idsOf(json)).toEqual(ids.toReversed());
				expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
					range(60).map((item) => ({ item })),
				);
			}
			const one = await list(BY_ITEM, [{ sample_id: ids.toReversed() }], { limit: 1 });
			expect(idsOf(one.json)).toEqual(ids.toReversed());
		});

		test('a sample comes once, also for items whose limits and orders differ', async () => {
			const [id] = addSamples(1);
			const rows = ['oldest', 'newest'].map((sort, item) => ({
				sample_id: id,
				sort,
				limit: item + 1,
			}));
			const more = { limit: '={{ $json.limit }}', sort: '={{ $json.sort }}' };
			const { json, requests } = await list(BY_ITEM, rows, more);
			expect(idsOf(json)).toEqual([id]);
			expect(requests).toHaveLength(1);
		});

		const notAnId = lineOf(['2'], 'sample', 'x y', 'not_an_id', { kind: 'sample' });

		test('what is no id, or none that One Codex has, is a fault of its row', async () => {
			const [id] = addSamples(1);
			const rows = [{ sample_id: id }, { sample_id: 'x y' }, { sample_id: '', note: 1 }, {}];
			const { error, requests } = await list(BY_ITEM, rows);
			expect(requests).toEqual([]);
			expect(error?.message).toContain(nothingChanged(2, 3));
			expect(error?.description).toContain(notAnId);
			expect(error?.description).toContain(lineOf(['3'], 'sample_ids', '', 'empty_filter'));
			const unknown = await list(BY_ITEM, [{ sample_id: `${id}, ${UNKNOWN}` }]);
			expect(unknown.error?.description).toBe(
				lineOf(['1'], 'sample', UNKNOWN, 'not_found', { kind: 'sample' }),
			);
		});

		test('what is no id is a fault of a row that has nothing else, too', async () => {
			const sampleIds = '={{ $itemIndex === 1 ? "x y" : $json.sample_id }}';
			const { error } = await list({ sampleIds }, [{ sample_id: UNKNOWN }, {}]);
			expect(error?.description).toContain(notAnId);
		});

		test('an expression that fails is a fault of its row', async () => {
			const [id] = addSamples(1);
			const sampleIds = '={{ $json.sample_id || $("No such node").item.json.x }}';
			const rows = [{ sample_id: id }, { other: 1 }];
			const { error } = await list({ sampleIds }, rows);
			expect(error?.message).toContain(nothingChanged(1, 2));
			expect(error?.description).toMatch(/^Row 2: .*'Sample IDs' failed \(/);
		});

		test('a sample of a faulty row still comes for another row that names it', async () => {
			const [id] = addSamples(1);
			const rows = [{ sample_id: `${id}, ${UNKNOWN}` }, { sample_id: id }];
			const settings = { onError: 'continueErrorOutput' } as const;
			const { output, errorOutput } = await run(
				'sample: getAll',
				rows,
				{ filters: BY_ITEM, limit: 1 },
				settings,
			);
			expect(output.map(({ json, pairedItem }) => [json.sample_id, pairedItem])).toEqual([
				[id, { item: 1 }],
			]);
			expect(errorOutput).toHaveLength(1);
		});
	});

	test('without the filter Sample IDs, items need none', async () => {
		const ids = addSamples(2);
		expect(
			idsOf(
				(
					await list(
						{},
						range(3).map((row) => ({ row })),
					)
				).json,
			),
		).toEqual(ids);
	});
});
