import type { WireBatch } from '../../sandbox/wire.cts';
import type { World } from '../../sandbox/worlds.cts';
import { startSandbox } from '../../sandbox/server.cts';
import type { Sandbox } from '../../sandbox/server.cts';
import { barcode, batches, call, register } from './client.cts';

const names = ['Rack 1', 'Rack_2', 'Rack%3', 'Rack\\4', 'rack_5', 'Crate 6', 'Crate 7', 'Crate 8'];
const all = names.map((_, index) => index);
let sandbox: Sandbox;
let registered: WireBatch[];

// The tests below only read.
beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
	registered = [];
	for (const [index, name] of names.entries()) {
		registered.push((await register(sandbox, name, [barcode(index)])).body.batch);
	}
});
beforeEach(() => sandbox.setWorld({ batchFilter: 'prefix', batchSort: 'honoured' }));
afterAll(() => sandbox.close());

/** The places of the batches that are listed, or the status of a refusal. */
async function list(query: Record<string, unknown>): Promise<number[] | number> {
	const { status, body } = await call<WireBatch[]>(sandbox, 'GET', batches, { query });
	if (status !== 200) return status;
	return body.map(({ $uri }) => registered.findIndex((batch) => batch.$uri === $uri));
}

describe('a filter of the list of batches', () => {
	type Filter = World['batchFilter'];
	const startsWith = (prefix: string) => ({ name: { $startswith: prefix } });
	it.each<[Filter, unknown, number[] | number]>([
		['prefix', startsWith('Rack_'), [1]],
		['prefix', startsWith('Rack\\'), [3]],
		['like', startsWith('Rack'), [0, 1, 2, 3]],
		['like', startsWith('Rack_'), [0, 1, 2, 3]],
		['like', startsWith('Rack%'), [0, 1, 2, 3]],
		['like', startsWith('Rack%3'), [2]],
		['like', startsWith('Rack\\4'), []],
		['like', startsWith('Rack\\_'), [1]],
		['like', startsWith('Rack\\'), []],
		['like', { name: { $icontains: 'c%_6' } }, [5]],
		['like', { name: { $icontains: '_' } }, all],
		['like', { name: { $icontains: 'E_7' } }, [6]],
		['like', { name: { $startswith: 'Rack___' } }, []],
		['like', { name: 'Rack\\4' }, [3]],
		['like', { name: { $in: ['Rack_2', 'Rack%3'] } }, [1, 2]],
		['like', { name: { $regex: 'Rack' } }, 400],
		['equality', startsWith('Rack'), []],
		['equality', { name: { $icontains: 'Rack' } }, []],
		['equality', { name: { $regex: 'Rack' } }, []],
		['equality', { created_at: { $gte: '2000-01-01T00:00:00Z' } }, []],
		['equality', { name: 'Rack 1' }, [0]],
		['equality', { name: { $eq: 'Rack\\4' } }, [3]],
		['equality', { name: { $in: ['Rack_2', 'Rack%3'] } }, [1, 2]],
		['nothing', startsWith('Rack'), []],
		['nothing', { name: 'Rack 1' }, []],
		['nothing', { shelf: 1 }, []],
		['ignored', { name: 'Rack 1' }, all],
		['ignored', { shelf: 1 }, all],
		['refused', { name: 'Rack 1' }, 400],
		['crashing', { name: 'Rack 1' }, 500],
	])('where it is %s: %j', async (batchFilter, where, expected) => {
		sandbox.setWorld({ batchFilter });
		expect(await list({ where })).toEqual(expected);
		expect(await list({})).toEqual(all);
	});

	it('is read in no time where it is like, however many signs it has', async () => {
		sandbox.setWorld({ batchFilter: 'like' });
		expect(await list({ where: { name: { $icontains: '%a'.repeat(50) } } })).toEqual([]);
	});
});

describe('the order of the list of batches', () => {
	const descending = { created_at: true };
	it.each<[World['batchSort'], Record<string, unknown>, number[] | number]>([
		['honoured', { sort: descending }, all.toReversed()],
		['oldestFirst', { sort: descending }, all],
		['oldestFirst', { sort: { shelf: 1 } }, all],
		['refused', { sort: descending }, 400],
		['refused', {}, all],
	])('where it is %s: %j', async (batchSort, query, expected) => {
		sandbox.setWorld({ batchSort });
		expect(await list(query)).toEqual(expected);
	});
});

it('has nothing to do with time where a sort is ignored, and stays as it is', async () => {
	const own = await startSandbox({ rateLimit: false, world: { batchSort: 'ignored' } });
	const ask = async (sort?: unknown) => {
		const query = { per_page: '100', ...(sort !== undefined && { sort }) };
		const { body } = await call<WireBatch[]>(own, 'GET', batches, { query });
		return body.map(({ name }) => name);
	};
	const later = [];
	for (let index = 0; index < 40; index += 1) {
		await register(own, String(index), [barcode(index)]);
		if (index >= 20) later.push((await ask())[index]);
	}
	const listed = await ask({ created_at: true });
	expect(await ask({ created_at: false })).toEqual(listed);
	expect(await ask()).toEqual(listed);
	const byTime = listed.toSorted((a, b) => Number(a) - Number(b));
	expect(listed).not.toEqual(byTime);
	expect(listed).not.toEqual(byTime.toReversed());
	// What is new is not always the last.
	expect(later).not.toEqual(Array.from({ length: 20 }, (_, index) => String(index + 20)));
	await own.close();
});
