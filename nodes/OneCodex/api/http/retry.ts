import { staysSo } from './failure';
import type { Failure } from '../../domain/failure';

const MAX_TRIES = 5;
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
const MAX_TOTAL_MS = 120_000;

/** A failed try of a request. */
export interface Try {
	method: string;
	failure: Failure;
	/** Counted from 1. */
	number: number;
	/** Milliseconds that the tries and the pauses between them took. */
	elapsedMs: number;
}

/**
 * How long to wait before a request is tried again, or undefined if it is not to be.
 * @param random a number from 0 to 1
 */
export function delayBeforeRetry(failed: Try, random: number): number | undefined {
	if (failed.number >= MAX_TRIES || !isTransient(failed)) return undefined;
	const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (failed.number - 1));
	// Full jitter: executions that were refused together do not come back together.
	const delay = Math.max(random * ceiling, failed.failure.retryAfterMs ?? 0);
	return failed.elapsedMs + delay > MAX_TOTAL_MS ? undefined : delay;
}

function isTransient({ method, failure }: Try): boolean {
	if (staysSo(failure)) return false;
	// Nothing was carried out, and the server asks for patience.
	if (failure.status === 429) return true;
	// No connection came about. A wrong name stays wrong, but is rare and costs seconds.
	if (failure.delivery === 'not sent') return true;
	// Reading, or setting values to the same again, does no harm twice. A POST makes something each time.
	return method !== 'POST' && failure.delivery === 'unknown';
}
