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

function resolved({ $ref, items, properties, ...schema }: Schema): Schema {
	if ($ref !== undefined) return schemaOf($ref.replace('#/components/schemas/', ''));
	return {
		...schema,
		...(items && { items: resolved(items) }),
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, property]) => [name, resolved(property)]),
			),
		}),
	};
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
