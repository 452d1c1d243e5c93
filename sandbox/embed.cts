type Json = Record<string, unknown>;

/**
 * Puts other objects in place of references to them, one level deep.
 *
 * @param body an answer; it is not changed
 * @param known gives all objects that references can be to; what is none of them stays a reference
 */
export function embedIn(body: unknown, known: () => Array<{ $uri: string }>): unknown {
	const byAddress = new Map(known().map((one) => [one.$uri, one]));
	const whole = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(whole);
		return isObject(value) ? (byAddress.get(String(value.$ref)) ?? value) : value;
	};
	const embed = (entry: unknown): unknown => {
		if (!isObject(entry) || !('$uri' in entry)) return entry;
		return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, whole(value)]));
	};
	return Array.isArray(body) ? body.map(embed) : embed(body);
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
