// Stands in for nodes/OneCodex/api/timing: time passes only where the node waits, and at once.
let time = Date.UTC(2026, 0, 1);

export const now = (): number => time;
export const clock = (): number => time;

let due: Array<{ at: number; work: () => void }> = [];

export function later(ms: number, work: () => void): void {
	due.push({ at: time + ms, work });
}

/** Lets time pass between executions, in milliseconds. What is due meanwhile is done in its time. */
export function pass(ms: number): void {
	const end = time + ms;
	for (;;) {
		const [next] = due.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
		if (!next) break;
		due = due.filter((one) => one !== next);
		time = Math.max(time, next.at);
		next.work();
	}
	time = end;
}

/** Keeps the computer busy for so long, in milliseconds: what is due meanwhile is done at the end. */
export function stall(ms: number): void {
	time += ms;
	pass(0);
}

export const random = (): number => 0.5;

export let POST_TIMEOUT_MS = 400;
export let TIMEOUT_MS = 400;
export const LONGEST_ANSWER_MS = 600_000;

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
