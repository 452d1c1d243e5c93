import { startSandbox } from '../../sandbox/server.cts';
import type { Sandbox } from '../../sandbox/server.cts';
import type { WireBatch } from '../../sandbox/wire.cts';
import { barcode, batches, call, idOf, register } from './client.cts';
import type { Refused } from './client.cts';

const names = ['Alpha', 'alpha (2 of 2)', 'Beta', 'Gamma', 'Alpha'];
let sandbox: Sandbox;
let all: WireBatch[];

// The tests below only read.
beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
	all = [];
	for (const [index, name] of names.entries()) {
		all.push((await register(sandbox, name, [barcode(index)])).body.batch);
	}
	const gamma = all[3];
	if (!gamma) throw new Error('The fourth batch is missing');
	sandbox.setBatchStatus(idOf(gamma), 'canceled');
});

afterAll(() => sandbox.close());

const list = (query: Record<string, unknown>) =>
	call<WireBatch[]>(sandbox, 'GET', batches, { query });
const positions = (listed: WireBatch[]) =>
	listed.map(({ $uri }) => all.findIndex((batch) => batch.$uri === $uri));

describe('paging', () => {
	it('cuts pages and says where they stand', async () => {
		const { body, headers } = await list({ page: '2', per_page: '2' });
		expect(positions(body)).toEqual([2, 3]);
		expect(headers.get('X-Total-Count')).toBe('5');
		const pages = [...(headers.get('Link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(
			([, url = '', rel]) => [rel, new URL(url).searchParams.get('page')],
		);
		expect(Object.fromEntries(pages)).toEqual({
			self: '2',
			first: '1',
			prev: '1',
			next: '3',
			last: '3',
		});
	});

	it('ends: no next on the last page, nothing beyond it', async () => {
		const last = await list({ page: '3', per_page: '2' });
		expect(positions(last.body)).toEqual([4]);
		expect(last.headers.get('Link')).not.toContain('rel="next"');
		const beyond = await list({ page: '4', per_page: '2' });
		expect(beyond.body).toEqual([]);
		expect(beyond.headers.get('X-Total-Count')).toBe('5');
	});

	it('gives 50 unless asked for, and refuses more than 100', async () => {
		const many = await startSandbox({ rateLimit: false });
		for (let index = 0; index < 101; index += 1) await register(many, 'Many', [barcode(index)]);
		const sizes = [];
		for (const query of [{}, { per_page: '100' }]) {
			sizes.push((await call<WireBatch[]>(many, 'GET', batches, { query })).body.length);
		}
		const refused = await call(many, 'GET', batches, { query: { per_page: '101' } });
		await many.close();
		expect([...sizes, refused.status]).toEqual([50, 100, 400]);
	});
});

describe('sorting', () => {
	it('has distinct, rising times to sort by', () => {
		const times = all.map((batch) => Date.parse(batch.created_at));
		expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
	});

	it.each([
		[{ created_at: true }, [4, 3, 2, 1, 0]],
		[{ created_at: false }, [0, 1, 2, 3, 4]],
		[{ batch_number: true }, [4, 3, 2, 1, 0]],
	])('by %j', async (sort, order) => {
		expect(positions((await list({ sort })).body)).toEqual(order);
	});
});

describe('filtering', () => {
	it.each<[unknown, number[]]>([
		[{ name: 'Alpha' }, [0, 4]],
		[{ name: { $eq: 'Beta' } }, [2]],
		[{ name: { $in: ['Beta', 'Gamma'] } }, [2, 3]],
		[{ name: { $icontains: 'ALPHA' } }, [0, 1, 4]],
		[{ name: { $startswith: 'Alpha' } }, [0, 4]],
		[{ status: 'canceled' }, [3]],
		[{ status: { $in: ['canceled', 'done'] } }, [3]],
		[{ status: 'registered', name: { $icontains: 'a' } }, [0, 1, 2, 4]],
		[{}, [0, 1, 2, 3, 4]],
	])('by %j', async (where, expected) => {
		expect(positions((await list({ where })).body)).toEqual(expected);
	});

	it('by time, address and number', async () => {
		const [, second, third, fourth] = all;
		const from = second?.created_at;
		const to = fourth?.created_at;
		const of = async (where: unknown) => positions((await list({ where })).body);
		expect(await of({ created_at: { $gte: from } })).toEqual([1, 2, 3, 4]);
		expect(await of({ created_at: { $between: [from, to] } })).toEqual([1, 2, 3]);
		expect(await of({ created_at: { $lte: from } })).toEqual([0, 1]);
		expect(await of({ created_at: from?.replace('Z', '+00:00') })).toEqual([1]);
		expect(await of({ $uri: { $in: [third?.$uri] } })).toEqual([2]);
		expect(await of({ batch_number: third?.batch_number })).toEqual([2]);
	});

	it('counts what matches, not what there is', async () => {
		const { headers } = await list({ where: { name: 'Alpha' }, per_page: '1' });
		expect(headers.get('X-Total-Count')).toBe('2');
	});
});

describe('what a list refuses', () => {
	it.each<[string, Record<string, unknown>]>([
		['tube_barcode', { where: { tube_barcode: 'abcdefghij' } }],
		['constructor', { where: { constructor: 'x' } }],
		['$regex', { where: { name: { $regex: 'A' } } }],
		['$ne', { where: { name: { $ne: 'A' } } }],
		['$icontains', { where: { created_at: { $icontains: '2024' } } }],
		['$startswith', { where: { status: { $startswith: 'can' } } }],
		['$gte', { where: { name: { $gte: 'A' } } }],
		[
			'created_at takes one operator',
			{ where: { created_at: { $gte: '2026-01-01', $lte: '2026-02-01' } } },
		],
		['created_at takes one operator', { where: { created_at: {} } }],
		['a list', { where: { name: { $in: 'Alpha' } } }],
		['text', { where: { name: 7 } }],
		['two values', { where: { created_at: { $between: ['2024-01-01T00:00:00Z'] } } }],
		['RFC 3339', { where: { created_at: 'yesterday' } }],
		['JSON object', { where: '{name' }],
		['JSON object', { where: '[]' }],
		['name', { sort: { name: true } }],
		['created_at', { sort: { created_at: 'desc' } }],
		['page', { page: '0' }],
		['per_page', { per_page: 'all' }],
		['cursor', { cursor: 'x' }],
	])('%s: %j', async (named, query) => {
		const refused = await call<Refused>(sandbox, 'GET', batches, { query });
		expect(refused.status).toBe(400);
		expect(refused.body.message).toContain(named);
	});
});
