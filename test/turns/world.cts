import type { ClaimStore, Timing } from '../../nodes/OneCodex/resources/turns/claim';

/** What goes wrong. */
export interface Trouble {
	/** How likely a call of the store is slow, or fails, from 0 to 1. */
	slow: number;
	failing: number;
	/** Whether chance helps little to tell processes apart. */
	alike: boolean;
}

/** A process of n8n, as far as it matters here. */
export interface Process {
	timing: Timing;
	store: ClaimStore;
	/** Ends it where it stands: what it sent to the database may still get there. */
	kill(): void;
	isDead(): boolean;
}

// The protocol allows for 5 s, from reading to having written.
const SLOW_MS = 1_500;
const QUICK_MS = 8;
// More promises than ever hang one behind the other.
const HOPS = 25;

/** Processes with one database, whose time passes as fast as nothing is left to do in it. */
export function createWorld(random: () => number, { slow, failing, alike }: Trouble) {
	let time = 0;
	const due: Array<{ at: number; work: () => void }> = [];
	let row: string[] | undefined;

	const at = (ms: number, work: () => void) => {
		const entry = { at: time + ms, work };
		const index = due.findIndex((other) => other.at > entry.at);
		due.splice(index === -1 ? due.length : index, 0, entry);
	};

	// No two are quite the same, even so: entries have to be told apart.
	const chance = () => (alike ? Math.round(random()) * 0.9 + random() / 1e6 : random());

	function startProcess(): Process {
		let isDead = false;
		const whileAlive = (work: () => void) => () => {
			if (!isDead) work();
		};
		const pause = (ms: number) => new Promise<void>((done) => at(ms, whileAlive(done)));
		/** A way to the database or back. */
		const way = async () => {
			const sent = !isDead || random() < 0.5;
			const ms = random() * (random() < slow ? SLOW_MS : QUICK_MS);
			await new Promise<void>((done) => sent && at(ms, done));
		};
		/** A statement, which may fail before it does anything, or after. */
		const statement = async <T,>(effect: () => T): Promise<T> => {
			await way();
			if (random() < failing) throw new Error('connection lost');
			const result = effect();
			await way();
			if (random() < failing) throw new Error('connection lost');
			return result;
		};
		const read = () => statement(() => row && [...row]);
		return {
			timing: {
				now: () => time,
				pause: async (ms) => await pause(ms),
				later: (ms, work) => at(ms, whileAlive(work)),
				random: chance,
			},
			store: {
				// As n8n's DeduplicationHelper does it: no lock, and no transaction.
				record: async (entries) => {
					const seen = await read();
					if (!seen) {
						await statement(() => {
							if (row) throw new Error('duplicate key value violates unique constraint');
							row = [...entries];
						});
						return entries;
					}
					const added = entries.filter((entry) => !seen.includes(entry));
					await statement(() => {
						if (row) row = [...seen, ...added];
					});
					return added;
				},
				count: async () => (await read())?.length ?? 0,
				clear: async () => await statement(() => (row = undefined)).then(() => {}),
			},
			kill: () => {
				isDead = true;
			},
			isDead: () => isDead,
		};
	}

	return {
		startProcess,
		at,
		now: () => time,
		hasRow: () => row !== undefined,
		/** Lets all happen that is to happen; gives up after a time. */
		run: async (limitMs: number) => {
			await settle();
			for (let next = due.shift(); next && next.at <= limitMs; next = due.shift()) {
				time = next.at;
				next.work();
				await settle();
			}
		},
	};
}

async function settle(): Promise<void> {
	for (let hop = 0; hop < HOPS; hop++) await Promise.resolve();
}
