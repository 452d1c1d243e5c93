import type { PlannedBatch } from '../../nodes/OneCodex/registration/planning/plan';
import { registerBatches, type RegisterSettings } from '../../nodes/OneCodex/registration/register';
import type { AnsweredTube, TubeList } from '../../nodes/OneCodex/domain/batch';
import type { Registry } from '../../nodes/OneCodex/registration/registry';
import type { Result } from '../../nodes/OneCodex/domain/result';
import { emptyResult } from '../../nodes/OneCodex/registration/result';
import { LOOK_PAUSES_MS } from '../../nodes/OneCodex/registration/settle';
import { answered, BATCH, fakeRegistry, REJECTED } from './registry.cts';
import { barcode, makeBatch, makeTube } from './rows.cts';

const [a, b, c] = [barcode(1), barcode(2), barcode(3)] as const;

// What stands already is not looked up here: every tube is sent.
const run = (
	batches: PlannedBatch[],
	registry: Registry,
	settings: Partial<RegisterSettings> = {},
) =>
	registerBatches(batches, registry, {
		ifRegistered: 'register',
		lookBackMs: 0,
		maxSamplesPerBatch: 5000,
		maxBatches: 1000,
		stopAtFailure: true,
		...settings,
	});

const listed = (...tubes: AnsweredTube[]) => ({
	ok: true as const,
	value: { tubes, unreadable: 0 },
});

const rowsOf = (result: Awaited<ReturnType<typeof run>>) => ({
	found: result.tubes.map(({ row }) => row),
	missing: result.missing.map(({ row }) => row),
	unexpected: result.unexpected.map((one) => one.answered.barcode),
});

test('sends each batch once, in order, with its own tubes', async () => {
	const { registry, requests, looked } = fakeRegistry((name) => (name === 'One' ? [b, a] : [c]));
	const batches = [makeBatch('One', [a, b]), makeBatch('Two', [c], 2)];
	const result = await run(batches, registry);
	const tracking = { return_tracking_numbers: ['7946 1234'] };
	expect(requests).toEqual([
		{ batch_name: 'One', ...tracking, samples: [makeTube(a), makeTube(b)] },
		{ batch_name: 'Two', ...tracking, samples: [makeTube(c)] },
	]);
	expect(result.tubes).toEqual([
		{ row: 0, batch: BATCH, answered: answered(a), alreadyRegistered: false },
		{ row: 1, batch: BATCH, answered: answered(b), alreadyRegistered: false },
		{ row: 2, batch: BATCH, answered: answered(c), alreadyRegistered: false },
	]);
	expect(result.registered.map(({ planned }) => planned.name)).toEqual(['One', 'Two']);
	expect(result).toMatchObject({ missing: [], unexpected: [], problems: [], failures: [] });
	expect(looked).toEqual([]);
});

test('a batch that is too large is sent in parts', async () => {
	const { registry, requests } = fakeRegistry((name) => (name === 'One (1 of 2)' ? [a] : [b, c]));
	const result = await run([makeBatch('One', [a, b, c])], registry, { maxSamplesPerBatch: 2 });
	expect(requests.map((one) => [one.batch_name, one.samples.length])).toEqual([
		['One (1 of 2)', 1],
		['One (2 of 2)', 2],
	]);
	expect(rowsOf(result)).toEqual({ found: [0, 1, 2], missing: [], unexpected: [] });
});

test.each<[string, Result<TubeList>, object]>([
	[
		'found in the list of the batch',
		listed(answered(b), answered(a)),
		{ found: [0, 1, 2], missing: [], unexpected: [] },
	],
	[
		'still missing',
		listed(answered(a), answered(c)),
		{ found: [0, 2], missing: [1], unexpected: [] },
	],
	['an empty list', listed(), { found: [0, 2], missing: [1], unexpected: [] }],
	[
		'the list has more',
		listed(answered(b), answered(barcode(9))),
		{ found: [0, 1, 2], missing: [], unexpected: [barcode(9)] },
	],
])('a missing barcode is looked up: %s', async (_, list, expected) => {
	const { registry, looked, pauses, requests } = fakeRegistry(() => [a, c], list);
	const result = await run([makeBatch('One', [a, b, c])], registry);
	expect(rowsOf(result)).toEqual(expected);
	expect(result.failures).toEqual([]);
	// A list that still lacks a tube is asked for again, since a new batch may take a while to have it.
	const waited = result.missing.length > 0 ? LOOK_PAUSES_MS : [];
	expect(pauses).toEqual(waited);
	expect(looked).toHaveLength(1 + waited.length);
	expect(requests).toHaveLength(1);
});

test('a missing barcode is told after a minute in which the list could not be read', async () => {
	const { registry, pauses, requests } = fakeRegistry(() => [a, c]);
	const result = await run([makeBatch('One', [a, b, c])], registry);
	expect(rowsOf(result)).toEqual({ found: [0, 2], missing: [1], unexpected: [] });
	expect(pauses).toEqual(LOOK_PAUSES_MS);
	expect(requests).toHaveLength(1);
});

test('a missing tube is told together with its batch', async () => {
	const { registry } = fakeRegistry(() => [a], listed());
	const { missing } = await run([makeBatch('One', [a, b])], registry);
	expect(missing).toEqual([expect.objectContaining({ row: 1, tube: makeTube(b), batch: BATCH })]);
	expect(missing[0]?.planned.name).toBe('One');
});

describe('a batch that fails', () => {
	const batches = ['One', 'Two', 'Three', 'Four'].map((name, row) =>
		makeBatch(name, [[a, b, c][row] ?? barcode(4)], row),
	);
	const fail = () =>
		fakeRegistry((name) => (name === 'Two' ? REJECTED : name === 'One' ? [a] : [c]));
	const names = (all: Array<{ planned: { name: string } }>) =>
		all.map(({ planned }) => planned.name);

	test('stops the run if asked to', async () => {
		const { registry, requests } = fail();
		const result = await run(batches, registry, { stopAtFailure: true });
		// What is on its way beside it goes on.
		expect(names(result.registered)).toEqual(['One', 'Three']);
		expect(result.failures).toEqual([
			expect.objectContaining({ failure: REJECTED, planned: batches[1] }),
		]);
		expect(requests.map((request) => request.batch_name)).toEqual(['One', 'Two', 'Three']);
	});

	test('is not sent again, and leaves the others alone', async () => {
		const { registry, requests } = fail();
		const result = await run(batches, registry, { stopAtFailure: false });
		expect(names(result.registered)).toEqual(['One', 'Three', 'Four']);
		expect(names(result.failures)).toEqual(['Two']);
		expect(requests.map((request) => request.batch_name)).toEqual(['One', 'Two', 'Three', 'Four']);
	});
});

test('nothing to register, nothing sent', async () => {
	const { registry, requests } = fakeRegistry(() => REJECTED);
	const result = await run([], registry);
	expect(result).toEqual(emptyResult());
	expect(requests).toEqual([]);
});

test('a batch that breaks a rule of the API is never sent', async () => {
	const { registry, requests } = fakeRegistry(() => [a]);
	await expect(run([makeBatch('', [a])], registry)).rejects.toThrow();
	await expect(run([makeBatch('One', ['short'])], registry)).rejects.toThrow();
	expect(requests).toEqual([]);
});
