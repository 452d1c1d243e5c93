import { typesOf, type Schema } from './description.cts';

const ID = '0123456789abcdef';

/** A text for each pattern that the answers have; patterns of paths are made into one. */
function exampleOfPattern(pattern: string): string {
	const path = /^\^(\/[a-z0-9/]+\/)\[a-f0-9\]\{16\}\$$/.exec(pattern)?.[1];
	const example = path === undefined ? 'text' : path + ID;
	if (!new RegExp(pattern).test(example)) throw new Error(`No example for the pattern ${pattern}`);
	return example;
}

/** A value that the description allows: its first choice, or one for each of its types. */
export function exampleOf(schema: Schema): unknown {
	const { pattern, enum: choices, format, items, properties, anyOf, minimum } = schema;
	if (anyOf) return exampleOf(anyOf[0] ?? {});
	if (choices) return choices[0];
	if (pattern !== undefined) return exampleOfPattern(pattern);
	if (format === 'date-time') return '2026-01-05T08:00:00.000Z';
	const [type] = typesOf(schema).filter((one) => one !== 'null');
	if (type === 'array') return [exampleOf(items ?? {})];
	if (type === 'object') {
		return Object.fromEntries(
			Object.entries(properties ?? {}).map(([name, property]) => [name, exampleOf(property)]),
		);
	}
	if (type === 'boolean') return true;
	return type === 'integer' || type === 'number' ? (minimum ?? 0) : 'text';
}
