import { z } from 'zod/v4';

import { decodeSegment, isSegment } from '../checking/segment';
import { once } from '../domain/once';

/**
 * The last part of a path that an answer names, decoded; undefined if it cannot be one segment of a path
 * again. It has to be encoded before it enters one.
 */
export function idOf(uri: string | undefined): string | undefined {
	if (uri === undefined) return undefined;
	const id = decodeSegment(uri.slice(uri.lastIndexOf('/') + 1));
	return isSegment(id) ? id : undefined;
}

/** Text, or nothing. */
export const text = once(() => z.string().nullish().catch(undefined));

/** Another object, of which nothing is read unless it is a reference. */
export const looseReference = once(() => z.looseObject({}).nullish().catch(undefined));

/**
 * The path of the object that a reference points to: one that it names by `$ref`, or embeds, which is then
 * known by its `$uri`. Undefined if it is none.
 */
export function uriOf(reference: unknown): string | undefined {
	if (typeof reference !== 'object' || reference === null) return undefined;
	const { $ref, $uri } = reference as { $ref?: unknown; $uri?: unknown };
	if (typeof $ref === 'string') return $ref;
	return typeof $uri === 'string' ? $uri : undefined;
}

/** The id of the object that a reference points to; undefined if it has none that is fit for a path. */
export function referredId(reference: unknown): string | undefined {
	return idOf(uriOf(reference));
}
