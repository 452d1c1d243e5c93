import { createMemory } from '../../nodes/OneCodex/registration/looking/memory';
import type { AnsweredBatch } from '../../nodes/OneCodex/domain/batch';
import type { Failure } from '../../nodes/OneCodex/domain/failure';
import type { Look, Registry } from '../../nodes/OneCodex/registration/registry';
import type { Result } from '../../nodes/OneCodex/domain/result';
import type { RegisterRequest } from '../../nodes/OneCodex/registration/planning/schema';
import { answered } from './registry.cts';

/** When the tests begin, in milliseconds since 1970. */
export const START = 1_000_000_000_000;

export const LOST: Failure = { delivery: 'unknown', said: 'lost' };
export const REPEATED: Failure = {
	delivery: 'rejected',
	conflict: true,
	repeated: true,
	said: 'repeated',
};
/** A refusal that does not say why. */
export const CONFLICT: Failure = { delivery: 'rejected', conflict: true, said: 'conflict' };
export const DOWN: Failure = { delivery: 'not sent', said: 'down' };
export const UNREAD: Failure = { delivery: 'rejected', said: 'unread' };

/** What becomes of a request: an answer, none after all was done or before, or another failure. */
export type Outcome = 'answer' | 'lost after' | 'lost before' | Failure;

/** What a list of batches was asked for. */
type Asked = { named: string[] } | { since: number };

interface StoredBatch {
	batch: AnsweredBatch;
	barcodes: string[];
	/** From when on the lists show it. */
	shownAt: number;
}

/**
 * A One Codex in memory, as far as registering sees one: its lists are newest first, two batches to a
 * page, and go on to the oldest one. Outcomes that are not given are answers.
 */
export function makeLab() {
	const posts: RegisterRequest[] = [];
	const lists: Asked[] = [];
	const pauses: number[] = [];
	const looked: string[] = [];
	const batches: StoredBatch[] = [];
	const outcomes = { posts: [] as Outcome[], lists: [] as Outcome[], samples: [] as Outcome[] };
	let clock = START;
	let lagMs = 0;

	/** Makes a batch stand, with or without the node's having sent it. */
	const add = (name: string, barcodes: string[], more: Partial<AnsweredBatch> = {}) => {
		const id = `b${batches.length + 1}`;
		const batch = { batch_number: `SB${batches.length + 1}` };
		const added = { id, name, canceled: false, createdAt: clock, batch, ...more };
		batches.push({ batch: added, barcodes, shownAt: clock + lagMs });
		return added;
	};
	const ok = <T,>(value: T): Result<T> => ({ ok: true, value });
	const fail = (outcome: Outcome | undefined): Failure | undefined =>
		outcome === 'lost after' || outcome === 'lost before'
			? LOST
			: outcome === 'answer'
				? undefined
				: outcome;

	async function* listed(): ReturnType<Look['since']> {
		const shown = batches
			.filter(({ shownAt }) => shownAt <= clock)
			.map(({ batch }) => batch)
			.reverse();
		for (let first = 0; first === 0 || first < shown.length; first += 2) {
			const failure = fail(outcomes.lists.shift());
			yield await Promise.resolve(
				failure ? { ok: false, failure } : ok(shown.slice(first, first + 2)),
			);
			if (failure) return;
		}
	}

	const registry: Registry = {
		register(request) {
			posts.push(request);
			const outcome = outcomes.posts.shift();
			const failure = fail(outcome);
			if (failure && outcome !== 'lost after') return Promise.resolve({ ok: false, failure });
			const barcodes = request.samples.map((sample) => sample.tube_barcode);
			const batch = add(request.batch_name, barcodes);
			if (failure) return Promise.resolve({ ok: false, failure });
			return Promise.resolve(ok({ batch, tubes: barcodes.map(answered) }));
		},
		samplesOf(id) {
			looked.push(id);
			const failure = fail(outcomes.samples.shift());
			if (failure) return Promise.resolve({ ok: false, failure });
			const found = batches.find(({ batch }) => batch.id === id);
			return Promise.resolve(ok({ tubes: (found?.barcodes ?? []).map(answered), unreadable: 0 }));
		},
		useless: (list) => ({ delivery: 'rejected', said: list }),
		look: () => ({
			async named(names) {
				lists.push({ named: names });
				const all = [];
				for await (const page of listed()) {
					if (!page.ok) return page;
					all.push(...page.value);
				}
				return ok(all);
			},
			since(since) {
				lists.push({ since });
				return listed();
			},
		}),
		concernsAllCalls: ({ said }) => said === DOWN.said,
		memory: createMemory(),
		now: () => clock,
		clock: () => clock,
		tellsTime: () => true,
		pause(ms) {
			pauses.push(ms);
			clock += ms;
			return Promise.resolve();
		},
		takeBreak: () => Promise.resolve(),
	};

	return {
		registry,
		memory: registry.memory,
		/** What it was asked, and waited for. */
		...{ posts, lists, looked, pauses },
		/** What the next requests of each kind come to. */
		outcomes,
		add,
		/** Lets the lists show new batches that much later. */
		setLag: (ms: number) => void (lagMs = ms),
		/** Lets time go by. */
		pass: (ms: number) => void (clock += ms),
		/** The barcodes of all batches that stand. */
		barcodes: () => batches.flatMap((one) => (one.batch.canceled ? [] : one.barcodes)),
	};
}

export type Lab = ReturnType<typeof makeLab>;

/** The same outcome of all requests. */
export const always = (outcome: Outcome): Outcome[] => Array<Outcome>(20).fill(outcome);

/** Does something while the first request is on its way, after some seconds. */
export function duringFirstPost(lab: Lab, seconds: number, act: () => void): void {
	const register = lab.registry.register.bind(lab.registry);
	lab.registry.register = (request) => {
		lab.registry.register = register;
		lab.pass(seconds * 1000);
		act();
		return register(request);
	};
}

/** Requests that take some seconds. */
export function slowly({ registry, pass }: Lab, seconds = 1) {
	const register = registry.register.bind(registry);
	return (...given: Parameters<typeof register>) => {
		pass(seconds * 1000);
		return register(...given);
	};
}
