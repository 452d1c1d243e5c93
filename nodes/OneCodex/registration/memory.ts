import type { PlannedBatch } from './plan';
import type { AnsweredRegistration } from './registry';
import { isNameOf } from './split';

/**
 * How long after a request its effect may still be on its way into the lists of One Codex, in
 * milliseconds. What does not show up in this time did not happen.
 */
export const SETTLING_MS = 60_000;

/**
 * What this n8n process did with an account a moment ago, and One Codex may not show yet. It lets a run
 * that follows at once, as after a webhook delivered twice or an execution stopped and started again,
 * know what the lists do not tell.
 */
export interface Memory {
	registrations: Array<AnsweredRegistration & { at: number }>;
	/** When a request was sent whose outcome is not known, by the name of its batch. */
	doubts: Map<string, number>;
}

export const createMemory = (): Memory => ({ registrations: [], doubts: new Map() });

/** Drops what One Codex shows by now. */
export function forgetOld(memory: Memory, now: number): void {
	memory.registrations = memory.registrations.filter(({ at }) => at > now - SETTLING_MS);
	for (const [name, at] of memory.doubts) {
		if (at <= now - SETTLING_MS) memory.doubts.delete(name);
	}
}

/** Whether a request for this batch, under any of its numbers, is so fresh that it may still come about. */
export function isInDoubt(memory: Memory, { name }: PlannedBatch): boolean {
	return [...memory.doubts.keys()].some((doubtful) => isNameOf(name, doubtful));
}
