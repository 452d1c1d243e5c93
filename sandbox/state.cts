import { createBatches } from './batches.cts';
import type { Batch } from './batches.cts';
import { embedIn } from './embed.cts';
import { makeOdd } from './odd.cts';
import { createProjects } from './projects.cts';
import { createSamples } from './samples.cts';
import { serverTime } from './server-clock.cts';
import { createStore } from './store.cts';
import { createTags } from './tags.cts';
import type { RegisterRequest } from './wire.cts';
import type { SampleUpdate, WireSample } from './wire-samples.cts';
import { changeWorld, DEFAULT_WORLD, keepsToDescription } from './worlds.cts';
import type { World } from './worlds.cts';

/** One key's account. `user` is 16 hex digits. */
export type Account = { user: string; email: string };

/** The time as every part of the memory goes by it, in milliseconds since 1970. */
export type Clock = {
	now: () => number;
	/** What was committed after this cannot be read yet; Infinity without a lag. */
	latestReadable: () => number;
	/** The server's time for something new or changed, RFC 3339: now, but later than any before. */
	nextInstant: () => string;
};

/** All that the sandbox remembers; see `createState`. */
export type State = ReturnType<typeof createState>;

/**
 * Makes the memory of a sandbox.
 *
 * @param options.apiKeys each key opens an account of its own
 * @param options.world how it differs from the default world
 * @param options.lagMs milliseconds until a committed batch and its samples can be read
 * @param options.now the clock, in milliseconds since 1970
 */
export function createState(options: {
	apiKeys: string[];
	world: Partial<World>;
	lagMs: number;
	now: () => number;
}) {
	const accounts = new Map<string, Account>(
		options.apiKeys.map((key, index) => {
			const user = (index + 1).toString(16).padStart(16, '0');
			return [key, { user, email: `lab-${index + 1}@example.org` }];
		}),
	);
	let lagMs = options.lagMs;
	let world = changeWorld(DEFAULT_WORLD, options.world);
	let isAsDescribed = keepsToDescription(world);
	let lastInstant = 0;
	const clock: Clock = {
		now: options.now,
		latestReadable: () => (lagMs === 0 ? Infinity : options.now() - lagMs),
		nextInstant: () => {
			// Two things of one millisecond would have no order to sort by.
			lastInstant = Math.max(Math.floor(options.now()), lastInstant + 1);
			return new Date(serverTime(lastInstant, world)).toISOString();
		},
	};
	const batches = createBatches(clock, () => world);
	const samples = createSamples(clock, () => world);
	const projects = createProjects(clock, () => world);
	const tags = createTags();
	const store = createStore(clock, () => world);

	/** Carries a registration out, or throws a refusal and changes nothing. */
	function register(account: Account, request: RegisterRequest): Batch {
		const batch = batches.register(account, request);
		samples.addTubes(batch);
		return batch;
	}

	/** Changes a sample, or throws a refusal and changes nothing. */
	function updateSample(account: Account, id: string, update: SampleUpdate): WireSample {
		// First of all, so that a sample there is not leaves no tag behind.
		samples.find(account, id);
		if (update.project) projects.insistOn(account, update.project);
		return samples.update(account, id, {
			...(update.project !== undefined && { project: update.project }),
			...(update.tags && { tags: tags.findOrAdd(account, update.tags) }),
		});
	}

	/** Makes an answer as odd as it is in this world. */
	function dress(body: unknown): unknown {
		const isEmbedded = world.references === 'embedded';
		const known: Array<() => Array<{ $uri: string }>> = [
			samples.allMetadata,
			projects.all,
			tags.all,
			samples.analyses.all,
		];
		return makeOdd(isEmbedded ? embedIn(body, () => known.flatMap((all) => all())) : body, world);
	}

	return {
		accountFor: (key: string | undefined) => accounts.get(key ?? ''),
		batches,
		dress,
		/** Whether the description fits answers: not once a world was played that breaks it. */
		isAsDescribed: () => isAsDescribed,
		projects,
		register,
		/** Forgets everything and goes back to the lag and the world it was made with. */
		reset: () => {
			for (const part of [batches, samples, projects, tags, store]) part.reset();
			lagMs = options.lagMs;
			world = changeWorld(DEFAULT_WORLD, options.world);
			isAsDescribed = keepsToDescription(world);
		},
		samples,
		setLag: (ms: number) => {
			lagMs = ms;
		},
		/** Changes some settings of the world; throws for what is none. */
		setWorld: (changes: Partial<World>) => {
			world = changeWorld(world, changes);
			isAsDescribed &&= keepsToDescription(world);
		},
		store,
		tags,
		updateSample,
		/** The world as it is now. */
		world: () => world,
	};
}
