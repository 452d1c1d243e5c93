import { searchList } from './harness.cts';
import { idIn, locator, useNode } from './use-node.cts';
import { headlineFor } from '../failures.cts';

const { sandbox, credential, run, register, addSamples, metadataOf } = useNode();

type Method = Parameters<typeof searchList>[0];

const search = async (method: Method, ...rest: [filter?: string, token?: string]) =>
	searchList(method, credential(), ...rest);
const namesOf = async (...args: Parameters<typeof search>) =>
	(await search(...args)).results.map(({ name }) => name);

const METHODS = [
	'searchAnalyses',
	'searchBatches',
	'searchJobs',
	'searchMetadata',
	'searchProjects',
	'searchSamples',
] as const;

test('batches, newest first, by their names and numbers', async () => {
	await register(1, 'Rack 1', 0);
	await register(1, 'Box 2', 1);
	const [first, second] = sandbox().batches();
	expect((await search('searchBatches')).results).toEqual([
		{ name: `Box 2 (${second?.number})`, value: second?.id },
		{ name: `Rack 1 (${first?.number})`, value: first?.id },
	]);
	expect(await namesOf('searchBatches', ' rACK ')).toEqual([`Rack 1 (${first?.number})`]);
	expect(await search('searchBatches', first?.number.toLowerCase())).toEqual({
		results: [{ name: `Rack 1 (${first?.number})`, value: first?.id }],
	});
});

test('a batch that has a text in its name and in its number comes once', async () => {
	await register(1, 'Copy of SB0', 0);
	await register(1, 'Other', 1);
	const [first, second] = sandbox().batches();
	expect(await namesOf('searchBatches', 'SB0')).toEqual([
		`Copy of SB0 (${first?.number})`,
		`Other (${second?.number})`,
	]);
});

test('jobs, by their names', async () => {
	const ids = ['Resistance genes', 'MLST'].map((name) => sandbox().addJob({ name }));
	expect((await search('searchJobs')).results).toEqual([
		{ name: 'Resistance genes', value: ids[0] },
		{ name: 'MLST', value: ids[1] },
	]);
	expect(await namesOf('searchJobs', 'GENES')).toEqual(['Resistance genes']);
});

test('projects, by their names', async () => {
	const ids = ['Gut study', 'Soil'].map((name) => sandbox().addProject(name));
	expect((await search('searchProjects')).results).toEqual([
		{ name: 'Gut study', value: ids[0] },
		{ name: 'Soil', value: ids[1] },
	]);
	expect(await namesOf('searchProjects', 'GUT')).toEqual(['Gut study']);
	expect((await search('searchProjects', 's')).results).toHaveLength(2);
	// One Codex has a short name for it, too.
	expect(await namesOf('searchProjects', 'gut-s')).toEqual(['Gut study']);
});

describe('analyses', () => {
	const make = async () => {
		const [a = '', b = ''] = addSamples(2);
		await run('metadata: update', [{ sample_id: a, name: 'Patient 7' }]);
		return [
			sandbox().addAnalysis(a, { job: 'AMR Panel' }),
			sandbox().addAnalysis(b, { job: 'Gut', complete: true, success: false }),
			sandbox().addAnalysis(a, { job: 'Gut', complete: false, success: false }),
		].map((id, index) => ({ id, sample: index === 1 ? b : a }));
	};

	test.each(['both', 'analyses'] as const)('newest first, in the world %s', async (world) => {
		sandbox().setWorld({ analysisAddress: world });
		const [first, second, third] = await make();
		expect((await search('searchAnalyses')).results).toEqual([
			{ name: 'Gut of Patient 7 (unfinished)', value: third?.id },
			{ name: `Gut of ${second?.sample} (failed)`, value: second?.id },
			{ name: 'AMR Panel of Patient 7 (succeeded)', value: first?.id },
		]);
	});

	test.each(['prefix', 'equality', 'nothing', 'ignored', 'refused', 'crashing'] as const)(
		'of samples with a text in a name, where filters are %s',
		async (analysisFilter) => {
			const [first, , third] = await make();
			sandbox().setWorld({ analysisFilter, analysisSort: 'ignored', references: 'embedded' });
			const { results } = await search('searchAnalyses', 'PATIENT');
			expect(results.map(({ value }) => value)).toEqual([third?.id, first?.id]);
			expect((await search('searchAnalyses', 'nothing')).results).toEqual([]);
		},
	);
});

describe('samples and metadata', () => {
	const make = async () => {
		const ids = addSamples(3);
		const rows = [
			{ sample_id: ids[0], name: 'Patient 7', external_sample_id: 'E-7' },
			{ sample_id: ids[1], external_sample_id: 'E-8' },
		];
		await run('metadata: update', rows);
		return ids.map((sample) => ({ sample, metadata: idIn(metadataOf(sample).$uri) }));
	};

	test('metadata, by their names, or the ids of the lab, or their own', async () => {
		const [a, b, c] = await make();
		expect((await search('searchMetadata')).results).toEqual([
			{ name: 'Patient 7', value: a?.metadata },
			{ name: 'E-8', value: b?.metadata },
			{ name: c?.metadata, value: c?.metadata },
		]);
		expect(await search('searchMetadata', 'patient')).toEqual({
			results: [{ name: 'Patient 7', value: a?.metadata }],
		});
		expect(await namesOf('searchMetadata', 'e-8')).toEqual(['E-8']);
		// By its name, though it is the external id that was searched for.
		expect(await namesOf('searchMetadata', 'e-7')).toEqual(['Patient 7']);
	});

	test('samples, newest first, by the names of their metadata and their statuses', async () => {
		const [a, b, c] = await make();
		sandbox().setSampleStatus(b?.sample ?? '', 'awaiting_data');
		sandbox().finishSample(c?.sample ?? '', undefined, { filename: 'reads.fastq' });
		expect((await search('searchSamples')).results).toEqual([
			{ name: 'reads.fastq (available)', value: c?.sample },
			{ name: 'E-8 (awaiting data)', value: b?.sample },
			{ name: 'Patient 7 (available)', value: a?.sample },
		]);
	});

	test.each([
		['PATIENT', ['Patient 7']],
		['e-', ['Patient 7', 'E-8']],
		['READS', ['reads-9.fastq (available)']],
		['9.', ['reads-9.fastq (available)']],
		['7', ['Patient 7']],
		['nothing', []],
	])('samples with "%s" in a name or external id, or in the name of their file', async (...row) => {
		const [text, names] = row;
		const [a, b, c] = await make();
		sandbox().finishSample(a?.sample ?? '', undefined, { filename: 'e-7.txt' });
		sandbox().finishSample(c?.sample ?? '', undefined, { filename: 'reads-9.fastq' });
		const { results, ...rest } = await search('searchSamples', text);
		expect(results.map(({ name }) => name)).toEqual(names);
		const ids: Record<string, string | undefined> = { 'Patient 7': a?.sample, 'E-8': b?.sample };
		expect(results.map(({ value }) => value)).toEqual(names.map((one) => ids[one] ?? c?.sample));
		expect(rest).toEqual({});
	});

	test('metadata without a sample gives no sample', async () => {
		const [a] = await make();
		const body = JSON.stringify([{ ...metadataOf(a?.sample ?? ''), sample: undefined }]);
		const fault = { kind: 'body', contentType: 'application/json', body } as const;
		sandbox().inject({ match: { path: '/api/v1/metadata' }, times: 2, fault });
		expect((await search('searchSamples', 'Patient')).results).toEqual([]);
		expect(await namesOf('searchSamples', 'Patient')).toEqual(['Patient 7']);
	});

	test('what is found there is an id that operations take', async () => {
		await make();
		const [found] = (await search('searchSamples', 'Patient')).results;
		const { json } = await run('sample: get', [{}], { sampleId: locator(found?.value) });
		expect(json).toMatchObject([{ sample_id: found?.value }]);
	});
});

test.each(['searchAnalyses', 'searchMetadata', 'searchSamples'] as const)(
	'%s goes from page to page, and to no page behind the last',
	async (method) => {
		const ids = addSamples(120);
		if (method === 'searchAnalyses') ids.forEach((id) => sandbox().addAnalysis(id));
		const values = new Set<unknown>();
		const sizes: number[] = [];
		let token: string | undefined;
		do {
			const found = await search(method, '', token);
			found.results.forEach(({ value }) => values.add(value));
			sizes.push(found.results.length);
			token = found.paginationToken;
		} while (token !== undefined);
		expect(sizes).toEqual([50, 50, 20]);
		expect(values.size).toBe(ids.length);
	},
);

test.each(METHODS)('%s of nothing is an empty list', async (method) => {
	expect(await search(method)).toEqual({ results: [], paginationToken: undefined });
	expect((await search(method, 'text')).results).toEqual([]);
});

test.each(METHODS)('%s shows why it cannot be read', async (method) => {
	const fault = { kind: 'status', status: 403, message: 'no rights' } as const;
	sandbox().inject({ times: 'always', fault });
	await expect(search(method)).rejects.toMatchObject({
		name: 'NodeApiError',
		message: headlineFor({ status: 403 }),
		description: expect.stringContaining('no rights') as string,
	});
});

test('a name that cannot be read leaves the list as it is', async () => {
	const [id] = addSamples(1);
	const fault = { kind: 'status', status: 403 } as const;
	const path = /^\/api\/v1\/metadata/;
	sandbox().inject({ match: { path }, times: 'always', fault });
	expect((await search('searchSamples')).results).toEqual([
		{ name: `${id} (available)`, value: id },
	]);
});

test('a page behind the last is empty', async () => {
	addSamples(50);
	const found = await search('searchSamples', '', '1');
	expect(found.paginationToken).toBeUndefined();
	expect((await search('searchSamples', '', '9')).results).toEqual([]);
});

test('where One Codex refuses to search, the list itself is searched', async () => {
	['Gut study', 'Soil'].forEach((name) => sandbox().addProject(name));
	await register(1, 'Rack 1');
	const rows = addSamples(120).map((sample_id, index) => ({ sample_id, name: `No ${index}.` }));
	await run('metadata: update', rows);
	const [file] = addSamples(1);
	sandbox().finishSample(file ?? '', undefined, { filename: 'no 119.fastq' });
	sandbox().inject({ times: 'always', fault: { kind: 'refuseWhere' } });
	expect(await namesOf('searchProjects', 'GUT')).toEqual(['Gut study']);
	expect(await namesOf('searchBatches', 'RACK')).toHaveLength(1);
	expect(await namesOf('searchMetadata', 'no 119')).toEqual(['No 119.']);
	expect(await search('searchSamples', 'NO 119')).toEqual({
		results: [
			{ name: 'no 119.fastq (available)', value: file },
			{ name: 'No 119.', value: rows[119]?.sample_id },
		],
	});
});
