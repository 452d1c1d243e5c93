const windowMs = 1000;

/**
 * Counts requests in a sliding second, for each client apart. Refused requests do not count.
 *
 * @param limit requests a second, or false for none
 * @param now the clock, in milliseconds
 * @returns `wait(client)`: 0 if the request may pass, else milliseconds until one may
 */
export function createRateLimit(limit: number | false, now: () => number) {
	let passed = new Map<string, number[]>();
	return {
		wait(client: string): number {
			if (limit === false) return 0;
			const time = now();
			const recent = (passed.get(client) ?? []).filter((at) => at > time - windowMs);
			passed.set(client, recent);
			const oldest = recent[recent.length - limit];
			if (oldest !== undefined) return oldest + windowMs - time;
			recent.push(time);
			return 0;
		},
		reset() {
			passed = new Map();
		},
	};
}
