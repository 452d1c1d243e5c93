import { sleep } from 'n8n-workflow';

import { unlessCancelled } from './cancel';

/** The present, in milliseconds since 1970; never goes back, whatever happens to the computer's clock. */
export const now = (): number => performance.timeOrigin + performance.now();

/** A random number from 0 to 1. */
export const random = (): number => Math.random();

/** How long an answer may take, in milliseconds. Registering 5,000 tubes is real work. */
export const POST_TIMEOUT_MS = 120_000;
export const TIMEOUT_MS = 30_000;

/**
 * Waits, and stops waiting at once when the execution is cancelled.
 * @throws the reason of the signal
 */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	signal?.throwIfAborted();
	// Older releases of n8n know no signal here, so the wait may have to be left without it.
	await unlessCancelled(sleep(ms, signal), signal);
}
