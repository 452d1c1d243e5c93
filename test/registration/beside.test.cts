import type { AnsweredRegistration } from '../../nodes/OneCodex/domain/batch';
import type { Result } from '../../nodes/OneCodex/domain/result';
import {
	CONFLICT,
	DOWN,
	duringFirstPost,
	makeLab,
	REPEATED,
	slowly,
	START,
	type Lab,
} from './lab.cts';
import { REJECTED } from './registry.cts';
import { barcode, makeBatch } from './rows.cts';
import { failuresOf, rowsOf, run, sentOf } from './runs.cts';

const MINUTE = 60_000;
const GO_ON = { stopAtFailure: false };
const racks = (count: number) =>
	Array.from({ length: count }, (_, row) => makeBatch(`Rack ${row}`, [barcode(row)], row));

/** How the lists of batches were asked for. */
const listsOf = ({ lists }: Lab) => lists.map((asked) => Object.keys(asked)[0]);

/** Lets requests wait until they are let go, and tells how many are on their way. */
function holdPosts(lab: Lab) {
	const register = lab.registry.register.bind(lab.registry);
	const waiting: Array<() => void> = [];
	const counts: number[] = [];
	lab.registry.register = async (request): Promise<Result<AnsweredRegistration>> => {
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			counts.push(waiting.length);
			setImmediate(() => waiting.shift()?.());
		});
		return await register(request);
	};
	return counts;
}

describe('batches are sent beside each other', () => {
	test('more and more of them, ten at most, and come out in their order', async () => {
		const lab = makeLab();
		const counts = holdPosts(lab);
		const result = await run(lab, racks(40));
		expect(counts[0]).toBe(1);
		expect(Math.max(...counts)).toBe(10);
		expect(result.tubes.map(({ row }) => row)).toEqual(racks(40).map((_, row) => row));
		expect(result.registered.map(({ planned }) => planned.name)).toEqual(
			racks(40).map(({ name }) => name),
		);
	});

	test('where the first fails, nothing else is sent', async () => {
		const lab = makeLab();
		lab.outcomes.posts = [REJECTED];
		const result = await run(lab, racks(20));
		expect(failuresOf(result)).toEqual([['Rack 0', 'refused', 'rejected']]);
		expect(lab.posts).toHaveLength(1);
	});

	test('of several that fail, the first of the rows is told first', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['answer', REJECTED, REJECTED];
		const counts = holdPosts(lab);
		const result = await run(lab, racks(20));
		expect(failuresOf(result).map(([name]) => name)).toEqual(['Rack 1', 'Rack 2']);
		expect(counts.length).toBeLessThan(20);
	});
});

describe('a run that n8n ends leaves less to do for the next one', () => {
	test('since what does not stand is sent before what stands is read', async () => {
		const lab = makeLab();
		lab.add('Rack 0', [barcode(0)]);
		lab.add('Rack 1', [barcode(1)]);
		const order: string[] = [];
		const register = lab.registry.register.bind(lab.registry);
		const samplesOf = lab.registry.samplesOf.bind(lab.registry);
		lab.registry.register = (request) => {
			order.push(request.batch_name);
			return register(request);
		};
		lab.registry.samplesOf = (id) => {
			order.push(`samples of ${id}`);
			return samplesOf(id);
		};
		const result = await run(lab, racks(4));
		expect(order).toEqual(['Rack 2', 'Rack 3', 'samples of b1', 'samples of b2']);
		expect(rowsOf(result).map(([row]) => row)).toEqual([0, 1, 2, 3]);
	});
});

describe('somebody else comes in between the look and a request', () => {
	test('with the same batch, some seconds later: it is looked up again and used', async () => {
		const lab = makeLab();
		duringFirstPost(lab, 4, () => lab.add('Rack 1', [barcode(1)]));
		const result = await run(lab, racks(3));
		expect(sentOf(lab).map(([name]) => name)).toEqual(['Rack 0', 'Rack 2']);
		expect(rowsOf(result)).toEqual([
			[0, 'b2', false],
			[1, 'b1', true],
			[2, 'b3', false],
		]);
	});

	test('with some tubes of it: the rest is sent', async () => {
		const lab = makeLab();
		duringFirstPost(lab, 4, () => {
			lab.add('Rack 1', [barcode(1)]);
			lab.pass(3 * MINUTE);
		});
		const batches = [
			makeBatch('Rack 0', [barcode(0)]),
			makeBatch('Rack 1', [1, 2].map(barcode), 1),
		];
		const result = await run(lab, batches);
		expect(sentOf(lab)).toEqual([
			['Rack 0', [barcode(0)]],
			['Rack 1', [barcode(2)]],
		]);
		expect(rowsOf(result).map(([row, , already]) => [row, already])).toEqual([
			[0, false],
			[1, true],
			[2, false],
		]);
	});

	test.each<[string, (lab: Lab) => void]>([
		['another batch', (lab) => lab.add('Other', [barcode(9)])],
		['one that is canceled', (lab) => lab.add('Rack 1', [barcode(1)], { canceled: true })],
	])('with %s: nothing is looked up again', async (_, add) => {
		const lab = makeLab();
		duringFirstPost(lab, 4, () => add(lab));
		await run(lab, racks(3));
		expect(listsOf(lab)).toEqual(['named', 'since', 'since']);
		expect(lab.looked).toEqual([]);
		expect(lab.posts).toHaveLength(3);
	});

	test.each<[string, number, string[], number]>([
		['other tubes', 1, [barcode(9)], START],
		['no tubes yet', 2, [], START],
		['these tubes, from long before', 0, [barcode(1)], START - 10 * MINUTE],
	])('in a batch with %s: its samples are read %d times', async (_, times, tubes, createdAt) => {
		const lab = makeLab();
		lab.registry.register = slowly(lab, 4);
		duringFirstPost(lab, 0, () => lab.add('Other', tubes, { createdAt }));
		const result = await run(lab, racks(4), { lookBackMs: 1 });
		expect(sentOf(lab).map(([name]) => name)).toEqual(racks(4).map(({ name }) => name));
		expect(listsOf(lab).filter((kind) => kind === 'named')).toHaveLength(1);
		expect(result.failures).toEqual([]);
		// Once more for doubles.
		expect(lab.looked).toHaveLength(times === 0 ? 0 : times + 1);
	});

	test('with a batch whose samples cannot be read: nothing more is sent', async () => {
		const lab = makeLab();
		duringFirstPost(lab, 4, () => {
			lab.add('Other', [barcode(1)]);
			lab.outcomes.samples.push(REJECTED);
		});
		const result = await run(lab, racks(2), { ...GO_ON, lookBackMs: 1 });
		expect(failuresOf(result)).toEqual([['Rack 1', 'look-up', 'rejected']]);
	});

	test('which is the run itself, with another part of the batch: nothing is looked up again', async () => {
		const lab = makeLab();
		const register = slowly(lab, 4);
		// It is in the lists before it is answered.
		lab.registry.register = async (request) => {
			const answer = await register(request);
			await new Promise(setImmediate);
			return answer;
		};
		const tubes = Array.from({ length: 8 }, (_, number) => barcode(number));
		await run(lab, [makeBatch('Rack', tubes)], { maxSamplesPerBatch: 1 });
		expect(lab.posts).toHaveLength(8);
		expect(listsOf(lab).filter((kind) => kind === 'named')).toHaveLength(1);
	});

	test.each([START, undefined])(
		'with a tube in a batch of any name, made at %p, where all are looked at',
		async (createdAt) => {
			const lab = makeLab();
			duringFirstPost(lab, 4, () => lab.add('Other', [barcode(1)], { createdAt }));
			const batches = [
				makeBatch('Rack 0', [barcode(0)]),
				makeBatch('Rack 1', [1, 2].map(barcode), 1),
			];
			const result = await run(lab, batches, { lookBackMs: 1000 * MINUTE });
			expect(sentOf(lab)).toEqual([
				['Rack 0', [barcode(0)]],
				['Rack 1', [barcode(2)]],
			]);
			expect(rowsOf(result)[1]).toEqual([1, 'b1', true]);
		},
	);

	test.each([0, 3])('%d seconds later: it is told in the same run', async (seconds) => {
		const lab = makeLab();
		duringFirstPost(lab, seconds, () => lab.add('Rack 1', [barcode(1), barcode(9)]));
		const result = await run(lab, racks(3));
		expect(result.doubled).toMatchObject([
			{ row: 1, barcode: barcode(1), batches: [{ id: 'b3' }, { id: 'b1' }] },
		]);
		expect(result.unchecked).toBe(false);
	});

	test('with the same batches again and again: it ends with an error, and nothing is sent', async () => {
		const lab = makeLab();
		const look = lab.registry.look.bind(lab.registry);
		lab.registry.look = () => {
			const createdAt = START - 10 * MINUTE;
			for (const { name } of racks(2)) lab.add(name, [barcode(9)], { createdAt });
			lab.pass(4000);
			return look();
		};
		const result = await run(lab, racks(2), GO_ON);
		expect(failuresOf(result)).toEqual([
			['Rack 0', 'look-up', 'changing'],
			['Rack 1', 'look-up', 'changing'],
		]);
		expect(lab.posts).toEqual([]);
	});

	test('while a look fails: nothing more is sent', async () => {
		const lab = makeLab();
		duringFirstPost(lab, 4, () => lab.outcomes.lists.push(REJECTED));
		const result = await run(lab, racks(3), GO_ON);
		expect(failuresOf(result)).toEqual([
			['Rack 1', 'look-up', 'rejected'],
			['Rack 2', 'look-up', 'rejected'],
		]);
		expect(lab.posts).toHaveLength(1);
	});
});

describe('the look for doubles', () => {
	test('that fails is told', async () => {
		const lab = makeLab();
		lab.outcomes.lists = ['answer', REJECTED];
		expect(await run(lab, racks(1))).toMatchObject({ unchecked: true, failures: [] });
	});

	test('is not taken where no call can work any more', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['answer', DOWN];
		expect(await run(lab, racks(9), GO_ON)).toMatchObject({ unchecked: true });
		expect(listsOf(lab)).toEqual(['named']);
	});

	test.each<[string, (lab: Lab) => void, boolean]>([
		[
			'batches from long before',
			(lab) => lab.add('Old', [], { createdAt: START - 2 * MINUTE }),
			false,
		],
		[
			'batches from a moment before',
			(lab) => lab.add('New', [], { createdAt: START - MINUTE }),
			true,
		],
		['a canceled one', (lab) => lab.add('New', [], { canceled: true }), false],
	])('reads the samples of %s only where they are new and live', async (_, add, reads) => {
		const lab = makeLab();
		add(lab);
		await run(lab, [makeBatch('Rack 1', [barcode(1)])], { lookBackMs: 1 });
		expect(lab.looked.length > 0).toBe(reads);
	});

	test('is not taken where nothing was sent, or nobody minds', async () => {
		const lab = makeLab();
		lab.add('Rack 0', [barcode(0)]);
		await run(lab, racks(1));
		await run(lab, racks(1), { ifRegistered: 'register' });
		expect(lab.lists).toHaveLength(1);
	});

	test('leaves batches of other names alone, unless all are looked at', async () => {
		const lab = makeLab();
		lab.add('Other', [barcode(9)]);
		await run(lab, racks(1));
		expect(lab.looked).toEqual([]);
	});

	test('gives up where others register very much', async () => {
		const lab = makeLab();
		for (let other = 0; other < 31; other++) {
			lab.add(`Other ${other}`, [barcode(100 + other)], { createdAt: START - MINUTE });
		}
		expect(await run(lab, racks(1), { lookBackMs: 1 })).toMatchObject({ unchecked: true });
		expect(lab.looked).toHaveLength(30);
	});
});

describe('a refusal that does not say why', () => {
	test('may be due to tubes that stand: these are used, and the rest is sent', async () => {
		const lab = makeLab();
		const register = lab.registry.register.bind(lab.registry);
		lab.registry.register = (request) => {
			lab.registry.register = register;
			lab.add('Rack 0', [barcode(0)]);
			lab.outcomes.posts.unshift(CONFLICT);
			return register(request);
		};
		const result = await run(lab, [makeBatch('Rack 0', [0, 1].map(barcode))]);
		expect(sentOf(lab).map(([, tubes]) => tubes)).toEqual([[0, 1].map(barcode), [barcode(1)]]);
		expect(rowsOf(result).map(([row, , already]) => [row, already])).toEqual([
			[0, true],
			[1, false],
		]);
	});

	test.each([
		[CONFLICT, 'refused'],
		[REPEATED, 'repeated'],
	])('$name is told as it is where none stand', async (failure, step) => {
		const lab = makeLab();
		lab.outcomes.posts = [failure];
		const result = await run(lab, racks(1));
		expect(failuresOf(result)).toEqual([['Rack 0', step, failure.said]]);
	});
});

describe('a new batch of the name that shows no samples', () => {
	test('is waited for, and used', async () => {
		const lab = makeLab();
		lab.add('Rack 0', [barcode(0)]);
		const samplesOf = lab.registry.samplesOf.bind(lab.registry);
		let times = 0;
		lab.registry.samplesOf = (id) =>
			++times < 3
				? Promise.resolve({ ok: true, value: { tubes: [], unreadable: 0 } })
				: samplesOf(id);
		const result = await run(lab, racks(1));
		expect(rowsOf(result)).toEqual([[0, 'b1', true]]);
		expect(lab.posts).toEqual([]);
		expect(lab.pauses).toHaveLength(2);
	});

	test('after a minute is an error that names it, and nothing is sent', async () => {
		const lab = makeLab();
		const batch = lab.add('Rack 0', []);
		const { failures } = await run(lab, racks(1));
		expect(failures).toMatchObject([{ step: 'empty', batch, failure: { said: 'empty' } }]);
		expect(lab.posts).toEqual([]);
		expect(lab.pauses.reduce((sum, ms) => sum + ms, 0)).toBe(MINUTE);
	});

	test('with some of the tubes is waited for until it is old enough, and the rest is sent', async () => {
		const lab = makeLab();
		lab.add('Rack 0', [barcode(0)]);
		const result = await run(lab, [makeBatch('Rack 0', [0, 1].map(barcode))]);
		expect(lab.pauses.reduce((sum, ms) => sum + ms, 0)).toBe(MINUTE);
		expect(sentOf(lab)).toEqual([['Rack 0', [barcode(1)]]]);
		expect(rowsOf(result)[0]).toEqual([0, 'b1', true]);
	});
});
