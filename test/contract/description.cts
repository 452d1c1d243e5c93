import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A schema of the description, as far as this project uses JSON Schema. */
export interface Schema {
	$ref?: string;
	type?: string | string[];
	description?: string;
	format?: string;
	pattern?: string;
	enum?: unknown[];
	minLength?: number;
	maxLength?: number;
	minItems?: number;
	maxItems?: number;
	uniqueItems?: boolean;
	minimum?: number;
	maximum?: number;
	minProperties?: number;
	anyOf?: Schema[];
	items?: Schema;
	required?: string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
}

interface Operation {
	operationId: string;
	responses: Record<string, unknown>;
}

interface Description {
	paths: Record<string, Record<string, Operation>>;
	components: {
		schemas: Record<string, Schema>;
		responses: Record<string, { description: string }>;
		securitySchemes: Record<string, { type: string; in: string; name: string }>;
	};
}

const path = join(__dirname, '..', '..', 'openapi', 'onecodex.yaml');

export const description = parse(readFileSync(path, 'utf8')) as Description;

/** A schema of the description by its name, with every reference in it resolved. */
export function schemaOf(name: string): Schema {
	const schema = description.components.schemas[name];
	if (!schema) throw new Error(`The description has no schema ${name}`);
	return resolved(schema);
}

function resolved({ $ref, items, properties, anyOf, ...schema }: Schema): Schema {
	if ($ref !== undefined) return schemaOf($ref.replace('#/components/schemas/', ''));
	return {
		...schema,
		...(anyOf && { anyOf: anyOf.map(resolved) }),
		...(items && { items: resolved(items) }),
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, property]) => [name, resolved(property)]),
			),
		}),
	};
}

/** The types of a schema, in one order: of one type, of a list, or of alternatives that are no more than types. */
export function typesOf({ type, anyOf = [] }: Schema): string[] {
	return [type ?? [], ...anyOf.map(typesOf)].flat().toSorted();
}

/** A schema in which null is a type among others, whether it was written so or as an alternative. */
export function withoutAlternatives({ anyOf, ...schema }: Schema): Schema {
	if (!anyOf) return schema;
	const others = anyOf.filter(({ type }) => type !== 'null');
	const isPlain = others.every((one) => Object.keys(one).every((key) => key === 'type'));
	if (others.length > 1 && !isPlain) throw new Error('Alternatives that cannot be put into one');
	return { ...others[0], ...schema, type: typesOf({ anyOf }) };
}

/** Every property of a schema at any depth, by a path such as `samples[].tube_barcode`. */
export function propertiesOf(schema: Schema, path = ''): Map<string, Schema> {
	const below = new Map<string, Schema>([[path || '(all)', schema]]);
	if (schema.items)
		propertiesOf(schema.items, `${path}[]`).forEach((one, key) => below.set(key, one));
	for (const [name, property] of Object.entries(schema.properties ?? {})) {
		propertiesOf(property, path ? `${path}.${name}` : name).forEach((one, key) =>
			below.set(key, one),
		);
	}
	return below;
}
