import type { WireBatch } from '../../sandbox/wire.cts';
import type { World } from '../../sandbox/worlds.cts';
import { barcode, at, list, read, register, sandbox, useSandbox } from './client.cts';

useSandbox({ keepsState: true });

const NAMES = ['Rack 1', 'Rack_2', 'Rack%3', 'Rack\\4', 'rack_5', 'Crate 6', 'Crate 7', 'Crate 8'];
const all = NAMES.map((_, index) => index);
let registered: string[] = [];

// The tests below only read.
beforeAll(async () => {
	for (const [index, name] of NAMES.entries()) await register(name, [barcode(index)]);
	registered = (await read<WireBatch[]>(at.batches)).map(({ $uri }) => $uri);
});
beforeEach(() => sandbox().setWorld({ batchFilter: 'prefix', batchSort: 'honoured' }));

/** The places of the batches that are listed, or the status of a refusal. */
async function places(query: Record<string, unknown>): Promise<number[] | number> {
	const { status, body } = await list<WireBatch[]>(at.batches, query);
	return status === 200 ? body.map(({ $uri }) => registered.indexOf($uri)) : status;
}

describe('a filter of the list of batches', () => {
	const starts = (prefix: string) => ({ name: { $startswith: prefix } });
	const contains = (part: string) => ({ name: { $icontains: part } });
	it.each<[World['batchFilter'], unknown, number[] | number]>([
		['prefix', starts('Rack_'), [1]],
		['prefix', starts('Rack\\'), [3]],
		['like', starts('Rack'), [0, 1, 2, 3]],
		['like', starts('Rack_'), [0, 1, 2, 3]],
		['like', starts('Rack%'), [0, 1, 2, 3]],
		['like', starts('Rack%3'), [2]],
		['like', starts('Rack\\4'), []],
		['like', starts('Rack\\_'), [1]],
		['like', starts('Rack\\'), []],
		['like', starts('Rack___'), []],
		['like', contains('c%_6'), [5]],
		['like', contains('_'), all],
		['like', contains('E_7'), [6]],
		// However many signs it has, it is read in no time.
		['like', contains('%a'.repeat(50)), []],
		['like', { name: 'Rack\\4' }, [3]],
		['like', { name: { $in: ['Rack_2', 'Rack%3'] } }, [1, 2]],
		['like', { name: { $regex: 'Rack' } }, 400],
		['equality', starts('Rack'), []],
		['equality', contains('Rack'), []],
		['equality', { name: { $regex: 'Rack' } }, []],
		['equality', { created_at: { $gte: '2000-01-01T00:00:00Z' } }, []],
		['equality', { name: 'Rack 1' }, [0]],
		['equality', { name: { $eq: 'Rack\\4' } }, [3]],
		['equality', { name: { $in: ['Rack_2', 'Rack%3'] } }, [1, 2]],
		['nothing', { name: 'Rack 1' }, []],
		['nothing', { shelf: 1 }, []],
		['ignored', { name: 'Rack 1' }, all],
		['ignored', { shelf: 1 }, all],
		['refused', { name: 'Rack 1' }, 400],
		['crashing', { name: 'Rack 1' }, 500],
	])('where it is %s: %j', async (batchFilter, where, expected) => {
		sandbox().setWorld({ batchFilter });
		expect(await places({ where })).toEqual(expected);
		expect(await places({})).toEqual(all);
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
		sandbox().setWorld({ batchSort });
		expect(await places(query)).toEqual(expected);
	});

	it('has nothing to do with time where a sort is ignored, and stays as it is', async () => {
		sandbox().reset();
		sandbox().setWorld({ batchSort: 'ignored' });
		const ask = async (query = {}) =>
			(await list<WireBatch[]>(at.batches, { per_page: '100', ...query })).body.map(
				({ name }) => name,
			);
		const later = [];
		for (let index = 0; index < 40; index += 1) {
			await register(String(index), [barcode(index)]);
			if (index >= 20) later.push((await ask())[index]);
		}
		const listed = await ask({ sort: descending });
		expect(await ask({ sort: { created_at: false } })).toEqual(listed);
		expect(await ask()).toEqual(listed);
		const byTime = listed.toSorted((a, b) => Number(a) - Number(b));
		expect(listed).not.toEqual(byTime);
		expect(listed).not.toEqual(byTime.toReversed());
		// What is new is not always the last.
		expect(later).not.toEqual(byTime.slice(20));
	});
});
