/**
 * Makes a value when it is first asked for, and once. For what takes time that a user who never needs it should
 * not have to wait, such as a schema: n8n loads all nodes when it starts.
 */
export function once<T>(make: () => T): () => T {
	let made: { value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}
