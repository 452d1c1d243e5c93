import type * as realTiming from '../../api/http/timing';

/** How time passes: as on the clock, or as a test wants it. */
export type Timing = Pick<typeof realTiming, 'now' | 'pause' | 'later' | 'random'>;

/** One row that all processes of an n8n see; it is there, or it is not. */
export interface ClaimStore {
	/**
	 * Adds entries and gives those that were not there. Where there is no row it makes one, and of two
	 * that make it at once one fails. A row that is there is read and written back without a lock, so
	 * entries that others add or drop at that moment may be lost, or come back.
	 */
	record(entries: string[]): Promise<string[]>;
	/** The number of entries; 0 if there is no row. */
	count(): Promise<number>;
	/** Removes the row. */
	clear(): Promise<void>;
}

/** What the one holds that may work. */
export interface Claim {
	/** Whether others wait, or have to be given a chance to. */
	isWanted(): Promise<boolean>;
	/** Lets others work. Never fails. */
	release(): Promise<void>;
}

// Whoever holds the claim adds an entry as often as this, so that the others see that it lives.
const BEAT_MS = 5_000;
// Whoever adds nothing for so long is taken for dead, up to a tenth later: not all are to take over at once.
const SILENT_MS = 30_000;
const JITTER_MS = 3_000;
// Whoever takes over believes in it only after this time. A call of the store has to be over by then.
const SETTLE_MS = 5_000;
// Whoever was silent longer may have been taken for dead before its next call reaches the store.
const SURE_MS = 20_000;

/** How often those who wait look; the first times more often. */
export const LOOK_MS = 200;
const FIRST_LOOK_MS = 20;
// A process that is stopped looks at nothing, and must not take that for the silence of the other.
const LONGEST_LOOK_MS = 1_000;
const MAX_FAILURES = 5;
// How long a claim is shared with those who come later.
const SHARED_MS = 10_000;

// Whoever finds it new has made the row: only one can. All entries are added together with it.
const MARK = 'claim';
const MAX_ENTRIES = 40;

/**
 * Waits until no one else holds the claim, and takes it: by making the row, which is atomic, or, from
 * one who seems dead, as in Fischer's algorithm: write, wait, and see whether it was the only one.
 * @returns undefined if no one needs it any more, or if the store does not work
 */
export async function acquire(
	store: ClaimStore,
	timing: Timing,
	isNeeded: () => boolean,
): Promise<Claim | undefined> {
	const looksDead = silence(timing);
	let [failures, look, isToSign] = [0, FIRST_LOOK_MS, true];
	while (isNeeded() && failures < MAX_FAILURES) {
		try {
			if (isToSign) {
				// In a row that is there, the entries are a sign that somebody waits.
				const claim = await make(store, timing);
				if (claim) return claim;
				isToSign = false;
			}
			await timing.pause(look, undefined);
			look = Math.min(look * 1.5, LOOK_MS);
			const count = await store.count();
			if (count === 0) isToSign = true;
			else failures = 0;
			if (looksDead(count)) {
				const claim = await takeOver(store, timing, count);
				if (claim) return claim;
			}
		} catch {
			// Mostly another was faster to make the row.
			failures += 1;
			await timing.pause(look * timing.random(), undefined);
			look = Math.min(look * 1.5, LOOK_MS);
		}
	}
	return undefined;
}

/** Makes the row. The number of its entries is random, so that those who wait can distinguish rows. */
async function make(store: ClaimStore, timing: Timing): Promise<Claim | undefined> {
	const begun = timing.now();
	const length = 2 + Math.floor(timing.random() * MAX_ENTRIES);
	const entries = [MARK, ...Array.from({ length }, () => newEntry(timing))];
	const added = await store.record(entries);
	return added.includes(MARK) ? hold(store, timing, begun, entries.length) : undefined;
}

/** Finds out, from one look to the next, whether no one has added anything for so long that it must be dead. */
function silence(timing: Timing): (count: number) => boolean {
	const limit = SILENT_MS + timing.random() * JITTER_MS;
	let [last, lastLook, silent] = [0, timing.now(), 0];
	return (count) => {
		const look = timing.now();
		silent = count === last ? silent + Math.min(look - lastLook, LONGEST_LOOK_MS) : 0;
		[last, lastLook] = [count, look];
		if (count === 0 || silent < limit) return false;
		silent = 0;
		return true;
	};
}

/** Takes the claim of one who seems dead. The row stays: who removed it might remove that of another. */
async function takeOver(
	store: ClaimStore,
	timing: Timing,
	count: number,
): Promise<Claim | undefined> {
	const entry = newEntry(timing);
	let begun = timing.now();
	const added = await store.record([MARK, entry]);
	if (added.includes(MARK)) return hold(store, timing, begun, added.length);
	await timing.pause(SETTLE_MS, undefined);
	// Another who wrote at the same time has added an entry as well, or has lost this one.
	if ((await store.count()) !== count + 1) return undefined;
	begun = timing.now();
	const missing = await store.record([MARK, entry]);
	if (missing.includes(MARK)) return hold(store, timing, begun, missing.length);
	return missing.length === 0 ? hold(store, timing, begun, count + 1) : undefined;
}

/** Keeps the claim, once it is taken, until it is released. */
function hold(store: ClaimStore, timing: Timing, begun: number, entries: number): Claim {
	let lastSign = begun;
	let expected = entries;
	let isLost = false;
	let isOver = false;
	let beating = Promise.resolve();

	const isSure = () => !isLost && timing.now() - lastSign < SURE_MS;
	const beat = async () => {
		const time = timing.now();
		isLost = !isSure();
		try {
			const added = await store.record([MARK, newEntry(timing)]);
			const isNew = added.includes(MARK);
			expected = isNew ? added.length : expected + added.length;
			isLost &&= !isNew;
			lastSign = time;
		} catch {
			// The next time may be better. Until then it is not known how many entries there are.
			expected = 0;
		}
	};
	const keepOn = () =>
		timing.later(BEAT_MS, () => {
			if (isOver) return;
			beating = beat().then(keepOn);
		});
	keepOn();

	return {
		isWanted: async () => {
			if (timing.now() - begun > SHARED_MS) return true;
			try {
				return (await store.count()) !== expected;
			} catch {
				return true;
			}
		},
		release: async () => {
			isOver = true;
			await beating;
			// The row may be that of another by now. If it is not, it will be taken over.
			if (!isSure()) return;
			try {
				await store.clear();
			} catch {
				// Whether it was removed is not known: at another try it might be that of another.
			}
		},
	};
}

const newEntry = (timing: Timing) => String(timing.random());
