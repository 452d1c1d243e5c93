import type { WireAnalysis, WireClassification, WireJob } from '../../sandbox/analyses.cts';
import { startSandbox } from '../../sandbox/server.cts';
import type { Sandbox, World } from '../../sandbox/server.cts';
import type { WireProject } from '../../sandbox/projects.cts';
import type { WireTag } from '../../sandbox/tags.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import {
	analyses,
	call,
	classifications,
	jobs,
	projects,
	read,
	samples,
	send,
	tags,
	withSandbox,
} from './client.cts';

type Loose = Record<string, unknown>;

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const statusOf = async (path: string) => (await send(sandbox, 'GET', path)).status;

describe('the analysis of a finished sample', () => {
	it('is a classification that succeeded, and stands among the analyses as well', async () => {
		const sample = sandbox.addSample();
		const id = sandbox.finishSample(sample);
		const one = await read<WireClassification>(sandbox, `${classifications}/${id}`);
		expect(one).toMatchObject({ complete: true, success: true, error_msg: null });
		expect(one.sample.$ref).toBe(`${samples}/${sample}`);
		expect(await read(sandbox, classifications)).toEqual([one]);
		const same = await read<WireAnalysis>(sandbox, `${analyses}/${id}`);
		const $uri = `${analyses}/${id}`;
		expect({ ...one, $uri, analysis_type: 'classification' }).toEqual({
			...same,
			results_uri: null,
		});
		expect(await read(sandbox, analyses)).toEqual([same]);
	});

	it('is the run of a job, which is the same for all of that name', async () => {
		const finish = (job: string) =>
			sandbox.finishSample(sandbox.addSample(), [], { analysis: { job } });
		const [a, b, c] = [finish('One'), finish('Two'), finish('One')];
		const jobOf = async (id: string) =>
			(await read<WireClassification>(sandbox, `${classifications}/${id}`)).job.$ref;
		expect(await jobOf(c)).toBe(await jobOf(a));
		expect((await read<WireJob>(sandbox, await jobOf(b))).name).toBe('Two');
		const all = await read<WireJob[]>(sandbox, jobs);
		expect(all.map(({ name }) => name)).toEqual(['One', 'Two']);
	});

	it.each([
		[{ complete: true, success: false, error_msg: 'Out of reads' }, 404],
		[{ complete: false, success: false }, 404],
		[{}, 200],
	])('with %j has results or has none: %i', async (analysis, status) => {
		const id = sandbox.finishSample(sandbox.addSample(), [], { analysis });
		expect(await statusOf(`${classifications}/${id}/results`)).toBe(status);
		const one = await read<WireClassification>(sandbox, `${classifications}/${id}`);
		expect(one).toMatchObject(analysis);
	});
});

it('one tag comes as a list of one, and a project as itself', async () => {
	const sample = sandbox.addSample();
	const project = sandbox.addProject('Gut');
	const json = { tags: [{ name: 'urgent' }] };
	const { body } = await call<WireSample>(sandbox, 'PATCH', `${samples}/${sample}`, { json });
	const $uri = body.tags[0]?.$ref ?? '';
	expect(await read<WireTag[]>(sandbox, $uri)).toEqual([{ $uri, name: 'urgent' }]);
	const one = await read<WireProject>(sandbox, `${projects}/${project}`);
	expect(one.name).toBe('Gut');
	expect($uri.startsWith(tags)).toBe(true);
});

describe('worlds', () => {
	it.each<[World['analysisAddress'], number, number]>([
		['both', 200, 200],
		['classifications', 200, 404],
		['analyses', 404, 200],
	])('a classification can be read at %s', async (analysisAddress, first, second) => {
		sandbox.setWorld({ analysisAddress });
		const id = sandbox.finishSample(sandbox.addSample());
		expect(await statusOf(`${classifications}/${id}`)).toBe(first);
		expect(await statusOf(`${analyses}/${id}`)).toBe(second);
		expect(await statusOf(`${classifications}/${id}/results`)).toBe(200);
		expect(await read(sandbox, classifications)).toHaveLength(first === 200 ? 1 : 0);
	});

	it.each<[World['references'], object[]]>([
		['referred', [{ $ref: expect.stringContaining(tags) as string }]],
		['embedded', [{ $uri: expect.stringContaining(tags) as string, name: 'urgent' }]],
	])('other objects are %s', (references, expected) =>
		withSandbox({ world: { references } }, async (own) => {
			const address = `${samples}/${own.addSample()}`;
			const json = {
				tags: [{ name: 'urgent' }],
				project: { $ref: `${projects}/${own.addProject('Gut')}` },
			};
			const { body } = await call<Loose>(own, 'PATCH', address, { json });
			expect(body.tags).toEqual(expected);
			const isWhole = references === 'embedded';
			expect((body.project as Loose).name).toBe(isWhole ? 'Gut' : undefined);
			expect(await read(own, address)).toEqual(body);
			expect(await read(own, samples)).toEqual([body]);
			expect(own.samples()[0]?.tags[0]).toHaveProperty('$ref');
		}),
	);

	it.each<[World['taxa'], string, string]>([
		['documented', 'string', 'readcount'],
		['odd', 'number', 'filtered_readcount'],
	])('taxa are %s', (taxa, type, name) =>
		withSandbox({ world: { taxa } }, async (own) => {
			const id = own.finishSample(own.addSample());
			const { table } = await read<{ table: Array<Loose | null> }>(
				own,
				`${classifications}/${id}/results`,
			);
			const readable = table.filter((one) => one !== null && 'tax_id' in one);
			expect(table.length - readable.length).toBe(taxa === 'odd' ? 2 : 0);
			expect(typeof readable[0]?.tax_id).toBe(type);
			expect(readable[0]).toHaveProperty(name);
		}),
	);
});
