import type { SampleStatus, Taxon } from '../../sandbox/server.cts';
import type { WireTag } from '../../sandbox/tags.cts';
import type { WireResults, WireSample } from '../../sandbox/wire-samples.cts';
import {
	call,
	at,
	idOf,
	otherKey,
	read,
	register,
	registerSample,
	registerSamples,
	sandbox,
	statusOf,
	useSandbox,
} from './client.cts';

useSandbox();

describe('the samples of a batch', () => {
	it('wait for data', async () => {
		const { batch, samples: tubes } = (await register('Plate', ['abcDE12345'])).body;
		expect(await read(tubes[0]?.sample.$ref ?? '')).toMatchObject({
			...{ $uri: tubes[0]?.sample.$ref, owner: batch.owner },
			...{ created_at: batch.created_at, updated_at: batch.created_at },
			...{ status: 'awaiting_data', visibility: 'awaiting data', error_msg: null },
			...{ filename: null, size: null, project: null, tags: [], primary_classification: null },
		});
	});

	it('are one for each tube, with metadata of their own', async () => {
		const three = await registerSamples(3);
		expect(new Set(three.map((sample) => sample.metadata.$ref)).size).toBe(3);
		expect(sandbox().samples()).toEqual(three);
		const ofMetadata = sandbox()
			.metadata()
			.map(({ sample }) => sample.$ref);
		expect(ofMetadata).toEqual(three.map(({ $uri }) => $uri));
	});
});

it.each([
	[undefined, { filename: null, status: 'available' }],
	[
		{ filename: 'a.fastq', status: 'importing' },
		{ filename: 'a.fastq', status: 'importing', visibility: 'importing' },
	],
] as const)('a sample that is in no batch: %j', async (about, expected) => {
	await registerSample();
	const id = sandbox().addSample(about);
	expect(await read(`${at.samples}/${id}`)).toMatchObject(expected);
	expect(sandbox().samples().map(idOf).at(-1)).toBe(id);
});

describe('a sample that moves on', () => {
	it.each<[SampleStatus, string, boolean]>([
		['importing', 'importing', false],
		['validating', 'importing', false],
		['failed_validation', 'private', true],
		['available', 'private', false],
		['deleted', 'private', false],
		['awaiting_data', 'awaiting data', false],
	])('to %s', async (status, visibility, hasMessage) => {
		const sample = await registerSample();
		sandbox().setSampleStatus(idOf(sample), status);
		const moved = await read<WireSample>(sample.$uri);
		expect(moved).toMatchObject({ status, visibility, primary_classification: null });
		expect(moved.error_msg !== null).toBe(hasMessage);
		expect(Date.parse(moved.updated_at)).toBeGreaterThan(Date.parse(sample.updated_at));
	});

	it('to its results', async () => {
		const sample = await registerSample();
		const id = sandbox().finishSample(idOf(sample));
		const finished = await read<WireSample>(sample.$uri);
		expect(finished).toMatchObject({
			status: 'available',
			visibility: 'private',
			filename: `${sandbox().batches()[0]?.tubes[0]?.barcode}.fastq.gz`,
			primary_classification: { $ref: `${at.classifications}/${id}` },
		});
		expect(finished.size).toBeGreaterThan(0);
		const { table, n_reads } = await read<WireResults>(`${at.classifications}/${id}/results`);
		expect(new Set(table.map(({ rank }) => rank)).size).toBeGreaterThan(3);
		expect(table.some(({ abundance }) => abundance === null)).toBe(true);
		expect(n_reads).toBe(table.reduce((sum, { readcount }) => sum + readcount, 0));
	});

	it('to results of a test, and to others', async () => {
		const counts = { readcount: 7, readcount_w_children: 7, abundance: 1, abundance_w_children: 1 };
		const table: Taxon[] = [
			{ tax_id: '562', parent_tax_id: '561', name: 'E. coli', rank: 'species', ...counts },
		];
		const id = idOf(await registerSample());
		const more = { filename: 'coli.fastq', size: 12, nReads: 9 };
		const first = sandbox().finishSample(id, table, more);
		expect(sandbox().samples()).toMatchObject([{ filename: 'coli.fastq', size: 12 }]);
		const again = sandbox().finishSample(id, []);
		const resultsOf = (classification: string) =>
			read(`${at.classifications}/${classification}/results`);
		expect(await resultsOf(first)).toEqual({ host_tax_ids: ['9606'], n_reads: 9, table });
		expect(await resultsOf(again)).toEqual({ host_tax_ids: ['9606'], n_reads: 1, table: [] });
		expect(sandbox().samples()[0]?.primary_classification?.$ref).toContain(again);
	});
});

describe('a change to a sample', () => {
	const patch = ({ $uri }: { $uri: string }, json: unknown, key?: string) =>
		call<WireSample>('PATCH', $uri, { json, key });

	it('puts it into a project and takes it out', async () => {
		const sample = await registerSample();
		const project = { $ref: `${at.projects}/${sandbox().addProject('Gut')}` };
		const changed = await patch(sample, { project });
		expect(changed.status).toBe(200);
		expect(changed.body).toEqual({ ...sample, project, updated_at: changed.body.updated_at });
		expect(Date.parse(changed.body.updated_at)).toBeGreaterThan(Date.parse(sample.updated_at));
		expect(await read(sample.$uri)).toEqual(changed.body);
		expect((await patch(sample, { tags: [{ name: 'urgent' }] })).body.project).toEqual(project);
		expect((await patch(sample, { project: null })).body.project).toBeNull();
	});

	it('finds tags by name, or makes them, each once', async () => {
		const [first, second] = (await registerSamples(2)) as [WireSample, WireSample];
		const names = [{ name: 'urgent' }, { name: 'x'.repeat(30) }, { name: 'urgent' }];
		const tagged = (await patch(first, { tags: names })).body.tags;
		const made = await read<WireTag[]>(at.tags);
		expect(made.map(({ name }) => name)).toEqual(['urgent', 'x'.repeat(30)]);
		expect(tagged).toEqual(made.map(({ $uri }) => ({ $ref: $uri })));
		// The API answers with a list where one tag is asked for.
		expect(await read(tagged[0]?.$ref ?? '')).toEqual(made.slice(0, 1));

		const { body } = await patch(second, { tags: [{ name: 'urgent' }] });
		expect(body.tags).toEqual(tagged.slice(0, 1));
		expect((await patch(second, { tags: tagged })).body.tags).toEqual(tagged);
		expect((await patch(second, { tags: [] })).body.tags).toEqual([]);
		expect(await read(at.tags)).toEqual(made);
	});

	it('needs a sample, a project and tags of its own account', async () => {
		const sample = await registerSample();
		const project = { $ref: `${at.projects}/${sandbox().addProject('Theirs', otherKey)}` };
		const theirs = await patch(await registerSample(otherKey), { tags: [{ name: 'x' }] }, otherKey);
		const lost = [{ name: 'lost' }];
		const changes = [{ project }, { tags: theirs.body.tags }, { project, tags: lost }];
		for (const json of changes) expect((await patch(sample, json)).status).toBe(400);
		const nothing = `${at.samples}/0123456789abcdef`;
		expect(await statusOf(nothing, { json: { tags: lost } }, 'PATCH')).toBe(404);
		expect(await read(at.tags)).toEqual([]);
		expect(await read(sample.$uri)).toEqual(sample);
	});
});
