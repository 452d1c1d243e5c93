import { startRun, type RegisterSettings } from '../../nodes/OneCodex/registration/run';
import type { FailedBatch } from '../../nodes/OneCodex/registration/result';
import { CONFLICT, LOST, makeLab, START } from './lab.cts';
import { BATCH } from './registry.cts';
import { barcode, makeBatch } from './rows.cts';
import { run as register, rowsOf, sentOf } from './runs.cts';

const DAY = 86_400_000;

const racks = (count: number, tubes = 1) =>
	Array.from({ length: count }, (_, rack) =>
		makeBatch(
			`Rack ${rack}`,
			Array.from({ length: tubes }, (_, tube) => barcode(rack * tubes + tube)),
			rack * tubes,
		),
	);

function begin(settings: Partial<RegisterSettings> = {}, batches = racks(5)) {
	const run = startRun(batches, makeLab().registry, {
		ifRegistered: 'reuse',
		lookBackMs: 0,
		maxSamplesPerBatch: 5_000,
		maxBatches: 2,
		stopAtFailure: false,
		...settings,
	});
	const batch = (place: number) => batches[place] as (typeof batches)[number];
	const fail = (place: number, step: FailedBatch['step']) =>
		run.fail(batch(place), { planned: batch(place), failure: LOST, step });
	return { run, batches, batch, fail };
}

describe('batches whose outcome is not known', () => {
	test.each([
		['unseen', 'unseen', 'unseen'],
		['unread', 'unread', 'unread'],
		['unseen', 'unread', 'unseen'],
	] as const)('%s, %s, %s: the third is the failure of all that come', (...steps) => {
		const { run, fail } = begin();
		const lost = steps.map((step, place) => {
			fail(place, step);
			return run.lost();
		});
		expect(lost).toEqual([undefined, undefined, LOST]);
	});

	test.each(['look-up', 'empty', 'refused', 'repeated', 'repeated unread'] as const)(
		'are not in a row where another is "%s"',
		(step) => {
			const { run, fail } = begin();
			for (const one of ['unseen', 'unseen', step, 'unseen', 'unseen'] as const) fail(0, one);
			expect(run.lost()).toBeUndefined();
			fail(0, 'unseen');
			expect(run.lost()).toBe(LOST);
		},
	);

	test('are in a row unless one was registered in between', () => {
		const { run, batch, fail } = begin();
		fail(0, 'unseen');
		fail(1, 'unseen');
		run
			.resultOf(batch(2))
			.registered.push({ planned: batch(2), batch: BATCH, knownBefore: undefined });
		run.note(batch(2));
		fail(3, 'unseen');
		expect(run.lost()).toBeUndefined();
		run.note(batch(4));
		fail(3, 'unseen');
		fail(3, 'unseen');
		expect(run.lost()).toBe(LOST);
	});
});

describe('a run is over', () => {
	const faulty = { row: 0, field: 'tube_barcode', value: '', code: 'is_empty' } as never;

	test.each([
		[true, false, true],
		[true, true, false],
		[false, false, false],
	])('after a failure: stops at one %s, only looks %s: %s', (stopAtFailure, looksOnly, isOver) => {
		const { run, fail } = begin({ stopAtFailure, looksOnly });
		expect(run.isOver()).toBe(false);
		fail(0, 'refused');
		expect(run.isOver()).toBe(isOver);
	});

	test.each([
		[true, true],
		[false, false],
	])('after a faulty row: stops at one %s: %s', (stopAtFailure, isOver) => {
		const { run, batch } = begin({ stopAtFailure });
		run.note(batch(0));
		expect(run.isOver()).toBe(false);
		run.resultOf(batch(0)).problems.push(faulty);
		run.note(batch(0));
		expect(run.isOver()).toBe(isOver);
	});

	test('where there are more batches to send than there may be, parts of large ones included', () => {
		const { run, batches } = begin({ maxSamplesPerBatch: 2 }, racks(2, 4));
		expect(run.isTooMuch(batches.slice(0, 1))).toBe(false);
		expect([run.isOver(), run.result().tooMany]).toEqual([false, undefined]);
		expect(run.isTooMuch(batches)).toBe(true);
		expect([run.isOver(), run.result().tooMany]).toEqual([true, 4]);
	});
});

test('what was done in any order comes out in that of the batches', () => {
	const { run, batches, fail } = begin();
	const backwards = batches.toReversed().map((planned) => ({ planned }));
	expect(run.inOrder(backwards).map(({ planned }) => planned.name)).toEqual(
		batches.map(({ name }) => name),
	);
	fail(3, 'refused');
	fail(1, 'refused');
	expect(run.result().failures.map(({ planned }) => planned.name)).toEqual(['Rack 1', 'Rack 3']);
});

describe('a run that only looks', () => {
	const LOOKS = { looksOnly: true } as const;

	test('sends nothing, and finds what is registered', async () => {
		const lab = makeLab();
		lab.add('Rack 1', [barcode(1)]);
		const result = await register(lab, racks(3), LOOKS);
		expect(rowsOf(result)).toEqual([[1, 'b1', true]]);
		expect(result.registered).toEqual([]);
		expect(sentOf(lab)).toEqual([]);
	});

	test.each([1, 3])('sends nothing where all would be registered again, up to %i', async (most) => {
		const lab = makeLab();
		lab.add('Rack 1', [barcode(1)]);
		const settings = { ...LOOKS, ifRegistered: 'register', maxBatches: most } as const;
		const result = await register(lab, racks(3), settings);
		expect(result.tooMany).toBe(most === 1 ? 3 : undefined);
		expect(sentOf(lab)).toEqual([]);
	});

	test.each([
		['are', DAY, 3],
		['are, of which one is there by then', 0, undefined],
	])('waits to find out how many new batches there %s', async (_, lag, tooMany) => {
		const lab = makeLab();
		lab.memory.doubts.add({ name: 'Rack 0', at: START });
		lab.setLag(lag);
		lab.add('Rack 0', [barcode(0)]);
		const result = await register(lab, racks(3), { ...LOOKS, maxBatches: 2 });
		expect(result.tooMany).toBe(tooMany);
		const next = await register(lab, racks(3), { maxBatches: 2 });
		expect(next.tooMany).toBe(tooMany);
	});

	test('finds all faults, where a run that sends would have stopped', async () => {
		const lab = makeLab();
		racks(3).forEach(({ name, tubes }) => lab.add(name, [tubes[0]?.tube.tube_barcode ?? '']));
		const result = await register(lab, racks(3), { ...LOOKS, ifRegistered: 'error' });
		expect(result.problems.map(({ row }) => row)).toEqual([0, 1, 2]);
	});
});

describe('too many batches', () => {
	test.each([
		['new ones', 0],
		['where tubes may be in any batch', DAY],
	])('%s: none is sent', async (_, lookBackMs) => {
		const lab = makeLab();
		const result = await register(lab, racks(3), { maxBatches: 2, lookBackMs });
		expect(result.tooMany).toBe(3);
		expect(sentOf(lab)).toEqual([]);
	});

	test.each([
		['split', racks(1, 5), { maxSamplesPerBatch: 1 }],
		['of names that are there', racks(3), {}],
	])('%s: none is sent, though batches of the names are there', async (_, wanted, more) => {
		const lab = makeLab();
		wanted.forEach(({ name }) => lab.add(name, [barcode(99)]));
		lab.pass(DAY);
		for (const looksOnly of [true, false]) {
			const result = await register(lab, wanted, { maxBatches: 2, ...more, looksOnly });
			expect(result.tooMany).toBe(wanted.length === 1 ? 5 : 3);
			expect(sentOf(lab)).toEqual([]);
		}
	});

	test('as many as there may be: all are sent', async () => {
		const lab = makeLab();
		await register(lab, racks(3), { maxBatches: 3, lookBackMs: DAY });
		expect(sentOf(lab)).toHaveLength(3);
	});
});

test('a batch that One Codex refuses again and again ends in the last refusal', async () => {
	const lab = makeLab();
	lab.outcomes.posts = [CONFLICT, CONFLICT, CONFLICT];
	const result = await register(lab, racks(1));
	expect(result.failures.map(({ failure, step }) => [failure.said, step])).toEqual([
		[CONFLICT.said, 'refused'],
	]);
});
