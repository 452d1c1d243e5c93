import { DateTime } from 'luxon';

import { range, useNode } from './use-node.cts';
import { pass } from '../fake-timing.cts';
import { lineOf, nothingChanged } from '../faults.cts';

const { sandbox, run, register, addSamples } = useNode();

const BATCHES = 'sequencingBatch: getAll';
const SAMPLES = 'sample: getAll';

/** Makes objects of a kind, and gives their ids, oldest first. */
const MAKE = {
	[BATCHES]: async (count: number) => {
		const before = sandbox().batches().length;
		for (const index of range(count)) await register(1, `Rack ${index}`, before + index);
		return sandbox()
			.batches()
			.map(({ id }) => id);
	},
	[SAMPLES]: (count: number) => Promise.resolve(addSamples(count)),
};
const LISTS = [
	[BATCHES, 'batch_id'],
	[SAMPLES, 'sample_id'],
] as const;

const queriesOf = (requests: ReturnType<typeof sandbox>['requests']) =>
	requests.map(({ query: { page, per_page } }) => [Number(page), Number(per_page)]);

test.each([
	[
		250,
		[
			[1, 100],
			[2, 99],
			[3, 98],
		],
	],
	[100, [[1, 100]]],
	[0, [[1, 100]]],
])('Return All gives all %i, page by page, and each once', async (count, pages) => {
	const ids = addSamples(count);
	const { json, output, requests } = await run(SAMPLES, [{}], { returnAll: true });
	expect(json.map(({ sample_id }) => sample_id)).toEqual(ids.toReversed());
	expect(output.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	// Each page begins with what the one before it ends with.
	expect(queriesOf(requests)).toEqual(pages);
});

test.each([
	[1, [[1, 1]]],
	[7, [[1, 7]]],
	[100, [[1, 100]]],
	[
		120,
		[
			[1, 100],
			[2, 99],
		],
	],
])('a limit of %i stops just there and asks for no more', async (limit, pages) => {
	addSamples(250);
	const { json, requests } = await run(SAMPLES, [{}], { limit });
	expect(json).toHaveLength(limit);
	expect(queriesOf(requests)).toEqual(pages);
});

describe('One Codex is asked to filter samples', () => {
	const whereOf = async (filters: object) => {
		addSamples(1);
		const { requests } = await run(SAMPLES, [{}], { filters: { ...filters } });
		return JSON.parse(requests[0]?.query.where ?? '') as unknown;
	};

	test('by one operator for each field', async () => {
		const [createdAfter, createdBefore] = ['2026-01-05T00:00:00Z', '2026-07-05T00:00:00Z'];
		const [from, to] = ['2026-01-05T00:00:00.000Z', '2026-07-05T00:00:00.001Z'];
		expect(await whereOf({ createdAfter })).toEqual({ created_at: { $gte: from } });
		expect(await whereOf({ createdBefore })).toEqual({ created_at: { $lte: to } });
		expect(await whereOf({ createdAfter, createdBefore })).toEqual({
			created_at: { $between: [from, to] },
		});
	});

	test('also by a status that the node does not know', async () => {
		expect(await whereOf({ status: ['on_the_moon'] })).toEqual({
			status: { $in: ['on_the_moon'] },
		});
	});
});

describe.each(LISTS)('%s', (name, idColumn) => {
	const idsOf = (json: object[]) => json.map((one) => (one as Record<string, unknown>)[idColumn]);

	test('newest first, or oldest first', async () => {
		const ids = await MAKE[name](3);
		expect(idsOf((await run(name, [{}])).json)).toEqual(ids.toReversed());
		expect(idsOf((await run(name, [{}], { sort: 'oldest' })).json)).toEqual(ids);
		expect(idsOf((await run(name, [{}], { sort: 'oldest', limit: 2 })).json)).toEqual(
			ids.slice(0, 2),
		);
	});

	test('the raw answer where Simplify is off', async () => {
		const [id] = await MAKE[name](1);
		const { json } = await run(name, [{}], { simple: false });
		expect(json).toMatchObject([{ $uri: expect.stringMatching(`/${id}$`) as string }]);
	});

	test('lists once for many items that ask for the same', async () => {
		const ids = await MAKE[name](2);
		const { json, output, requests } = await run(
			name,
			range(100).map((row) => ({ row })),
		);
		expect(idsOf(json)).toEqual(ids.toReversed());
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(requests).toHaveLength(1);
	});

	test('lists for each different wish of the items', async () => {
		const ids = await MAKE[name](3);
		const rows = [{ limit: 1 }, { limit: 2 }, { limit: 1 }];
		const { json, output, requests } = await run(name, rows, { limit: '={{ $json.limit }}' });
		const newest = ids.toReversed();
		expect(idsOf(json)).toEqual([newest[0], newest[0], newest[1]]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 1].map((item) => ({ item })));
		expect(requests).toHaveLength(2);
	});

	describe('created', () => {
		/** Three objects, made on three days from midnight in Berlin on. */
		const make = async () => {
			const ids: string[] = [];
			for (const day of range(3)) {
				if (day > 0) pass(86_400_000);
				ids.push(...(await MAKE[name](1)).slice(-1));
			}
			return { ids };
		};
		const createdAt = (name === BATCHES ? 'batch' : 'sample') + '_created_at';

		test('after and before a time, as n8n writes it', async () => {
			const { ids } = await make();
			const all = (await run(name, [{}], { sort: 'oldest' })).json;
			const second = all[1]?.[createdAt] as string;
			const list = async (filters: object) =>
				idsOf((await run(name, [{}], { sort: 'oldest', filters: { ...filters } })).json);
			expect(await list({ createdAfter: second })).toEqual(ids.slice(1));
			expect(await list({ createdBefore: second })).toEqual(ids.slice(0, 2));
			expect(await list({ createdAfter: second, createdBefore: second })).toEqual([ids[1]]);
			const later = new Date(Date.parse(second) + 1).toISOString();
			expect(await list({ createdAfter: later })).toEqual([ids[2]]);
			expect(await list({ createdBefore: `={{ DateTime.fromISO("${second}") }}` })).toEqual(
				ids.slice(0, 2),
			);
		});

		test('after midnight in the time zone of the workflow', async () => {
			const ids = await MAKE[name](1);
			const [one] = (await run(name, [{}])).json;
			const at = DateTime.fromISO(one?.[createdAt] as string).setZone('Europe/Berlin');
			const list = async (createdAfter: string) =>
				idsOf(
					(await run(name, [{}], { filters: { createdAfter } }, { timezone: 'Europe/Berlin' }))
						.json,
				);
			expect(await list(at.toFormat("yyyy-MM-dd'T'HH:mm:ss"))).toEqual(ids);
			expect(await list(at.plus({ seconds: 1 }).toFormat("yyyy-MM-dd'T'HH:mm:ss"))).toEqual([]);
		});

		test('at a time that cannot be read is a fault of the row', async () => {
			const filters = { createdAfter: '3/4/2026', createdBefore: '={{ $json.until }}' };
			const { error, requests } = await run(name, [{ until: 'x' }, { until: '2100-01-01' }], {
				filters,
			});
			expect(requests).toEqual([]);
			expect(error?.message).toBe(nothingChanged(2, 2));
			expect(error?.description).toContain(
				lineOf(['1', '2'], 'created_after', '3/4/2026', 'unclear_date'),
			);
			expect(error?.description).toContain(lineOf(['1'], 'created_before', 'x', 'unclear_date'));
		});
	});

	test('a status that the node does not know is none of those there are', async () => {
		await MAKE[name](1);
		const { json } = await run(name, [{}], { filters: { status: ['on_the_moon'] } });
		expect(json).toEqual([]);
	});

	test('a server that refuses filters is read whole, and filtered here', async () => {
		const ids = await MAKE[name](3);
		sandbox().inject({ times: 'always', fault: { kind: 'refuseWhere' } });
		const all = (await run(name, [{}], { sort: 'oldest' })).json;
		const createdAt = (name === BATCHES ? 'batch' : 'sample') + '_created_at';
		const filters = { createdAfter: all[1]?.[createdAt] as string };
		const { json } = await run(name, [{}], { filters, limit: 1 });
		expect(idsOf(json)).toEqual([ids[2]]);
	});

	test('after a failure, no other list is asked for where the run stops', async () => {
		sandbox().inject({ times: 'always', fault: { kind: 'status', status: 412 } });
		const rows = range(5).map((limit) => ({ limit: limit + 1 }));
		const { error, requests } = await run(name, rows, { limit: '={{ $json.limit }}' });
		expect(error?.description).toMatch(/The (sequencing batches|samples) could not be listed/);
		expect(requests).toHaveLength(1);
	});

	test('a failure is an error of each row that asked for the list, where the run goes on', async () => {
		await MAKE[name](1);
		sandbox().inject({ fault: { kind: 'status', status: 403 } });
		const rows = [{ limit: 1 }, { limit: 2 }, { limit: 1 }];
		const { output, errorOutput } = await run(
			name,
			rows,
			{ limit: '={{ $json.limit }}' },
			{ onError: 'continueErrorOutput' },
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(errorOutput.map(({ json }) => json.limit)).toEqual([1, 1]);
	});
});
