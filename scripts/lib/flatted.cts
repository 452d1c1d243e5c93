/**
 * Reads the format in which n8n stores an execution's data: a JSON array of values whose first is
 * the root, where every text inside an object or a list is the place of the value meant.
 */
export function parseFlatted(text: string): unknown {
	const values: unknown = JSON.parse(text);
	if (!Array.isArray(values)) throw new Error('Not a flatted text: no array');
	const revived = new Map<number, unknown>();

	const at = (place: number): unknown => {
		if (revived.has(place)) return revived.get(place);
		const value: unknown = values[place];
		if (typeof value !== 'object' || value === null) return value;
		const filled: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		// Known before it is filled, since a value may hold itself.
		revived.set(place, filled);
		for (const [key, child] of Object.entries(value as Record<string, unknown>)) {
			Object.assign(filled, { [key]: typeof child === 'string' ? at(Number(child)) : child });
		}
		return filled;
	};

	return at(0);
}
