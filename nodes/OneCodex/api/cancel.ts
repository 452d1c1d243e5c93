/**
 * Waits for something, but no longer than the execution goes on.
 * @throws the reason of the signal as soon as the execution is cancelled
 */
export async function unlessCancelled<T>(
	wait: Promise<T>,
	signal: AbortSignal | undefined,
): Promise<T> {
	if (!signal) return await wait;
	let leave = () => {};
	const cancelled = new Promise<never>((_resolve, reject) => {
		leave = () => reject(signal.reason as Error);
		if (signal.aborted) leave();
		else signal.addEventListener('abort', leave, { once: true });
	});
	try {
		return await Promise.race([wait, cancelled]);
	} finally {
		signal.removeEventListener('abort', leave);
	}
}
