import { searchList } from './harness.cts';
import { barcode } from './with-sandbox.cts';
import { range, useNode } from './use-node.cts';
import { pass } from '../fake-timing.cts';
import type { World } from '../../sandbox/server.cts';
import { worldSchema } from '../../sandbox/worlds.cts';

// What the list of batches can be filtered and sorted by is not documented: what it is asked for comes out
// all the same, in each of these worlds.

const { sandbox, credential, run } = useNode();

const SETTINGS = [
	'batchFilter',
	'batchSort',
	'counts',
	'beyondLastPage',
	'pageSize',
	'otherFields',
] as const;

const WORLDS = SETTINGS.flatMap((setting) =>
	worldSchema.shape[setting].options.map((value): [string, Partial<World>] => [
		`${setting}: ${value}`,
		{ [setting]: value },
	]),
);

/** Batches on days of their own, by their names: the oldest first. */
const NAMES = [
	'Rack_1',
	'RackX1',
	...range(120).map((number) => `Other ${number}`),
	'Rack 100%',
	'Rack \\ 7',
	'Caf\u00e9 rack',
];

function fill(world: Partial<World>): string[] {
	const times = NAMES.map((name, number) => {
		pass(86_400_000);
		return sandbox().addBatch(name, [barcode(number)]).createdAt;
	});
	sandbox().setWorld(world);
	return times;
}

const list = async (parameters: object) => {
	const { json, error } = await run('sequencingBatch: getAll', [{}], {
		returnAll: true,
		...parameters,
	});
	expect(error).toBeUndefined();
	return json.map(({ batch_name }) => batch_name);
};

describe.each(WORLDS)('%s', (_, world) => {
	const newest = NAMES.toReversed();

	test('all batches, or the first of them, in either order', async () => {
		fill(world);
		expect(await list({})).toEqual(newest);
		expect(await list({ sort: 'oldest' })).toEqual(NAMES);
		for (const limit of [1, 7, 110]) {
			const some = { returnAll: false, limit };
			expect(await list(some)).toEqual(newest.slice(0, limit));
			expect(await list({ ...some, sort: 'oldest' })).toEqual(NAMES.slice(0, limit));
		}
	});

	test.each([
		['rack', ['Caf\u00e9 rack', 'Rack \\ 7', 'Rack 100%', 'RackX1', 'Rack_1']],
		['rack_1', ['Rack_1']],
		['0%', ['Rack 100%']],
		['k \\ 7', ['Rack \\ 7']],
		['cafe\u0301', ['Caf\u00e9 rack']],
		['nothing', []],
	])('those whose name contains %j', async (name, names) => {
		fill(world);
		expect(await list({ filters: { name } })).toEqual(names);
	});

	test('those from a time to another', async () => {
		const times = fill(world);
		const filters = { createdAfter: times[3], createdBefore: times[119] };
		expect(await list({ filters })).toEqual(NAMES.slice(3, 120).toReversed());
		expect(await list({ filters, sort: 'oldest', returnAll: false, limit: 2 })).toEqual(
			NAMES.slice(3, 5),
		);
	});

	test('those of a status', async () => {
		fill(world);
		const some = sandbox().batches().slice(2, 4);
		// A status that is told in every world.
		for (const { id } of some) sandbox().setBatchStatus(id, 'canceled');
		expect(await list({ filters: { status: ['canceled'] } })).toEqual(
			some.map(({ name }) => name).toReversed(),
		);
	});

	test('in the drop-down, by a part of the name', async () => {
		fill(world);
		const find = async (text: string) => {
			const { results } = await searchList('searchBatches', credential(), text);
			return results.map(({ name }) => name.replace(/ \([^)]*\)$/, '')).sort();
		};
		expect(await find('other 11')).toEqual(
			NAMES.filter((name) => name.includes('Other 11')).sort(),
		);
		expect(await find('RACK_')).toEqual(['Rack_1']);
		expect(await find('nothing')).toEqual([]);
	});
});
