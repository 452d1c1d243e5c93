import { unlessCancelled } from '../../api/cancel';

/** The end of the line for each key, as a promise that resolves when the last in it is done. */
const lines = new Map<string, Promise<void>>();

/**
 * Does work while nothing else in this n8n process works under one of the same keys. The keys are
 * waited for in one fixed order, so that two executions never wait for each other.
 * @throws the reason of the signal if the execution is cancelled while it waits
 */
export async function takingTurns<T>(
	keys: string[],
	signal: AbortSignal | undefined,
	work: () => Promise<T>,
): Promise<T> {
	const leave: Array<() => void> = [];
	try {
		for (const key of [...new Set(keys)].sort()) {
			const before = lines.get(key);
			leave.push(lineUp(key, before));
			await unlessCancelled(Promise.resolve(before), signal);
		}
		return await work();
	} finally {
		leave.forEach((one) => one());
	}
}

/** Takes the last place in a line; gives back what leaves it. */
function lineUp(key: string, before: Promise<void> | undefined): () => void {
	let done = () => {};
	const mine = new Promise<void>((resolve) => {
		done = resolve;
	});
	// Whoever leaves the line early is still between the one before and the one behind, so that the
	// line goes only when all in it are done.
	const line = Promise.all([before, mine]).then(() => {
		if (lines.get(key) === line) lines.delete(key);
	});
	lines.set(key, line);
	return done;
}
