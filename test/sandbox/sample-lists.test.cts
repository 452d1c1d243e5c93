import { startSandbox } from '../../sandbox/server.cts';
import type { Sandbox } from '../../sandbox/server.cts';
import type { WireProject } from '../../sandbox/projects.cts';
import type { WireTag } from '../../sandbox/tags.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import {
	call,
	idOf,
	metadata,
	projects,
	read,
	registerSamples,
	samples,
	send,
	tags,
} from './client.cts';
import type { Refused } from './client.cts';

let sandbox: Sandbox;
let all: WireSample[];
let gut: { $ref: string };

// Four samples: one finished, one in a project, one that waits, one that is in no batch. The tests
// below only read.
beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
	const three = await registerSamples(sandbox, 3);
	const [first, second, third] = three as [WireSample, WireSample, WireSample];
	sandbox.addSample({ filename: 'alone.fastq', status: 'importing' });
	gut = { $ref: `${projects}/${sandbox.addProject('Gut study')}` };
	sandbox.addProject('no');
	const patch = (path: string, json: unknown) => send(sandbox, 'PATCH', path, { json });
	await patch(second.$uri, { project: gut, tags: [{ name: 'urgent' }, { name: 'later' }] });
	await patch(first.metadata.$ref, { name: 'One', external_sample_id: 'L-1', starred: true });
	await patch(third.metadata.$ref, { name: 'Three', platform: 'Illumina', library_type: 'WGS' });
	sandbox.finishSample(idOf(first), undefined, { filename: 'first.fastq', size: 100 });
	all = await read(sandbox, samples);
});

afterAll(() => sandbox.close());

const list = <Body,>(path: string, query: Record<string, unknown>) =>
	call<Body>(sandbox, 'GET', path, { query });

describe('the list of samples', () => {
	const positions = async (query: Record<string, unknown>) => {
		const { body } = await list<WireSample[]>(samples, query);
		return body.map(({ $uri }) => all.findIndex((sample) => sample.$uri === $uri));
	};

	it.each<[unknown, number[]]>([
		[{ filename: 'first.fastq' }, [0]],
		[{ filename: { $icontains: '.FASTQ' } }, [0, 3]],
		[{ size: 100 }, [0]],
		[{ size: { $between: [99, 101] } }, [0]],
		[{ size: { $gte: 101 } }, []],
		[{ size: { $between: [100, 200] } }, [0]],
		[{ size: { $in: [100, 200] } }, [0]],
		[{ status: 'awaiting_data' }, [1, 2]],
		[{ status: { $in: ['available', 'importing'] } }, [0, 3]],
		[{ visibility: 'awaiting data' }, [1, 2]],
		[{ project: null }, [0, 2, 3]],
		[{ owner: '/api/v1/users/0000000000000001' }, [0, 1, 2, 3]],
	])('is filtered by %j', async (where, expected) => {
		expect(await positions({ where })).toEqual(expected);
	});

	it('is filtered by address, reference and time', async () => {
		const [first, second, third] = all as [WireSample, WireSample, WireSample];
		const of = (where: unknown) => positions({ where });
		expect(await of({ $uri: third.$uri })).toEqual([2]);
		expect(await of({ project: gut })).toEqual([1]);
		expect(await of({ project: { $in: [gut.$ref, null] } })).toEqual([0, 1, 2, 3]);
		expect(await of({ metadata: first.metadata.$ref })).toEqual([0]);
		expect(await of({ metadata: { $in: [first.metadata, second.metadata] } })).toEqual([0, 1]);
		expect(await of({ created_at: { $lte: first.created_at } })).toEqual([0, 1, 2]);
		expect(await of({ updated_at: second.updated_at })).toEqual([1]);
		expect(await of({ updated_at: { $gte: second.updated_at } })).toEqual([0, 1]);
	});

	it('takes fifty addresses at once, and no more', async () => {
		const others = Array.from({ length: 48 }, (_, index) => `${samples}/${index}`);
		const fifty = [all[0]?.$uri, ...others, all[2]?.$uri];
		expect(await positions({ where: { $uri: { $in: fifty } } })).toEqual([0, 2]);
		const where = { $uri: { $in: [...fifty, all[1]?.$uri] } };
		const refused = await list<Refused>(samples, { where });
		expect(refused.status).toBe(400);
		expect(refused.body.message).toContain('50');
		const names = { filename: { $in: Array.from({ length: 51 }, (_, index) => `${index}`) } };
		expect(await positions({ where: names })).toEqual([]);
	});

	it('is sorted by the time of the registration or of the last change', async () => {
		expect(await positions({ sort: { created_at: true } })).toEqual([3, 0, 1, 2]);
		expect(await positions({ sort: { created_at: false } })).toEqual([0, 1, 2, 3]);
		expect(await positions({ sort: { updated_at: true } })).toEqual([0, 1, 3, 2]);
	});

	it('comes in pages, and says how many match', async () => {
		const { body, headers } = await list(samples, { page: '2', per_page: '3' });
		expect(body).toEqual(all.slice(3));
		expect(headers.get('X-Total-Count')).toBe('4');
		expect(headers.get('Link')).toContain('rel="prev"');
	});
});

describe('the list of metadata', () => {
	it.each<[unknown, string[]]>([
		[{ name: { $startswith: 'T' } }, ['Three']],
		[{ description: 'none' }, []],
		[{ external_sample_id: { $in: ['L-1', 'L-2'] } }, ['One']],
		[{ library_type: 'WGS' }, ['Three']],
		[{ platform: 'Illumina' }, ['Three']],
		[{ sample_type: { $in: ['Isolate'] } }, []],
		[{ location_string: { $icontains: 'Basel' } }, []],
		[{ starred: true }, ['One']],
		[{ starred: false, name: { $in: ['One', 'Three'] } }, ['Three']],
	])('is filtered by %j', async (where, names) => {
		const { body } = await list<Array<{ name: string }>>(metadata, { where });
		expect(body.map(({ name }) => name)).toEqual(names);
	});

	it('is filtered by sample and time, and sorted by the last change', async () => {
		const $ref = all[2]?.$uri;
		const of = async (query: Record<string, unknown>) =>
			(await list<Array<{ sample: unknown }>>(metadata, query)).body.map(({ sample }) => sample);
		expect(await of({ where: { sample: { $ref } } })).toEqual([{ $ref }]);
		expect(await of({ where: { sample: { $in: [$ref] } } })).toEqual([{ $ref }]);
		expect(await of({ where: { updated_at: { $lte: '2020-01-01T00:00:00Z' } } })).toEqual([]);
		expect(await of({ sort: { updated_at: false } })).toHaveLength(4);
	});
});

describe('the lists of projects and tags', () => {
	it('show projects, with a short name if there can be one', async () => {
		const { body } = await list<WireProject[]>(projects, {});
		expect(body).toMatchObject([
			{ $uri: gut.$ref, name: 'Gut study', project_name: 'Gut-study', owner: all[0]?.owner },
			{ name: 'no', project_name: null },
		]);
	});

	it.each<[string, unknown, string[]]>([
		[projects, { name: 'Gut study' }, ['Gut study']],
		[projects, { project_name: { $icontains: 'STUDY' } }, ['Gut study']],
		[projects, { $uri: `${projects}/0123456789abcdef` }, []],
		[tags, {}, ['urgent', 'later']],
		[tags, { name: 'later' }, ['later']],
		[tags, { $uri: { $in: [] } }, []],
	])('%s is filtered by %j', async (path, where, names) => {
		const { body, headers } = await list<WireTag[]>(path, { where, per_page: '1' });
		expect(headers.get('X-Total-Count')).toBe(String(names.length));
		expect(body.map(({ name }) => name)).toEqual(names.slice(0, 1));
	});
});

describe('what these lists refuse', () => {
	it.each<[string, string, Record<string, unknown>]>([
		['tags', samples, { where: { tags: { $containsall: [] } } }],
		['$icontains', samples, { where: { $uri: { $icontains: 'a' } } }],
		['text', samples, { where: { $uri: { $ref: 'a' } } }],
		['text', samples, { where: { filename: null } }],
		['a number', samples, { where: { size: '100' } }],
		['$icontains', samples, { where: { size: { $icontains: 1 } } }],
		['RFC 3339', samples, { where: { updated_at: 'today' } }],
		['an address', samples, { where: { project: 7 } }],
		['$startswith', samples, { where: { project: { $startswith: 'a' } } }],
		['filename', samples, { sort: { filename: true } }],
		['expand', samples, { expand: 'all' }],
		['custom', metadata, { where: { custom: { lab: 'B' } } }],
		['custom.lab', metadata, { where: { 'custom.lab': 'B' } }],
		['date_collected', metadata, { where: { date_collected: '2026-01-05T08:00:00Z' } }],
		['true or false', metadata, { where: { starred: 'true' } }],
		['$gte', metadata, { where: { starred: { $gte: false } } }],
		['owner', projects, { where: { owner: '/api/v1/users/0000000000000001' } }],
		['per_page', projects, { per_page: '0' }],
		['created_at', tags, { sort: { created_at: true } }],
	])('%s: %s?%j', async (named, path, query) => {
		const refused = await list<Refused>(path, query);
		expect(refused.status).toBe(400);
		expect(refused.body.message).toContain(named);
	});
});
