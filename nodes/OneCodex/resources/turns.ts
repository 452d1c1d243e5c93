import { unlessCancelled } from '../api/cancel';

/** The end of the line for each key, as a promise that resolves when the last in it is done. */
const lines = new Map<string, Promise<void>>();

/**
 * Does work while nobody else in this n8n process does work under one of the same keys. The keys are
 * waited for in one fixed order, so that two executions never wait for each other.
 * @throws the reason of the signal if the execution is cancelled while it waits
 */
export async function takingTurns<T>(
	keys: string[],
	signal: AbortSignal | undefined,
	work: () => Promise<T>,
): Promise<T> {
	const [key, ...rest] = [...new Set(keys)].sort();
	if (key === undefined) return await work();
	const before = lines.get(key);
	let done = () => {};
	const mine = new Promise<void>((resolve) => {
		done = resolve;
	});
	// Whoever leaves the line early still stands between the one before and the one behind.
	const line = Promise.all([before, mine]).then(() => {});
	lines.set(key, line);
	try {
		await unlessCancelled(Promise.resolve(before), signal);
		return await takingTurns(rest, signal, work);
	} finally {
		done();
		if (lines.get(key) === line) lines.delete(key);
	}
}
