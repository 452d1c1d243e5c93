/** Things that were started and have to be stopped, the latest first. */
export function createClosing() {
	const steps: Array<() => Promise<unknown>> = [];
	return {
		/** Notes how to stop something, which it gives back. */
		add: <T extends { stop: () => Promise<unknown> }>(started: T): T => {
			steps.push(() => started.stop());
			return started;
		},
		/** Stops all of it; may be called more than once. */
		stop: async () => {
			for (let step = steps.pop(); step; step = steps.pop()) await step();
		},
	};
}

/** Starts something out of several parts; if one of them fails, those before it are stopped. */
export async function startAll<T extends object>(
	start: (closing: ReturnType<typeof createClosing>) => Promise<T>,
): Promise<T & { stop: () => Promise<void> }> {
	const closing = createClosing();
	try {
		return { ...(await start(closing)), stop: closing.stop };
	} catch (error) {
		await closing.stop();
		throw error;
	}
}
