/** This many entries are not in order by chance. */
export const ENOUGH_IN_ORDER = 10;

/**
 * Finds out from the times of entries, one after the other, whether a list comes in order: whether it was
 * asked to, shows nothing.
 * @param ascending oldest first; else newest first
 */
export function watchOrder(ascending: boolean) {
	let inOrder = 0;
	let last: number | undefined;
	return {
		/** Notes the time of the next entry, in milliseconds since 1970; undefined if it has none. */
		add: (at: number | undefined) => {
			const before = last ?? (ascending ? -Infinity : Infinity);
			const ahead = at === undefined ? NaN : ascending ? at - before : before - at;
			if (at === undefined || ahead < 0) inOrder = -Infinity;
			// Many that were created at the same moment show no order.
			else if (ahead > 0) inOrder += 1;
			last = at;
		},
		isSure: () => inOrder >= ENOUGH_IN_ORDER,
		/** The time of the last entry. */
		last: () => last,
	};
}

/**
 * Entries in the order of their times; as they came, where one has none.
 * @param ascending oldest first; else newest first
 * @param createdAt milliseconds since 1970, or undefined if an entry has no time
 */
export function inOrder<T>(
	entries: T[],
	ascending: boolean,
	createdAt: (entry: T) => number | undefined,
): T[] {
	const timed = entries.map((entry) => ({ entry, at: createdAt(entry) ?? NaN }));
	if (timed.some(({ at }) => Number.isNaN(at))) return entries;
	const sign = ascending ? 1 : -1;
	return timed.sort((a, b) => sign * (a.at - b.at)).map(({ entry }) => entry);
}
