import fc from 'fast-check';

import { claims } from '../../nodes/OneCodex/resources/turns/claims';
import { createWorld, type Process, type Trouble } from './world.cts';

interface Run {
	process: number;
	startMs: number;
	workMs: number;
	/** When it is cancelled, if it is not over by then. */
	cancelMs: number | undefined;
}

interface Scenario {
	seed: number;
	runs: Run[];
	/** When each process is killed; undefined if it is not. */
	kills: Array<number | undefined>;
	trouble: Trouble;
}

const RUNS = Number(process.env.SOAK_RUNS ?? 60);
const HOUR_MS = 3_600_000;

const PROCESSES = [0, 1, 2, 3];

const moment = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 60_000 }));
const run = fc.record<Run>({
	process: fc.constantFrom(...PROCESSES),
	startMs: moment,
	workMs: fc.oneof(
		{ weight: 4, arbitrary: fc.nat({ max: 1_500 }) },
		{ weight: 1, arbitrary: fc.nat({ max: 40_000 }) },
	),
	cancelMs: fc.option(moment, { nil: undefined, freq: 6 }),
});
const scenarios = fc.record<Scenario>({
	seed: fc.integer(),
	runs: fc.array(run, { minLength: 2, maxLength: 10 }),
	kills: fc.tuple(...PROCESSES.map(() => fc.option(moment, { nil: undefined, freq: 2 }))),
	trouble: fc.record({
		slow: fc.constantFrom(0, 0, 0.1, 0.6),
		failing: fc.constantFrom(0, 0, 0.01),
		alike: fc.boolean(),
	}),
});

/** Plays a scenario; gives what went wrong, and what is left. */
async function play({ seed, runs, kills, trouble }: Scenario) {
	const world = createWorld(numbers(seed), trouble);
	const processes = PROCESSES.map(() => {
		const process = world.startProcess();
		return { process, claiming: claims(process.timing) };
	});
	const working = new Map<Run, Process>();
	const over = new Set<Run>();
	const wrong: string[] = [];
	kills.forEach((ms, index) => {
		if (ms !== undefined) world.at(ms, () => processes[index]!.process.kill());
	});
	for (const one of runs) {
		const { process, claiming } = processes[one.process]!;
		const controller = new AbortController();
		const work = async () => {
			for (const other of working.values()) {
				if (other !== process && !other.isDead()) wrong.push(`two at once at ${world.now()}`);
			}
			working.set(one, process);
			await process.timing.pause(one.workMs, undefined);
			working.delete(one);
		};
		world.at(one.startMs, () => {
			if (process.isDead()) return over.add(one);
			claiming('node', process.store, controller.signal, work).then(
				() => over.add(one),
				() => over.add(one),
			);
		});
		if (one.cancelMs !== undefined) {
			world.at(one.startMs + one.cancelMs, () => controller.abort(new Error('stopped')));
		}
	}
	await world.run(HOUR_MS);
	const left = runs.filter((one) => !over.has(one) && !processes[one.process]!.process.isDead());
	return { wrong, left, hasRow: world.hasRow() };
}

/** Numbers from 0 to 1 that look random (mulberry32). */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

test('never do two live processes work at once, and all that live get to work', async () => {
	await fc.assert(
		fc.asyncProperty(scenarios, async (scenario) => {
			const { wrong, left } = await play(scenario);
			expect({ wrong, left }).toEqual({ wrong: [], left: [] });
		}),
		{ numRuns: RUNS, endOnFailure: true },
	);
});

const atOnce = fc.nat({ max: 300 });
const deadHolders = fc.record<Scenario>({
	seed: fc.integer(),
	runs: fc
		.array(fc.record({ startMs: atOnce, workMs: fc.integer({ min: 3_000, max: 20_000 }) }), {
			minLength: 3,
			maxLength: 3,
		})
		.map((waiting) => [
			{ process: 0, startMs: 0, workMs: 1_000, cancelMs: undefined },
			...waiting.map((one, index) => ({ ...one, process: index + 1, cancelMs: undefined })),
		]),
	kills: fc.tuple(
		fc.constantFrom(150, 300, 450),
		fc.option(fc.integer({ min: 29_000, max: 45_000 }), { nil: undefined }),
	),
	trouble: fc.record({
		slow: fc.constantFrom(0.1, 0.3, 0.6, 1),
		failing: fc.constantFrom(0, 0.01),
		alike: fc.constant(true),
	}),
});

test('one of many takes over from a dead holder', async () => {
	await fc.assert(
		fc.asyncProperty(deadHolders, async (scenario) => {
			const { wrong, left } = await play(scenario);
			expect({ wrong, left }).toEqual({ wrong: [], left: [] });
		}),
		{ numRuns: 3 * RUNS, endOnFailure: true },
	);
});

test('nothing is left of a claim where nobody died and nothing failed', async () => {
	await fc.assert(
		fc.asyncProperty(scenarios, async (scenario) => {
			const slow = Math.min(scenario.trouble.slow, 0.1);
			const kills = scenario.kills.map(() => undefined);
			const { hasRow } = await play({
				...scenario,
				kills,
				trouble: { slow, failing: 0, alike: true },
			});
			expect(hasRow).toBe(false);
		}),
		{ numRuns: RUNS },
	);
});
