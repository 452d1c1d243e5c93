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

/** The segment before an ID in a URL, and the kind of object that the ID is then of. */
const SEGMENTS: Array<[RegExp, IdKind | 'tag' | 'user']> = [
	[/^batch(es)?$/, 'batch'],
	[/^samples?$/, 'sample'],
	[/^metadata$/, 'metadata'],
	[/^projects?$/, 'project'],
	[
		/^(analys[ei]s|(classification|panel|alignment|control|report|functional_profile|workflow|mlst)s?)$/,
		'analysis',
	],
	[/^jobs?$/, 'job'],
	[/^tags?$/, 'tag'],
	[/^users?$/, 'user'],
];

const ID = /^[0-9a-f]{16}$/i;

/** Whether a text has the form of a One Codex ID: 16 hexadecimal digits, by the API description. */
export const isId = (text: string): boolean => ID.test(text);

// Characters that no path contains unencoded, and that no ID contains.
const NEVER_IN_ID = /[\s"<>^`{|}]/;

/**
 * Whether a text may be an ID. The documents do not agree for every kind that it has 16 digits. A project
 * must have them, because a filter by a project that does not exist finds nothing, without saying why.
 */
const mayBeId = (kind: IdKind, text: string): boolean =>
	isId(text) || (kind !== 'project' && isSegment(text) && !NEVER_IN_ID.test(text));

/** Hexadecimal digits ignore case. Other IDs may not. */
const idOf = (text: string): string => (isId(text) ? text.toLowerCase() : text);

/**
 * Reads the ID of an object from an ID, a URI, a URL of the web application, or a reference in a response of
 * the API. The value can be one segment of a path once it is encoded. Whether the object exists, only
 * One Codex knows.
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

/** An ID in a URL, and the kind of object that the segment before it names, if any. */
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

/** The possible IDs in a URL: whatever has 16 digits, or follows the word for a kind of object. */
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

/** The target of a reference such as `{ "$ref": "/api/v1/samples/…" }`; any other value unchanged. */
function referred(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const { $ref, $uri } = value as { $ref?: unknown; $uri?: unknown };
	return $ref ?? $uri ?? value;
}
