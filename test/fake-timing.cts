// Stands in for nodes/OneCodex/api/timing: time passes only where the node waits, and at once.
let time = Date.UTC(2026, 0, 1);

export const now = (): number => time;
export const clock = (): number => time;

let due: Array<{ at: number; work: () => void }> = [];

export function later(ms: number, work: () => void): void {
	due.push({ at: time + ms, work });
}

/** Lets time pass between executions, in milliseconds. */
export function pass(ms: number): void {
	time += ms;
	const ready = due.filter(({ at }) => at <= time);
	due = due.filter(({ at }) => at > time);
	for (const { work } of ready) work();
}

export const random = (): number => 0.5;

export let POST_TIMEOUT_MS = 400;
export let TIMEOUT_MS = 400;

/** Gives up no request, where no test waits for that: on a busy machine an answer takes its time. */
export function waitForAnswers(): void {
	POST_TIMEOUT_MS = 60_000;
	TIMEOUT_MS = 60_000;
}

export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	pass(ms);
	await new Promise((resolve) => setImmediate(resolve));
	signal?.throwIfAborted();
}
