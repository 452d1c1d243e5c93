/** Puts things together by their names, in their order. A thing may have several names, or none. */
export function groupByName<T>(things: T[], namesOf: (thing: T) => string[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const thing of things) {
		for (const name of namesOf(thing)) {
			const group = groups.get(name);
			if (group) group.push(thing);
			else groups.set(name, [thing]);
		}
	}
	return groups;
}
