import { sleep } from 'n8n-workflow';

import { unlessCancelled } from '../cancel';

/**
 * The present, in milliseconds since 1970, for measuring how long something takes: it never goes back,
 * whatever happens to the computer's clock, and so it may differ from what that clock shows.
 */
export const now = (): number => performance.timeOrigin + performance.now();

/** What the computer's clock shows, in milliseconds since 1970, for comparing with the times of others. */
export const clock = (): number => Date.now();

/** Does something in some milliseconds, unless the process ends before: it keeps none from ending. */
export function later(ms: number, work: () => void): void {
	// n8n allows nodes no timers but this one, which takes whole numbers.
	AbortSignal.timeout(Math.ceil(ms)).addEventListener('abort', work, { once: true });
}

/** A random number from 0 to 1. */
export const random = (): number => Math.random();

/** How long an answer may take, in milliseconds. Registering 5,000 tubes is real work. */
export const POST_TIMEOUT_MS = 120_000;
export const TIMEOUT_MS = 30_000;

/** How long an answer may take that arrives bit by bit, in milliseconds. n8n's own time-out begins anew with each bit. */
export const LONGEST_ANSWER_MS = 10 * 60_000;

/**
 * Waits, and stops waiting as soon as the execution is cancelled.
 * @throws the reason of the signal
 */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	signal?.throwIfAborted();
	// Older releases of n8n know no signal here, so the wait may have to be left without it.
	await unlessCancelled(sleep(ms, signal), signal);
}
