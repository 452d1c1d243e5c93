import type { IDataObject } from 'n8n-workflow';

import { barcode } from './with-sandbox.cts';
import { range, useNode } from './use-node.cts';
import { pass } from '../fake-timing.cts';
import { headlineFor } from '../failures.cts';
import { lineOf, nothingChanged, textOf } from '../faults.cts';
import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { toHtml } from '../../nodes/OneCodex/wording/html';
import type { Batch, World } from '../../sandbox/server.cts';
import { worldSchema } from '../../sandbox/worlds.cts';

const { sandbox, run, register } = useNode();

const GO_ON = { onError: 'continueErrorOutput' } as const;
const find = (tubes: unknown[], parameters = {}, settings = {}) =>
	run(
		'sequencingBatch: findTubes',
		tubes.map((tube_barcode) => ({ tube_barcode })),
		parameters,
		settings,
	);

/** Batches of one tube each, numbered from a number on, oldest first; somebody else registered them. */
const addBatches = (count: number, from = 0) =>
	range(count).map((index) => {
		// No two were made at the same moment.
		pass(1_000);
		return sandbox().addBatch(`Rack ${from + index}`, [barcode(from + index)]);
	});
const DAY_MS = 24 * 60 * 60 * 1000;
const missing = (tube: string, more: Partial<Record<'canceled' | 'unsure', string[]>> = {}) =>
	textOf('tube_barcode', tube, 'tube_not_found', { days: 90, canceled: [], unsure: [], ...more });
/** The lists of tubes that were read; some were asked for twice, where an answer took long. */
const lists = (routes: string[]) => [
	...new Set(routes.filter((route) => route.endsWith('/samples'))),
];
const idsIn = (json: IDataObject[]) => json.map(({ batch_id, sample_id }) => [batch_id, sample_id]);
const placeOf = ({ id, tubes }: Batch) => [id, tubes[0]?.sampleId];

test('gives the batch, its status and the sample of each tube, linked to its item', async () => {
	const [a, b] = addBatches(2) as [Batch, Batch];
	sandbox().setBatchStatus(a.id, 'sequencing');
	const { json, output } = await find([barcode(1), ` ${barcode(0)}`, barcode(1)]);
	const item = ({ id, number, name, createdAt, tubes }: Batch, batch_status: string) => ({
		tube_barcode: tubes[0]?.barcode,
		sample_id: tubes[0]?.sampleId,
		sample_uri: `/api/v1/samples/${tubes[0]?.sampleId}`,
		batch_id: id,
		batch_number: number,
		batch_name: name,
		batch_status,
		batch_created_at: createdAt,
		already_registered: true,
	});
	const ofB = item(b, 'registered');
	expect(json).toEqual([ofB, item(a, 'sequencing'), ofB]);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(range(3).map((at) => ({ item: at })));
	const { json: raw } = await find([barcode(1)], { simple: false });
	expect(raw[0]).toMatchObject({
		tube_barcode: barcode(1),
		sample: { $ref: ofB.sample_uri },
		batch: { batch_number: b.number, status: 'registered' },
	});
});

test('places of a rack without a tube are skipped as in Register, also if there is no other', async () => {
	addBatches(1);
	const rows = [
		{ Well: 'A1', tube_barcode: 'NO TUBE' },
		{ Well: 'A2', tube_barcode: barcode(0) },
		{ Well: 'A3', tube_barcode: 'EMPTY' },
		{ Well: '', tube_barcode: '' },
	];
	const { output, hints, error } = await run('sequencingBatch: findTubes', rows);
	expect(error).toBeUndefined();
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	expect(hints).toEqual([HINTS.blankRows(1, false), HINTS.noTube(2, false)]);
	const nothing = await run('sequencingBatch: findTubes', rows.slice(2));
	expect(nothing.error).toBeUndefined();
	expect(nothing.hints).toEqual([HINTS.blankRows(1, false), HINTS.noTube(1, true)]);
	expect([nothing.output, nothing.requests]).toEqual([[], []]);
});

test('where all rows are blank, that is a fault', async () => {
	const { error, hints, requests } = await find(['', ' ']);
	expect(error?.description).toContain(lineOf(['1', '2'], 'tube_barcode', '', 'empty'));
	expect([hints, requests]).toEqual([[], []]);
});

test('newest batches are read first, and no more than a few behind the last tube', async () => {
	addBatches(120);
	pass(DAY_MS);
	const { json, routes } = await find([barcode(119), barcode(110)]);
	expect(json).toHaveLength(2);
	expect(lists(routes).length).toBeLessThanOrEqual(40);
	const all = await find([barcode(119), barcode(999)], {}, GO_ON);
	expect(lists(all.routes)).toHaveLength(120);
	expect(all.errorOutput.map(({ json: { error } }) => error)).toEqual([missing(barcode(999))]);
});

test('batches from before are not read, and all tubes that are missing are in one message', async () => {
	const [old] = addBatches(1);
	pass(91 * DAY_MS);
	addBatches(1, 1);
	pass(DAY_MS);
	const { error, routes } = await find([barcode(0), barcode(1), barcode(5)]);
	expect(error?.message).toBe(nothingChanged(2, 3));
	for (const [row, tube] of [['1', barcode(0)] as const, ['3', barcode(5)] as const]) {
		const params = { days: 90, canceled: [], unsure: [] };
		expect(error?.description).toContain(
			lineOf([row], 'tube_barcode', tube, 'tube_not_found', params),
		);
	}
	expect(lists(routes)).toHaveLength(1);
	const { json } = await find([barcode(0)], { lookBackDays: 93 });
	expect(idsIn(json)).toEqual([placeOf(old as Batch)]);
});

const BATCH_SORTS = worldSchema.shape.batchSort.options;

describe('a tube that is registered more than once', () => {
	beforeEach(() => sandbox().setWorld({ repeatedBarcodes: 'accepted' }));
	const twice = () => {
		const [first] = addBatches(1) as [Batch];
		const [second] = addBatches(1) as [Batch];
		return [first, second] as const;
	};

	test.each(BATCH_SORTS)('is in the newest one, also if they come %s', async (batchSort) => {
		sandbox().setWorld({ batchSort });
		addBatches(30, 1);
		const [first, second] = twice();
		const { json, hints } = await find([barcode(0)]);
		expect(idsIn(json)).toEqual([placeOf(second)]);
		expect(json[0]?.also_in_batch_numbers).toEqual([first.number]);
		const batches = [second.number, first.number];
		expect(hints).toEqual([toHtml([HINTS.doubledTubes([{ barcode: barcode(0), batches }])])]);
	});

	test('is in the active one, however many were canceled since', async () => {
		const [first, second] = twice();
		sandbox().setBatchStatus(second.id, 'canceled');
		const { json, hints } = await find([barcode(0)]);
		expect(idsIn(json)).toEqual([placeOf(first)]);
		expect(json[0]).not.toHaveProperty('also_in_batch_numbers');
		expect(hints).toEqual([]);
		sandbox().setBatchStatus(first.id, 'canceled');
		const { json: canceled } = await find([barcode(0)]);
		expect(idsIn(canceled)).toEqual([placeOf(second)]);
		expect(canceled[0]).toMatchObject({
			batch_status: 'canceled',
			already_registered: false,
			also_in_batch_numbers: [first.number],
		});
	});
});

describe('what is listed late', () => {
	test('is known where this process registered it a moment ago', async () => {
		sandbox().setLag(50_000);
		const [tube] = await register(1);
		const { json } = await find([barcode(0)]);
		expect(json[0]).toMatchObject({ sample_id: tube?.sample_id, batch_id: tube?.batch_id });
	});

	test.each(['samplesLater', 'samplesBitByBit'] as const)(
		'may hold the tube, and is named: %s',
		async (newBatches) => {
			pass(DAY_MS);
			sandbox().setWorld({ newBatches, samplesLagMs: 45_000 });
			const { number } = sandbox().addBatch('A', [barcode(1), barcode(2)]);
			const { errorOutput } = await find([barcode(2)], {}, GO_ON);
			expect(errorOutput[0]?.json.error).toBe(missing(barcode(2), { unsure: [number] }));
			pass(45_000);
			expect((await find([barcode(2)])).output).toHaveLength(1);
		},
	);
});

describe('where a list cannot be read', () => {
	const fail = (path: string | RegExp, status: number) =>
		sandbox().inject({ match: { path }, times: 'always', fault: { kind: 'status', status } });

	test('tubes of other batches are found, and of the rest it is not said that they are nowhere', async () => {
		const [bad] = addBatches(1) as [Batch];
		const [, good] = addBatches(2, 1) as [Batch, Batch];
		fail(`/api/v1/sequencing/batches/${bad.id}/samples`, 500);
		const done = await find([barcode(0), barcode(2), barcode(7)], {}, GO_ON);
		expect(idsIn(done.json)).toEqual([placeOf(good)]);
		const failed: unknown = expect.stringContaining(headlineFor({ status: 500 }));
		const errors = done.errorOutput.map(({ json: { error } }) => error);
		expect(errors).toEqual([failed, failed]);
		const stopped = await find([barcode(0), barcode(2)]);
		expect(stopped.error?.httpCode).toBe('500');
	});

	test.each([401, 429, 500])('a status of %i for all ends the search soon', async (status) => {
		addBatches(60);
		fail(/./, status);
		const { error, requests, stored } = await find([barcode(0)]);
		expect(error?.message).toBe(headlineFor({ status }));
		expect(requests.length).toBeLessThanOrEqual(5);
		expect(stored).not.toContain(sandbox().apiKey);
	});

	test('no more than some lists are tried while One Codex is down', async () => {
		addBatches(100);
		fail(/samples$/, 500);
		const { requests } = await find([barcode(0)]);
		expect(requests.length).toBeLessThanOrEqual(150);
	});
});

/** All that a list of batches or of tubes can be like. */
const OF_LISTS =
	/^(batch|counts|beyond|page|new|barcode|name|ids|other|times|clock|date|references)/;
const WORLDS: Array<Partial<World>> = Object.entries(worldSchema.shape)
	.filter(([setting]) => OF_LISTS.test(setting))
	.flatMap(([setting, schema]) =>
		'options' in schema ? schema.options.map((value) => ({ [setting]: value })) : [],
	);

test.each(WORLDS)('tubes are found in the world %j', async (world) => {
	sandbox().setWorld({ ...world, samplesLagMs: 1_000 });
	const batches = addBatches(30);
	const many = sandbox().addBatch(
		'Many',
		range(70).map((index) => barcode(100 + index)),
	);
	pass(DAY_MS);
	const { json, errorOutput } = await find(
		[0, 29, 150, 999].map((number) => barcode(number)),
		{},
		GO_ON,
	);
	expect(idsIn(json)).toEqual([
		...[0, 29].map((index) => placeOf(batches[index] as Batch)),
		[many.id, many.tubes[50]?.sampleId],
	]);
	expect(errorOutput.map(({ json: { tube_barcode } }) => tube_barcode)).toEqual([barcode(999)]);
});
