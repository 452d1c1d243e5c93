import { cleanText, EMPTY, faultIn, isEmptyCell, valueOf, type Reading } from './cells';

/** The kinds of objects that a user names by an id, by the words for them in a sentence. */
export const NOUNS = {
	batch: 'sequencing batch',
	sample: 'sample',
	metadata: 'metadata record',
	project: 'project',
} as const;

export type IdKind = keyof typeof NOUNS;

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

/**
 * Reads which object is meant: by its id, its URI, its address in the web application, or a reference
 * that an answer of the API holds. The value is the id in small letters, fit to stand in a path.
 */
export function readId(kind: IdKind, given: unknown): Reading<string> {
	const value = referred(given);
	if (isEmptyCell(value)) return EMPTY;
	const fault = (what: string) =>
		faultIn(
			kind,
			value,
			what,
			`Use the ID of the ${NOUNS[kind]}, such as 0123456789abcdef, or its address`,
		);
	if (typeof value === 'number') {
		return faultIn(
			kind,
			value,
			'is a number, which may have lost digits of the ID',
			'Format the column as plain text and enter the ID again',
		);
	}
	if (typeof value !== 'string') return fault('is not text');
	const text = cleanText(value);
	if (isId(text)) return valueOf(text.toLowerCase());
	if (!text.includes('/')) return fault('is not an ID of 16 digits and letters from a to f');
	return readAddress(kind, text, fault);
}

function readAddress(
	kind: IdKind,
	text: string,
	fault: (what: string) => Reading<string>,
): Reading<string> {
	const [path = ''] = text.split(/[?#]/);
	const segments = path.split('/');
	const ids = segments.flatMap((segment, index) => (isId(segment) ? [index] : []));
	const kindAt = (index: number) =>
		SEGMENTS.find(([segment]) => segment.test(segments[index - 1] ?? ''))?.[1];
	const index = ids.find((one) => kindAt(one) === kind) ?? (ids.length === 1 ? ids[0] : undefined);
	if (index === undefined) {
		return fault(
			ids.length === 0
				? 'is an address that holds no ID of 16 digits and letters from a to f'
				: 'is an address that holds several IDs',
		);
	}
	const other = kindAt(index) ?? kind;
	if (other !== kind) {
		const noun = other in NOUNS ? NOUNS[other as IdKind] : other;
		return fault(`is the address of ${article(noun)}, not of ${article(NOUNS[kind])}`);
	}
	return valueOf((segments[index] ?? '').toLowerCase());
}

const article = (noun: string) => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** What a reference such as `{ "$ref": "/api/v1/samples/…" }` points to; anything else as it is. */
function referred(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const { $ref, $uri } = value as { $ref?: unknown; $uri?: unknown };
	return $ref ?? $uri ?? value;
}
