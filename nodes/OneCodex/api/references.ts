import { z } from 'zod/v4';

// One Codex makes ids of 16 hexadecimal digits; its older description leaves their form open.
const SAFE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The last part of a path that an answer names, or undefined if it is not fit to stand in a path again. */
export function idOf(uri: string): string | undefined {
	const last = uri.split('/').at(-1) ?? '';
	return SAFE_ID.test(last) ? last : undefined;
}

/** Another object: referred to by `$ref`, or embedded and then known by its `$uri`. */
export const referenceSchema = z.union([
	z.looseObject({ $ref: z.string() }),
	z.looseObject({ $uri: z.string() }),
]);

/** Another object, of which nothing is read unless it is a reference. */
export const looseReference = z.looseObject({}).nullish();

/** The path of the object that a reference stands for; undefined if it is none. */
export function uriOf(reference: unknown): string | undefined {
	const parsed = referenceSchema.safeParse(reference);
	return parsed.success ? String(parsed.data.$ref ?? parsed.data.$uri) : undefined;
}

/** The id of the object that a reference stands for; undefined if it names none fit for a path. */
export function referredId(reference: unknown): string | undefined {
	const uri = uriOf(reference);
	return uri === undefined ? undefined : idOf(uri);
}
