import { startSandbox } from '../../sandbox/server.cts';
import type { Sandbox } from '../../sandbox/server.cts';
import type { WireTag } from '../../sandbox/tags.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import { call, projects, read, registerSamples, samples, tags } from './client.cts';
import type { Refused } from './client.cts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false, apiKeys: ['one', 'two'] });
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const one = async () => (await registerSamples(sandbox, 1))[0] as WireSample;
const patch = <Body = WireSample,>({ $uri }: { $uri: string }, json: unknown) =>
	call<Body>(sandbox, 'PATCH', $uri, { json });

describe('a change to a sample', () => {
	it('puts it into a project and takes it out', async () => {
		const sample = await one();
		const project = { $ref: `${projects}/${sandbox.addProject('Gut')}` };
		const changed = await patch(sample, { project });
		expect(changed.status).toBe(200);
		expect(changed.body).toEqual({ ...sample, project, updated_at: changed.body.updated_at });
		expect(Date.parse(changed.body.updated_at)).toBeGreaterThan(Date.parse(sample.updated_at));
		expect(await read(sandbox, sample.$uri)).toEqual(changed.body);
		const tagged = await patch(sample, { tags: [{ name: 'urgent' }] });
		expect(tagged.body.project).toEqual(project);
		expect((await patch(sample, { project: null })).body.project).toBeNull();
	});

	it('finds tags by name, or makes them, each once', async () => {
		const [first, second] = (await registerSamples(sandbox, 2)) as [WireSample, WireSample];
		const names = [{ name: 'urgent' }, { name: 'x'.repeat(30) }, { name: 'urgent' }];
		const tagged = await patch(first, { tags: names });
		const made = await read<WireTag[]>(sandbox, tags);
		expect(made.map(({ name }) => name)).toEqual(['urgent', 'x'.repeat(30)]);
		expect(tagged.body.tags).toEqual(made.map(({ $uri }) => ({ $ref: $uri })));

		const { body } = await patch(second, { tags: [{ name: 'urgent' }] });
		expect(body.tags).toEqual(tagged.body.tags.slice(0, 1));
		expect((await patch(second, { tags: tagged.body.tags })).body.tags).toEqual(tagged.body.tags);
		expect((await patch(second, { tags: [] })).body.tags).toEqual([]);
		expect(await read(sandbox, tags)).toEqual(made);
	});

	it('needs a project and tags of its own account', async () => {
		const sample = await one();
		const project = { $ref: `${projects}/${sandbox.addProject('Theirs', 'two')}` };
		const [theirs] = await registerSamples(sandbox, 1, 'two');
		const json = { tags: [{ name: 'theirs' }] };
		const tagged = await call<WireSample>(sandbox, 'PATCH', theirs?.$uri ?? '', {
			json,
			key: 'two',
		});
		expect((await patch(sample, { project })).status).toBe(400);
		expect((await patch(sample, { tags: tagged.body.tags })).status).toBe(400);
		expect((await patch(sample, { project, tags: [{ name: 'lost' }] })).status).toBe(400);
		expect(await read(sandbox, tags)).toEqual([]);
		expect(await read(sandbox, sample.$uri)).toEqual(sample);
	});

	const address = (kind: string) => ({ $ref: `/api/v1/${kind}/0123456789abcdef` });
	it.each<[string, unknown]>([
		['project', { project: address('projects') }],
		['project', { project: address('tags') }],
		['project', { project: {} }],
		['project', { project: address('projects').$ref }],
		['tags', { tags: [address('tags')] }],
		['tags', { tags: [{ name: '' }] }],
		['tags', { tags: [{ name: 'x'.repeat(31) }] }],
		['tags', { tags: [{ name: 'a' }, address('tags')] }],
		['tags', { tags: ['urgent'] }],
		['tags', { tags: null }],
		['additional properties', { visibility: 'public' }],
		['additional properties', { filename: 'a.fastq' }],
		['fewer than 1', {}],
		['object', []],
	])('is refused for a wrong %s: %j', async (named, json) => {
		const sample = await one();
		const refused = await patch<Refused>(sample, json);
		expect(refused.body.status).toBe(400);
		expect(refused.body.message).toContain(named);
		expect(await read(sandbox, sample.$uri)).toEqual(sample);
	});

	it('to a sample there is not is a 404, and makes no tag', async () => {
		const nobody = { $uri: `${samples}/0123456789abcdef` };
		expect((await patch(nobody, { tags: [{ name: 'lost' }] })).status).toBe(404);
		expect(await read(sandbox, tags)).toEqual([]);
	});
});
