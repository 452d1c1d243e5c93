import { now, pause } from './timing';

// One Codex allows 10 requests in a second. The margin is for the way there: requests that leave in
// time may arrive closer together.
const REQUESTS = 10;
const WINDOW_MS = 1_030;

/** The starts of the latest requests of each account, given out in advance, oldest first. */
const startsOf = new Map<string, number[]>();

/**
 * Waits until a request of this account may start: of any eleven, the last starts more than a second
 * after the first. All executions in one n8n process share this.
 * @param account what tells accounts apart
 */
export async function waitForTurn(account: string, signal: AbortSignal | undefined): Promise<void> {
	const starts = startsOf.get(account) ?? [];
	startsOf.set(account, starts);
	const oldest = starts.length < REQUESTS ? undefined : starts.shift();
	const start = Math.max(now(), oldest === undefined ? 0 : oldest + WINDOW_MS);
	starts.push(start);
	const wait = start - now();
	if (wait > 0) await pause(wait, signal);
}
