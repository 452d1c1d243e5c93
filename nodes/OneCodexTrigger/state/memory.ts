import { clock } from '../../OneCodex/api/http/timing';

/** What a poll that gave nothing knew after it. */
interface RememberedState {
	/** What n8n had stored before; undefined for nothing. */
	stored: unknown;
	kept: string;
	at: number;
}

// A trigger that has not polled for so long is off.
const LIFETIME_MS = 40 * 24 * 60 * 60 * 1000;

const remembered = new Map<string, RememberedState>();

/**
 * What is known last. n8n's durable scheduler hands each poll what was stored with the last items, and
 * drops what a poll without any has kept, unless it keeps cursors; then it drops what the activation has.
 * What this process remembers is newer, if it began with the same: nothing was given since.
 * @param key which trigger of which workflow it is, and which event it looks for
 * @param stored what n8n has of it
 */
export function latestKept(key: string, stored: unknown): unknown {
	const known = remembered.get(key);
	return known && known.stored === stored ? known.kept : stored;
}

/** Remembers what a poll that gave nothing has kept, when n8n had stored something else. */
export function remember(key: string, stored: unknown, kept: string): void {
	const at = clock();
	remembered.set(key, { stored, kept, at });
	for (const [other, known] of remembered) {
		if (known.at < at - LIFETIME_MS) remembered.delete(other);
	}
}
