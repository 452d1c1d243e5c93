/** Collects what was started and has to be stopped, the latest first. */
export function createClosing() {
	const steps: Array<() => Promise<unknown>> = [];
	return {
		/** Adds something to stop, and returns it. */
		add: <T extends { stop: () => Promise<unknown> }>(started: T): T => {
			steps.push(() => started.stop());
			return started;
		},
		/** Stops all of it. It may be called more than once. */
		stop: async () => {
			for (let step = steps.pop(); step; step = steps.pop()) await step();
		},
	};
}

/** Starts something that has several parts. If one of them fails, those before it are stopped. */
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
