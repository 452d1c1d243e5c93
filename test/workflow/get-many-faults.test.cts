import { patchesIn, range, useNode } from './use-node.cts';
import { lineOf, nothingChanged } from '../faults.cts';

const { sandbox, run, register, addSamples } = useNode();

const BATCHES = 'sequencingBatch: getAll';
const SAMPLES = 'sample: getAll';
const FAILING = '={{ $json.value || $("No such node").item.json.x }}';
const CHOICES = ['newest', 'oldest'];
const LIMITS = { least: 1, most: 1_000_000 };

/** A parameter, what is not taken for it, and how a line about some rows says so. */
const FAULTS: Array<[path: string, value: unknown, line: (rows: string[]) => string]> = [
	['limit', 0, (rows) => lineOf(rows, 'limit', 0, 'out_of_range', LIMITS)],
	['limit', 1_000_001, (rows) => lineOf(rows, 'limit', 1_000_001, 'out_of_range', LIMITS)],
	['limit', 1.5, (rows) => lineOf(rows, 'limit', 1.5, 'not_a_whole_number', LIMITS)],
	['limit', 'many', (rows) => lineOf(rows, 'limit', 'many', 'not_a_number')],
	['limit', true, (rows) => lineOf(rows, 'limit', true, 'not_a_number')],
	['returnAll', 'perhaps', (rows) => lineOf(rows, 'return_all', 'perhaps', 'not_yes_or_no')],
	['returnAll', 2, (rows) => lineOf(rows, 'return_all', 2, 'not_yes_or_no')],
	[
		'sort',
		'sideways',
		(rows) => lineOf(rows, 'sort', 'sideways', 'not_a_choice', { choices: CHOICES }),
	],
	['sort', 7, (rows) => lineOf(rows, 'sort', 7, 'not_a_choice', { choices: CHOICES })],
	['filters.status', 7, (rows) => lineOf(rows, 'status', 7, 'not_text_list')],
	[
		'filters.status',
		['done', { a: 1 }],
		(rows) => lineOf(rows, 'status', { a: 1 }, 'not_text_list'),
	],
	[
		'filters.createdAfter',
		'3/4/2026',
		(rows) => lineOf(rows, 'created_after', '3/4/2026', 'unclear_date'),
	],
	[
		'filters.createdBefore',
		20260405,
		(rows) => lineOf(rows, 'created_before', 20260405, 'unclear_date'),
	],
];
const NAME_FAULTS: typeof FAULTS = [
	['filters.name', true, (rows) => lineOf(rows, 'name', true, 'not_text')],
	['filters.name', { a: 1 }, (rows) => lineOf(rows, 'name', { a: 1 }, 'not_text')],
];

/** What finds all, for filters that an empty cell is a fault of. */
const GOOD: Record<string, unknown> = {
	'filters.name': 'Rack',
	'filters.status': ['registered', 'awaiting_data', 'available'],
	'filters.createdAfter': '2000-01-01',
	'filters.createdBefore': '2100-01-01',
};

const CASES = [
	...[BATCHES, SAMPLES].flatMap((name) => FAULTS.map((fault) => [name, ...fault] as const)),
	...NAME_FAULTS.map((fault) => [BATCHES, ...fault] as const),
];

const setting = (path: string, value: unknown): object => {
	const [outer = '', inner] = path.split('.');
	return { [outer]: inner === undefined ? value : { [inner]: value } };
};

describe.each(CASES)('%s: %s %j', (name, path, value, lineFor) => {
	/** Rows of which the first and the third want something that can be had. */
	const good = GOOD[path] === undefined ? {} : { value: GOOD[path] };
	const rows = [
		{ a: 1, ...good, row_number: 1 },
		{ value, patient: 'P-2', row_number: 2 },
		{ a: 3, ...good, row_number: 3 },
		{ value, row_number: 17 },
	];
	const parameters = { ...setting(path, '={{ $json.value }}') };

	test('is a fault of its rows, all of which one message names', async () => {
		const { error, requests } = await run(name, rows, parameters);
		expect(requests).toEqual([]);
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toBe(nothingChanged(2, 4));
		expect(error?.description).toBe(lineFor(['2', '17']));
	});

	test('sends its rows to the error output, and does the others', async () => {
		const ids = name === SAMPLES ? addSamples(1) : [(await register(1))[0]?.batch_id];
		const done = await run(name, rows, parameters, { onError: 'continueErrorOutput' });
		expect(done.json.map(({ sample_id, batch_id }) => sample_id ?? batch_id)).toEqual(ids);
		expect(done.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(done.errorOutput.map(({ json }) => json)).toEqual(
			[rows[1], rows[3]].map((row) => ({
				...row,
				error: lineFor(['1']).replace('Row 1, ', ''),
			})),
		);
		expect(done.requests).toHaveLength(1);
	});

	test('fixed in the node, is a fault of all rows', async () => {
		const { error, requests } = await run(name, [{ a: 1 }, { a: 2 }], { ...setting(path, value) });
		expect(requests).toEqual([]);
		expect(error?.description).toBe(lineFor(['1', '2']));
	});
});

test.each([
	['limit', 'Limit', 1],
	['returnAll', 'Return All', true],
	['sort', 'Sort', 'oldest'],
	['filters.status', 'Status', 'available'],
	['filters.createdAfter', 'Created After', '2020-01-01'],
] as const)('an expression that fails in %s is a fault of its row', async (path, name, value) => {
	const ids = addSamples(1);
	const rows = [{ value }, { a: 1 }];
	const { error, requests } = await run(SAMPLES, rows, { ...setting(path, FAILING) });
	expect(requests).toEqual([]);
	expect(error?.message).toContain(nothingChanged(1, 2));
	expect(error?.description).toMatch(new RegExp(`^Row 2: .*'${name}' failed \\(`));
	const settings = { onError: 'continueErrorOutput' } as const;
	const done = await run(SAMPLES, rows, { ...setting(path, FAILING) }, settings);
	expect(done.json.map(({ sample_id }) => sample_id)).toEqual(ids);
	expect(done.errorOutput).toHaveLength(1);
});

test('different faults of different rows are told in one message', async () => {
	const rows = [
		{ limit: 'x', sort: 'newest', all: false },
		{ limit: 1, sort: 'newest', all: false },
		{ limit: 0, sort: 'up', all: 'x' },
	];
	const { error, requests } = await run(SAMPLES, rows, {
		limit: '={{ $json.limit }}',
		sort: '={{ $json.sort }}',
		returnAll: '={{ $json.all }}',
	});
	expect(requests).toEqual([]);
	expect(error?.message).toContain(nothingChanged(2, 3));
	expect(error?.description?.split('<br>\n').map((line) => line.split(':')[0])).toEqual([
		'Row 1, Limit x',
		'Row 3, Return All x',
		...['Row 3, Limit 0', 'Row 3, Sort up'],
	]);
	expect(patchesIn(sandbox().requests)).toEqual([]);
});

test.each([
	['limit', ['2', ' 2 ', 2], 2],
	['sort', ['Oldest', 'OLDEST'], 3],
	['returnAll', ['yes', 'TRUE', 1], 3],
	['returnAll', ['no', 0, '', null], 3],
	['limit', ['', null], 3],
	['sort', ['', null], 3],
])('%s may be any of %j', async (path, values, count) => {
	addSamples(3);
	for (const value of values) {
		const { json } = await run(SAMPLES, [{ value }], { [path]: '={{ $json.value }}' });
		expect(json).toHaveLength(count);
	}
});

test('a row that cannot be read asks for nothing, however many others there are', async () => {
	addSamples(1);
	const rows = range(100).map((index) => ({ limit: index % 2 ? 'x' : 1 }));
	const parameters = { limit: '={{ $json.limit }}' };
	const done = await run(SAMPLES, rows, parameters, { onError: 'continueErrorOutput' });
	expect([done.output.length, done.errorOutput.length]).toEqual([1, 50]);
	expect(done.requests).toHaveLength(1);
});
