import type { WireAnalysis, WireClassification, WireJob } from '../../sandbox/analyses.cts';
import type { World } from '../../sandbox/server.cts';
import { at, call, read, sandbox, statusOf, useSandbox } from './client.cts';
import type { Loose } from './client.cts';

useSandbox();

const finish = (analysis = {}) =>
	sandbox().finishSample(sandbox().addSample(), undefined, { analysis });

describe('the analysis of a finished sample', () => {
	it('is a classification that succeeded, and is among the analyses as well', async () => {
		const id = finish();
		const one = await read<WireClassification>(`${at.classifications}/${id}`);
		expect(one).toMatchObject({ complete: true, success: true, error_msg: null });
		expect(one.sample.$ref).toBe(sandbox().samples()[0]?.$uri);
		expect(await read(at.classifications)).toEqual([one]);
		const $uri = `${at.analyses}/${id}`;
		const same = await read<WireAnalysis>($uri);
		const shown = { ...one, $uri, analysis_type: 'classification' };
		expect({ ...same, results_uri: null }).toEqual(shown);
		expect(await read(at.analyses)).toEqual([same]);
	});

	it('is the run of a job, which is the same for all of that name', async () => {
		const [a, b, c] = ['One', 'Two', 'One'].map((job) => finish({ job }));
		const jobOf = async (id = '') =>
			(await read<WireClassification>(`${at.classifications}/${id}`)).job.$ref;
		expect(await jobOf(c)).toBe(await jobOf(a));
		expect((await read<WireJob>(await jobOf(b))).name).toBe('Two');
		expect(await read(at.jobs)).toMatchObject([{ name: 'One' }, { name: 'Two' }]);
	});

	it.each([
		[{ complete: true, success: false, error_msg: 'Out of reads' }, 404],
		[{ complete: false, success: false }, 404],
		[{}, 200],
	])('with %j has results or has none: %i', async (analysis, status) => {
		const address = `${at.classifications}/${finish(analysis)}`;
		expect(await statusOf(`${address}/results`)).toBe(status);
		expect(await read(address)).toMatchObject(analysis);
	});
});

describe('worlds', () => {
	it.each<[World['analysisAddress'], number, number]>([
		['both', 200, 200],
		['classifications', 200, 404],
		['analyses', 404, 200],
	])('a classification can be read at %s', async (analysisAddress, first, second) => {
		sandbox().setWorld({ analysisAddress });
		const id = finish();
		expect(await statusOf(`${at.classifications}/${id}`)).toBe(first);
		expect(await statusOf(`${at.analyses}/${id}`)).toBe(second);
		expect(await statusOf(`${at.classifications}/${id}/results`)).toBe(200);
		expect(await read(at.classifications)).toHaveLength(first === 200 ? 1 : 0);
	});

	it.each<[World['references'], object, string | undefined]>([
		['referred', { $ref: expect.stringContaining(at.tags) as string }, undefined],
		['embedded', { $uri: expect.stringContaining(at.tags) as string, name: 'urgent' }, 'Gut'],
	])('other objects are %s', async (references, tag, projectName) => {
		sandbox().setWorld({ references });
		const address = `${at.samples}/${sandbox().addSample()}`;
		const project = { $ref: `${at.projects}/${sandbox().addProject('Gut')}` };
		const json = { tags: [{ name: 'urgent' }], project };
		const { body } = await call<Loose>('PATCH', address, { json });
		expect(body.tags).toEqual([tag]);
		expect((body.project as Loose).name).toBe(projectName);
		expect(await read(address)).toEqual(body);
		expect(await read(at.samples)).toEqual([body]);
		expect(sandbox().samples()[0]?.tags[0]).toHaveProperty('$ref');
	});

	it.each<[World['taxa'], string, string, number]>([
		['documented', 'string', 'readcount', 0],
		['odd', 'number', 'filtered_readcount', 2],
	])('taxa are %s', async (taxa, type, name, unreadable) => {
		sandbox().setWorld({ taxa });
		const { table } = await read<{ table: Array<Loose | null> }>(
			`${at.classifications}/${finish()}/results`,
		);
		const readable = table.filter((one) => one !== null && 'tax_id' in one);
		expect(table.length - readable.length).toBe(unreadable);
		expect(typeof readable[0]?.tax_id).toBe(type);
		expect(readable[0]).toHaveProperty(name);
	});
});
