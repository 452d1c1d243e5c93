import type { Failure } from '../../domain/failure';
import { later, now } from './timing';

/** How long a client may ask. */
export interface Deadline {
	/** Aborts when no other request may begin. */
	signal: AbortSignal;
	/** Settles then: of so many requests, not each has to listen to the signal. */
	over: Promise<void>;
	/** Milliseconds that an answer may still take. */
	left(): number;
}

/**
 * Makes a deadline that begins to run now.
 * @param beginMs for how long requests may begin, in milliseconds
 * @param endMs until when the last answer has to arrive, in the same unit
 */
export function makeDeadline(beginMs: number, endMs: number): Deadline {
	const end = now() + endMs;
	const ending = new AbortController();
	const over = new Promise<void>((resolve) => {
		later(beginMs, () => {
			ending.abort();
			resolve();
		});
	});
	return { signal: ending.signal, over, left: () => end - now() };
}

/** The failure of each request that did not begin in time. It is this very object. */
export const TOO_LATE: Failure = { delivery: 'not sent', code: 'ECONNABORTED', said: '' };

/**
 * Waits for something, but no longer than requests may begin.
 * @returns whether it is not too late
 */
export async function isInTime(wait: Promise<void>, deadline?: Deadline): Promise<boolean> {
	// What ends the wait with an error at the same time is late as well.
	const isOver = () => deadline?.signal.aborted === true;
	const inTime = wait.catch((error: unknown) =>
		isOver() ? undefined : Promise.reject(error as Error),
	);
	await (deadline ? Promise.race([inTime, deadline.over]) : inTime);
	return !isOver();
}
