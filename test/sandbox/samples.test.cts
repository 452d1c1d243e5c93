import { startSandbox } from '../../sandbox/server.cts';
import type { Sandbox, SampleStatus, Taxon } from '../../sandbox/server.cts';
import type { WireResults, WireSample } from '../../sandbox/wire-samples.cts';
import {
	barcode,
	classifications,
	idOf,
	read,
	register,
	registerSamples,
	samples,
} from './client.cts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const one = async () => (await registerSamples(sandbox, 1))[0] as WireSample;

describe('the samples of a batch', () => {
	it('wait for data', async () => {
		const { batch, samples: tubes } = (await register(sandbox, 'Plate', [barcode(1)])).body;
		const sample = await read<WireSample>(sandbox, tubes[0]?.sample.$ref ?? '');
		expect(sample).toEqual({
			$uri: tubes[0]?.sample.$ref,
			created_at: batch.created_at,
			updated_at: batch.created_at,
			filename: null,
			size: null,
			status: 'awaiting_data',
			error_msg: null,
			visibility: 'awaiting data',
			owner: batch.owner,
			metadata: { $ref: expect.stringMatching(/^\/api\/v1\/metadata\/[a-f0-9]{16}$/) as string },
			project: null,
			tags: [],
			primary_classification: null,
		});
		expect(sandbox.samples()).toEqual([sample]);
	});

	it('are one for each tube, with metadata of their own', async () => {
		const three = await registerSamples(sandbox, 3);
		expect(new Set(three.map((sample) => sample.metadata.$ref)).size).toBe(3);
		expect(sandbox.samples()).toEqual(three);
		expect(sandbox.metadata().map(({ sample }) => sample.$ref)).toEqual(
			three.map(({ $uri }) => $uri),
		);
	});
});

describe('a sample that moves on', () => {
	it.each<[SampleStatus, string, boolean]>([
		['importing', 'importing', false],
		['validating', 'importing', false],
		['failed_validation', 'private', true],
		['available', 'private', false],
		['deleted', 'private', false],
		['awaiting_data', 'awaiting data', false],
	])('%s', async (status, visibility, hasMessage) => {
		const sample = await one();
		sandbox.setSampleStatus(idOf(sample), status);
		const moved = await read<WireSample>(sandbox, sample.$uri);
		expect(moved).toMatchObject({ status, visibility, primary_classification: null });
		expect(moved.error_msg !== null).toBe(hasMessage);
		expect(Date.parse(moved.updated_at)).toBeGreaterThan(Date.parse(sample.updated_at));
	});

	it('finished: it has a file and results', async () => {
		const sample = await one();
		const id = sandbox.finishSample(idOf(sample));
		const finished = await read<WireSample>(sandbox, sample.$uri);
		expect(finished).toMatchObject({
			status: 'available',
			visibility: 'private',
			filename: `${barcode(1)}.fastq.gz`,
			primary_classification: { $ref: `${classifications}/${id}` },
		});
		expect(finished.size).toBeGreaterThan(0);
		const results = await read<WireResults>(sandbox, `${classifications}/${id}/results`);
		expect(new Set(results.table.map(({ rank }) => rank)).size).toBeGreaterThan(3);
		expect(results.table.some(({ abundance }) => abundance === null)).toBe(true);
		expect(results.n_reads).toBe(results.table.reduce((sum, { readcount }) => sum + readcount, 0));
	});

	it('finished with what it is told', async () => {
		const table: Taxon[] = [
			{
				tax_id: '562',
				parent_tax_id: '561',
				name: 'Escherichia coli',
				rank: 'species',
				readcount: 7,
				readcount_w_children: 7,
				abundance: 1,
				abundance_w_children: 1,
			},
		];
		const sample = await one();
		const more = { filename: 'coli.fastq', size: 12, nReads: 9, hostTaxIds: [] };
		const first = sandbox.finishSample(idOf(sample), table, more);
		const again = sandbox.finishSample(idOf(sample), []);
		const resultsOf = (id: string) => read(sandbox, `${classifications}/${id}/results`);
		expect(await resultsOf(first)).toEqual({ host_tax_ids: [], n_reads: 9, table });
		expect(await resultsOf(again)).toEqual({ host_tax_ids: ['9606'], n_reads: 1, table: [] });
		expect(sandbox.samples()[0]?.primary_classification?.$ref).toContain(again);
	});

	it('only if there is one', () => {
		expect(() => sandbox.setSampleStatus('unknown', 'available')).toThrow('unknown');
		expect(() => sandbox.finishSample('unknown')).toThrow('unknown');
	});
});

it.each([
	[undefined, { filename: null, status: 'available' }],
	[
		{ filename: 'a.fastq', status: 'importing' },
		{ filename: 'a.fastq', status: 'importing', visibility: 'importing' },
	],
] as const)('a sample that is in no batch: %j', async (about, expected) => {
	await registerSamples(sandbox, 1);
	const id = sandbox.addSample(about);
	expect(await read(sandbox, `${samples}/${id}`)).toMatchObject(expected);
	expect(sandbox.samples().map(idOf).at(-1)).toBe(id);
	expect(() => sandbox.addSample({ apiKey: 'unknown' })).toThrow('key');
});
