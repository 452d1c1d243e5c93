import type { ClaimStore } from '../../nodes/OneCodex/resources/turns/claim';
import { claims } from '../../nodes/OneCodex/resources/turns/claims';
import { createWorld, type Process } from './world.cts';

const MINUTE_MS = 60_000;
const smooth = { slow: 0, failing: 0, alike: false };

/** A world in which nothing goes wrong by itself, and what happens in it, with the times. */
function calmWorld() {
	let state = 1;
	const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
	const world = createWorld(random, smooth);
	const begins: Record<string, number> = {};
	const ends: Record<string, number> = {};
	/** A process that runs what it is told to. */
	const start = (change: (process: Process) => ClaimStore = ({ store }) => store) => {
		const process = world.startProcess();
		const store = change(process);
		const claiming = claims(process.timing);
		const runAt = (startMs: number, name: string, workMs: number, signal?: AbortSignal) =>
			world.at(startMs, () => {
				const work = async () => {
					begins[name] = world.now();
					await process.timing.pause(workMs, undefined);
				};
				const over = () => (ends[name] = world.now());
				claiming('node', store, signal, work).then(over, over);
			});
		return { ...process, runAt };
	};
	return { ...world, begins, ends, start };
}

test('a run that is alone records once and clears once', async () => {
	const world = calmWorld();
	const calls: string[] = [];
	const { runAt } = world.start(({ store }) => ({
		record: async (entries) => (calls.push('record'), await store.record(entries)),
		count: async () => (calls.push('count'), await store.count()),
		clear: async () => (calls.push('clear'), await store.clear()),
	}));
	runAt(0, 'one', 1_000);
	await world.run(MINUTE_MS);
	expect(calls).toEqual(['record', 'clear']);
	expect(world.ends).toHaveProperty('one');
});

test('runs of one process share a claim, and make way when another process waits', async () => {
	const world = calmWorld();
	const [a, b] = [world.start(), world.start()];
	a.runAt(0, 'a1', 2_000);
	a.runAt(500, 'a2', 2_000);
	b.runAt(1_000, 'b1', 2_000);
	a.runAt(1_500, 'a3', 2_000);
	await world.run(MINUTE_MS);
	const { a2, b1, a3 } = world.begins;
	expect(a2).toBeLessThan(1_000);
	expect(b1).toBeGreaterThan(world.ends.a2!);
	expect(a3).toBeGreaterThan(world.ends.b1!);
});

test('two busy processes come to their turns again and again', async () => {
	const world = calmWorld();
	const both = [world.start(), world.start()];
	const names = Array.from({ length: 600 }, (_, index) => `run ${index}`);
	names.forEach((name, index) => both[index % 2]!.runAt(index * 100, name, 400));
	await world.run(2 * MINUTE_MS);
	const waits = names.map((name, index) => world.begins[name]! - index * 100);
	expect(Math.max(...waits)).toBeLessThan(5_000);
});

test('a killed holder delays others by less than 40 s', async () => {
	const world = calmWorld();
	const [dead, alive, third] = [world.start(), world.start(), world.start()];
	dead.runAt(0, 'dead', MINUTE_MS);
	alive.runAt(1_000, 'alive', 100);
	third.runAt(2_000, 'third', 100);
	world.at(10_000, () => dead.kill());
	await world.run(3 * MINUTE_MS);
	expect(world.begins.alive).toBeGreaterThan(10_000);
	expect(Math.max(world.begins.alive!, world.begins.third!)).toBeLessThan(50_000);
	expect(world.hasRow()).toBe(false);
});

test('a holder that works for long is not taken for dead', async () => {
	const world = calmWorld();
	const [long, other] = [world.start(), world.start()];
	long.runAt(0, 'long', 60 * MINUTE_MS);
	other.runAt(1_000, 'other', 100);
	await world.run(120 * MINUTE_MS);
	expect(world.begins.other).toBeGreaterThan(world.ends.long!);
	expect(world.begins.other).toBeLessThan(world.ends.long! + 1_000);
});

test('a run that is cancelled while it waits ends at once, and others wait on', async () => {
	const world = calmWorld();
	const [holder, other] = [world.start(), world.start()];
	const stop = new AbortController();
	holder.runAt(0, 'holder', 10_000);
	other.runAt(100, 'stopped', 100, stop.signal);
	other.runAt(200, 'behind', 100);
	world.at(3_000, () => stop.abort(new Error('stopped')));
	await world.run(MINUTE_MS);
	expect(world.begins).not.toHaveProperty('stopped');
	expect(world.ends.stopped).toBe(3_000);
	expect(world.begins.behind).toBeGreaterThan(world.ends.holder!);
});

test('the work is done where the store fails, and is over no later for it', async () => {
	const world = calmWorld();
	const fail = () => Promise.reject(new Error('no such table'));
	const { runAt } = world.start(() => ({ record: fail, count: fail, clear: fail }));
	for (const name of ['one', 'two']) runAt(0, name, 100);
	await world.run(MINUTE_MS);
	expect(world.ends.one).toBeLessThan(700);
	expect(world.ends.two).toBeLessThan(700);
});

test.each([
	[10_000, false],
	[24_000, true],
])('a holder that gave no sign for %d ms leaves the row: %p', async (workMs, isLeft) => {
	const world = calmWorld();
	let records = 0;
	const { runAt } = world.start(({ store }) => ({
		...store,
		record: async (entries) => {
			if (records++ > 0) throw new Error('connection lost');
			return await store.record(entries);
		},
	}));
	runAt(0, 'silent', workMs);
	await world.run(MINUTE_MS);
	expect(world.ends).toHaveProperty('silent');
	expect(world.hasRow()).toBe(isLeft);
});
