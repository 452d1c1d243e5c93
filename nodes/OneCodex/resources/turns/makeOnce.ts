import type { Client } from '../../api/http/request';
import { later, now, pause } from '../../api/http/timing';
import type { Failure } from '../../domain/failure';
import type { Result } from '../../domain/result';
import { SETTLING_MS } from '../../registration/looking/memory';
import { LOOK_PAUSES_MS } from '../../registration/settle';

/** Something that is to be made with one request, and once. */
export interface Making<T, B = undefined> {
	/** The same for the same thing, whoever makes it. */
	key: string;
	/** When it was looked for and not there, in milliseconds since 1970. */
	lookedAt: number;
	/** What there was when it was looked for, to tell what is made from it. */
	before: B;
	/**
	 * Looks for what was made since; undefined if it is not there.
	 * @param before that of the first try which is still remembered
	 */
	look(before: B): Promise<Result<T | undefined>>;
	send(): Promise<Result<T>>;
	/** How often to send it at most, each time after it was looked for in vain until it would have shown up. */
	most: number;
	/** For how many milliseconds it is remembered, if longer than a list may take to show it. */
	rememberedMs?: number;
}

/** What became of it: `made` by these requests, or `found`. In doubt, it may have been made, and was not seen. */
export type Made<T> =
	| { is: 'made' | 'found'; value: T }
	| { is: 'failed' | 'in doubt'; failure: Failure };

/** What this process made a moment ago; without a value where that is in doubt. */
interface Remembered {
	value?: unknown;
	before: unknown;
	/** In milliseconds since 1970. */
	until: number;
}

// How long a look counts: what comes before it in the same execution may take minutes.
const FRESH_MS = 10_000;
// What is forgotten has to show in a look that counts.
const REMEMBERED_MS = SETTLING_MS + FRESH_MS;

const memory = new Map<string, Remembered>();

const nameOf = ({ account }: Client, key: string) => `${account}\n${key}`;

function remember(name: string, about: Pick<Remembered, 'value' | 'before'>, forMs: number): void {
	const entry = { ...about, until: now() + forMs };
	memory.set(name, entry);
	later(forMs, () => {
		if (memory.get(name) === entry) memory.delete(name);
	});
}

function recall(name: string): Remembered | undefined {
	const entry = memory.get(name);
	return entry && entry.until > now() ? entry : undefined;
}

/** What this process made under a key in the last minute, which lists need not show yet. */
export const madeBefore = <T>(client: Client, key: string): T | undefined =>
	// A key is used for one kind of things.
	recall(nameOf(client, key))?.value as T | undefined;

/** Sends it, and remembers what became of it from then on; also if the execution is cancelled on the way. */
async function noting<T>(
	send: () => Promise<Result<T>>,
	note: (value?: T) => void,
): Promise<Result<T>> {
	let value: T | undefined;
	note();
	try {
		const answer = await send();
		if (answer.ok) value = answer.value;
		return answer;
	} finally {
		note(value);
	}
}

/**
 * Makes something that was looked for and is not there. After an answer that leaves open whether the request
 * was carried out, by this execution or one a moment ago, it is looked for until it would have shown up.
 * @throws the reason of a cancelled execution; that it is in doubt is then remembered
 */
export async function makeOnce<T, B = undefined>(
	client: Client,
	making: Making<T, B>,
): Promise<Made<T>> {
	const { lookedAt, send, most, rememberedMs = REMEMBERED_MS } = making;
	const name = nameOf(client, making.key);
	const known = recall(name);
	// A key is used for one kind of things.
	const before = known ? (known.before as B) : making.before;
	const look = async () => await making.look(before);
	const note = (value?: T) => remember(name, { value, before }, rememberedMs);
	if (known?.value !== undefined) return { is: 'found', value: known.value as T };
	if (!known && now() - lookedAt > FRESH_MS) {
		const seen = await look();
		if (!seen.ok) return { is: 'failed', failure: seen.failure };
		if (seen.value !== undefined) return { is: 'found', value: seen.value };
	}
	const lookUntilSettled = async () => {
		let seen: Result<T | undefined> = await look();
		for (const ms of LOOK_PAUSES_MS) {
			if (seen.ok && seen.value !== undefined) break;
			await pause(ms, client.signal);
			seen = await look();
		}
		return seen;
	};
	let doubt: Failure | undefined;
	const seenAs = (value: T): Made<T> => ({ is: doubt ? 'made' : 'found', value });
	for (let sent = 0; ; sent++) {
		if (known || doubt) {
			const seen = await lookUntilSettled();
			if (seen.ok && seen.value !== undefined) return seenAs(seen.value);
			if (!seen.ok) return { is: 'in doubt', failure: doubt ?? seen.failure };
			if (doubt && sent === most) return { is: 'in doubt', failure: doubt };
		}
		const answer = await noting(send, note);
		if (answer.ok) return { is: 'made', value: answer.value };
		const { failure } = answer;
		if (failure.delivery === 'unknown') {
			doubt = failure;
			continue;
		}
		memory.delete(name);
		// Another may have been faster; or this is the echo of a request before, which was carried out.
		const seen = failure.conflict ? await look() : undefined;
		if (seen?.ok && seen.value !== undefined) return seenAs(seen.value);
		return { is: doubt ? 'in doubt' : 'failed', failure };
	}
}
