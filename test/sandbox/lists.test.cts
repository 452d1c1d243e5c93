import {
	at,
	barcode,
	barcodes,
	idOf,
	list,
	read,
	register,
	sandbox,
	send,
	useSandbox,
} from './client.cts';
import type { Refused } from './client.cts';

type Found = { $uri: string; created_at: string };

useSandbox({ keepsState: true });

// Five batches, the last of two tubes, and a sample that is in none. The tests only read.
beforeAll(async () => {
	for (const [index, name] of ['Alpha', 'alpha (2 of 2)', 'Beta', 'Gamma'].entries()) {
		await register(name, [barcode(index)]);
	}
	await register('Alpha', [barcode(4), barcode(5)]);
	sandbox().addSample({ filename: 'alone.fastq', status: 'importing' });
	const [first, second, third] = sandbox().samples();
	if (!first || !second || !third) throw new Error('Samples are missing');
	sandbox().finishSample(idOf(first), [], { filename: 'first.fastq' });
	const project = { $ref: `${at.projects}/${sandbox().addProject('Gut study')}` };
	sandbox().addProject('no');
	const patch = (path: string, json: unknown) => send('PATCH', path, { json });
	await patch(second.$uri, { project, tags: [{ name: 'urgent' }, { name: 'later' }] });
	await patch(first.metadata.$ref, { name: 'One', external_sample_id: 'L-1' });
	await patch(third.metadata.$ref, { name: 'Three' });
});

/** The places in a whole list of the entries that a query finds. */
async function places(path: string, query: Record<string, unknown>): Promise<number[]> {
	const whole = await read<Found[]>(path);
	const { body } = await list<Found[]>(path, query);
	return body.map(({ $uri }) => whole.findIndex((one) => one.$uri === $uri));
}

describe('a page', () => {
	it('is cut, and says where it is', async () => {
		const { body, headers } = await list(at.batches, { page: '2', per_page: '2' });
		expect(body).toEqual((await read<unknown[]>(at.batches)).slice(2, 4));
		expect(headers.get('X-Total-Count')).toBe('5');
		const links = (headers.get('Link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g);
		const pageOf = (url = '') => new URL(url).searchParams.get('page');
		const pages = Object.fromEntries(
			[...links].map(([, url, rel = '']): [string, string | null] => [rel, pageOf(url)]),
		);
		expect(pages).toEqual({ self: '2', first: '1', prev: '1', next: '3', last: '3' });
	});

	it('has no next if it is the last, and is empty beyond that', async () => {
		const last = await list(at.batches, { page: '3', per_page: '2' });
		expect(last.body).toHaveLength(1);
		expect(last.headers.get('Link')).not.toContain('rel="next"');
		const beyond = await list(at.batches, { page: '4', per_page: '2' });
		expect([beyond.body, beyond.headers.get('X-Total-Count')]).toEqual([[], '5']);
	});
});

it.each([
	[at.batches, [4, 3, 2, 1, 0]],
	// The two samples of one registration have the same time.
	[at.samples, [6, 4, 5, 3, 2, 1, 0]],
])('%s is sorted and filtered by time', async (path, newestFirst) => {
	const [, second, , fourth] = await read<Found[]>(path);
	const [from = '', to] = [second?.created_at, fourth?.created_at];
	const of = (created_at: unknown) => places(path, { where: { created_at } });
	expect(await places(path, { sort: { created_at: true } })).toEqual(newestFirst);
	expect(await places(path, { sort: { created_at: false } })).toEqual(newestFirst.toSorted());
	expect(await of({ $gte: from })).toEqual(newestFirst.toSorted().slice(1));
	expect(await of({ $lte: from })).toEqual([0, 1]);
	expect(await of({ $between: [from, to] })).toEqual([1, 2, 3]);
	expect(await of(from.replace('Z', '+00:00'))).toEqual([1]);
});

it.each<[string, unknown, number[]]>([
	[at.batches, {}, [0, 1, 2, 3, 4]],
	[at.batches, { name: 'Alpha' }, [0, 4]],
	[at.batches, { name: { $eq: 'Beta' } }, [2]],
	[at.batches, { name: { $in: ['Beta', 'Gamma'] } }, [2, 3]],
	[at.batches, { name: { $icontains: 'ALPHA' } }, [0, 1, 4]],
	[at.batches, { name: { $startswith: 'Alpha' } }, [0, 4]],
	[at.batches, { name: { $startswith: 'Alpha' }, batch_number: { $icontains: 'sb000005' } }, [4]],
	[at.samples, { status: 'awaiting_data' }, [1, 2, 3, 4, 5]],
	[at.samples, { status: { $in: ['available', 'importing'] } }, [0, 6]],
	[at.samples, { filename: { $icontains: '.FASTQ' } }, [0, 6]],
	[at.samples, { filename: { $in: barcodes(51) } }, []],
	[at.metadata, { name: { $icontains: 'o' } }, [0]],
	[at.metadata, { external_sample_id: { $icontains: 'l-' } }, [0]],
	[at.projects, { name: { $icontains: 'STUDY' } }, [0]],
	[at.projects, { project_name: { $icontains: 'gut-' } }, [0]],
	[at.tags, { $uri: { $in: [] } }, []],
])('%s is filtered by %j, and counted', async (path, where, expected) => {
	expect(await places(path, { where })).toEqual(expected);
	const { headers } = await list(path, { where, per_page: '1' });
	expect(headers.get('X-Total-Count')).toBe(String(expected.length));
});

it.each([
	at.batches,
	at.samples,
	at.metadata,
	at.projects,
	at.tags,
	at.classifications,
	at.analyses,
	at.jobs,
])('%s is filtered by up to fifty addresses', async (path) => {
	const whole = await read<Found[]>(path);
	const fifty = [whole.at(-1)?.$uri, ...barcodes(49).map((id) => `${path}/${id}`)];
	const among = (addresses: unknown[]) => ({ where: { $uri: { $in: addresses } } });
	expect(await places(path, among(fifty))).toEqual([whole.length - 1]);
	const refused = await list<Refused>(path, among([...fifty, path]));
	expect(refused.status).toBe(400);
	expect(refused.body.message).toContain('50');
});

it('samples are filtered by the reference to their project', async () => {
	const [project] = await read<Found[]>(at.projects);
	expect(await places(at.samples, { where: { project: { $ref: project?.$uri } } })).toEqual([1]);
});

it('projects have a short name if there can be one', async () => {
	const owner = sandbox().samples()[0]?.owner;
	expect(await read(at.projects)).toMatchObject([
		{ name: 'Gut study', project_name: 'Gut-study', owner },
		{ name: 'no', project_name: null, owner },
	]);
});

describe('what a list refuses', () => {
	it.each<[string, string, Record<string, unknown>]>([
		['tube_barcode', at.batches, { where: { tube_barcode: 'abcdefghij' } }],
		['constructor', at.batches, { where: { constructor: 'x' } }],
		['custom.lab', at.metadata, { where: { 'custom.lab': 'B' } }],
		['$regex', at.batches, { where: { name: { $regex: 'A' } } }],
		['$between', at.batches, { where: { name: { $between: ['A', 'B'] } } }],
		['$gte', at.batches, { where: { name: { $gte: 'A' } } }],
		['$icontains', at.samples, { where: { created_at: { $icontains: '2024' } } }],
		['$icontains', at.samples, { where: { $uri: { $icontains: 'a' } } }],
		['$startswith', at.samples, { where: { status: { $startswith: 'can' } } }],
		['$startswith', at.samples, { where: { project: { $startswith: 'a' } } }],
		['takes one operator', at.samples, { where: { created_at: { $gte: '2026', $lte: '2027' } } }],
		['takes one operator', at.samples, { where: { created_at: {} } }],
		['a list', at.batches, { where: { name: { $in: 'Alpha' } } }],
		['text', at.batches, { where: { name: 7 } }],
		['text', at.samples, { where: { $uri: { $ref: 'a' } } }],
		['$ref', at.samples, { where: { project: 7 } }],
		['two values', at.samples, { where: { created_at: { $between: ['2024-01-01T00:00:00Z'] } } }],
		['RFC 3339', at.samples, { where: { created_at: 'yesterday' } }],
		['JSON object', at.batches, { where: '{name' }],
		['JSON object', at.batches, { where: '[]' }],
		['name', at.batches, { sort: { name: true } }],
		['updated_at', at.metadata, { sort: { updated_at: true } }],
		['created_at', at.batches, { sort: { created_at: 'desc' } }],
		['page', at.batches, { page: '0' }],
		['per_page', at.batches, { per_page: 'all' }],
		['per_page', at.samples, { per_page: '101' }],
		['cursor', at.samples, { cursor: 'x' }],
		['expand', at.samples, { expand: 'all' }],
	])('%s: %s?%j', async (named, path, query) => {
		const refused = await list<Refused>(path, query);
		expect(refused.status).toBe(400);
		expect(refused.body.message).toContain(named);
	});
});
