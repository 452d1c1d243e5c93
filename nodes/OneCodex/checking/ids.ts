import {
	cleanText,
	EMPTY,
	faultIn,
	hasLostDigits,
	isEmptyCell,
	valueOf,
	type Reading,
} from './cells';
import { NOUNS, type IdKind } from '../domain/ids';
import { decodeSegment, isSegment } from './segment';

/** What stands before an id in an address, and whose id it is then. */
const SEGMENTS: Array<[RegExp, IdKind | 'analysis' | 'tag' | 'user']> = [
	[/^batch(es)?$/, 'batch'],
	[/^samples?$/, 'sample'],
	[/^metadata$/, 'metadata'],
	[/^projects?$/, 'project'],
	[/^(analys[ei]s|classifications?)$/, 'analysis'],
	[/^tags?$/, 'tag'],
	[/^users?$/, 'user'],
];

const ID = /^[0-9a-f]{16}$/i;

/** Whether a text is an id as One Codex makes them: 16 hexadecimal digits, by the API description. */
export const isId = (text: string): boolean => ID.test(text);

// Nothing of this is in a path as it is, nor in what people take for an id.
const NEVER_IN_ID = /[\s"<>^`{|}]/;

/**
 * Whether a text may be an id. Only of some kinds the documents say in one voice that it has 16 digits. A
 * filter by a project that is not there would find nothing, and nobody would see why.
 */
const mayBeId = (kind: IdKind, text: string): boolean =>
	isId(text) || (kind !== 'project' && isSegment(text) && !NEVER_IN_ID.test(text));

/** The digits are the same in capital letters; of other ids nobody knows. */
const idOf = (text: string): string => (isId(text) ? text.toLowerCase() : text);

/**
 * Reads which object is meant: by its id, its URI, its address in the web application, or a reference
 * that an answer of the API holds. The value is an id that can be one segment of a path, once it is encoded;
 * whether there is such an object, only One Codex knows.
 */
export function readId(kind: IdKind, given: unknown): Reading<string> {
	const value = referred(given);
	if (isEmptyCell(value)) return EMPTY;
	if (typeof value === 'number' || hasLostDigits(value)) {
		return faultIn(kind, value, 'id_as_number', { kind });
	}
	if (typeof value !== 'string') return faultIn(kind, value, 'id_not_text', { kind });
	const text = cleanText(value);
	if (text.includes('/')) return readAddress(kind, text, value);
	return mayBeId(kind, text) ? valueOf(idOf(text)) : faultIn(kind, value, 'not_an_id', { kind });
}

/** A part of an address that is an id, and whose, as far as what stands before it says. */
interface Part {
	id: string;
	owner: (typeof SEGMENTS)[number][1] | undefined;
}

function readAddress(kind: IdKind, text: string, value: unknown): Reading<string> {
	const parts = partsOf(text);
	const certain = parts.filter(({ id }) => isId(id));
	const part =
		certain.find(({ owner }) => owner === kind) ??
		parts.find(({ id, owner }) => owner === kind && mayBeId(kind, id)) ??
		(certain.length === 1 ? certain[0] : certain.length === 0 && parts.length === 1 && parts[0]);
	if (!part) {
		const code = certain.length > 1 ? 'address_with_ids' : 'address_without_id';
		return faultIn(kind, value, code, { kind });
	}
	const { id, owner = kind } = part;
	if (owner === kind) {
		return mayBeId(kind, id)
			? valueOf(idOf(id))
			: faultIn(kind, value, 'address_without_id', { kind });
	}
	const other = owner in NOUNS ? NOUNS[owner as IdKind] : owner;
	return faultIn(kind, value, 'address_of_other', { kind, other });
}

/** What may be ids in an address: what has 16 digits, and what stands behind the word for a kind. */
function partsOf(text: string): Part[] {
	const [path = ''] = text.split(/[?#]/);
	const segments = path.split('/');
	return segments.flatMap((segment, index): Part[] => {
		const before = segments[index - 1] ?? '';
		const owner = SEGMENTS.find(([word]) => word.test(before))?.[1];
		const id = decodeSegment(segment);
		const isWord = SEGMENTS.some(([word]) => word.test(segment));
		return isId(id) || (owner && !isWord && mayBeId('sample', id)) ? [{ id, owner }] : [];
	});
}

/** What a reference such as `{ "$ref": "/api/v1/samples/…" }` points to; anything else as it is. */
function referred(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const { $ref, $uri } = value as { $ref?: unknown; $uri?: unknown };
	return $ref ?? $uri ?? value;
}
