/** One thing or more. */
export type NonEmpty<T> = [T, ...T[]];

/** The things that have the same key together, by the order in which the keys first appear. */
export function groupBy<T>(
	things: Iterable<T>,
	keyOf: (thing: T) => string,
): Map<string, NonEmpty<T>> {
	const groups = new Map<string, NonEmpty<T>>();
	for (const thing of things) {
		const group = groups.get(keyOf(thing));
		if (group) group.push(thing);
		else groups.set(keyOf(thing), [thing]);
	}
	return groups;
}
