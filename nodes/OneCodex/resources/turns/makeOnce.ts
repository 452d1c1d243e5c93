import type { Client } from '../../api/http/request';
import { later, now, pause } from '../../api/http/timing';
import type { Failure } from '../../domain/failure';
import type { Result } from '../../domain/result';
import { SETTLING_MS } from '../../registration/looking/memory';
import { LOOK_PAUSES_MS } from '../../registration/settle';

/** Something that is to be made with one request, and once. */
export interface Making<T> {
	/** The same for the same thing, whoever makes it. */
	key: string;
	/** When it was looked for and not there, in milliseconds since 1970. */
	lookedAt: number;
	/** Looks for what was made since; undefined if it is not there. */
	look(): Promise<Result<T | undefined>>;
	send(): Promise<Result<T>>;
	/** How often to send it at most, each time after it was looked for in vain until it would have shown up. */
	most: number;
}

/** What became of it: `made` by these requests, or `found`. In doubt, it may have been made, and was not seen. */
export type Made<T> =
	| { is: 'made' | 'found'; value: T }
	| { is: 'failed' | 'in doubt'; failure: Failure };

/** What this process made a moment ago; without a value where that is in doubt. */
interface Remembered {
	value?: unknown;
	at: number;
}

// How long a look counts: what comes before it in the same execution may take minutes.
const FRESH_MS = 10_000;
// What is forgotten has to show in a look that counts.
const REMEMBERED_MS = SETTLING_MS + FRESH_MS;

const memory = new Map<string, Remembered>();

const nameOf = ({ account }: Client, key: string) => `${account}\n${key}`;

function remember(name: string, value?: unknown): void {
	const entry = { value, at: now() };
	memory.set(name, entry);
	later(REMEMBERED_MS, () => {
		if (memory.get(name) === entry) memory.delete(name);
	});
}

function recall(name: string): Remembered | undefined {
	const entry = memory.get(name);
	return entry && entry.at > now() - REMEMBERED_MS ? entry : undefined;
}

/** What this process made under a key in the last minute, which lists need not show yet. */
export const madeBefore = <T>(client: Client, key: string): T | undefined =>
	// A key is used for one kind of things.
	recall(nameOf(client, key))?.value as T | undefined;

/** Sends it, and remembers what became of it from then on; also if the execution is cancelled on the way. */
async function noting<T>(name: string, send: Making<T>['send']): Promise<Result<T>> {
	let value: T | undefined;
	remember(name);
	try {
		const answer = await send();
		if (answer.ok) value = answer.value;
		return answer;
	} finally {
		remember(name, value);
	}
}

/**
 * Makes something that was looked for and is not there. After an answer that leaves open whether the request
 * was carried out, by this execution or one a moment ago, it is looked for until it would have shown up.
 * @throws the reason of a cancelled execution; that it is in doubt is then remembered
 */
export async function makeOnce<T>(client: Client, making: Making<T>): Promise<Made<T>> {
	const { lookedAt, look, send, most } = making;
	const name = nameOf(client, making.key);
	const known = recall(name);
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
		const answer = await noting(name, send);
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
