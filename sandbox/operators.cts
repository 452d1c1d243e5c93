import { refusal } from './refusal.cts';

/** What a field holds, which decides the operators it knows. `uri` is an object's own address. */
export type Kind = 'uri' | 'text' | 'time' | 'choice' | 'flag' | 'reference';

/** A value in the form it is compared in: times as milliseconds, references as addresses. */
type Key = string | number | boolean | null;

type Test = (actual: Key, wanted: Key) => boolean;

/** One Codex says no number; its own client asks for addresses in lists of at most so many. */
const mostAddresses = 50;

const ofText =
	(test: (actual: string, wanted: string) => boolean): Test =>
	(actual, wanted) =>
		typeof actual === 'string' && typeof wanted === 'string' && test(actual, wanted);
const ofTime =
	(test: (difference: number) => boolean): Test =>
	(actual, wanted) =>
		typeof actual === 'number' && typeof wanted === 'number' && test(actual - wanted);

/**
 * The operators that take one value, beyond $eq. One Codex has more: these are what the node sends.
 */
const singles: Record<Kind, Record<string, Test>> = {
	uri: {},
	text: {
		$icontains: ofText((actual, wanted) => actual.toLowerCase().includes(wanted.toLowerCase())),
		$startswith: ofText((actual, wanted) => actual.startsWith(wanted)),
	},
	time: {
		$gte: ofTime((difference) => difference >= 0),
		$lte: ofTime((difference) => difference <= 0),
	},
	choice: {},
	flag: {},
	reference: {},
};

const wording: Record<Kind, string> = {
	uri: 'text',
	text: 'text',
	time: 'an RFC 3339 time',
	choice: 'text',
	flag: 'true or false',
	reference: 'an object with $ref',
};

/** The key of a value, or undefined for one that a field of this kind cannot be compared with. */
function keyOf(kind: Kind, value: unknown): Key | undefined {
	if (kind === 'reference') return isReference(value) ? keyOf('uri', value.$ref) : undefined;
	if (kind === 'flag') return typeof value === 'boolean' ? value : undefined;
	if (typeof value !== 'string') return undefined;
	return kind === 'time' ? timeOf(value) : value;
}

// A list of many thousands is sorted for each of its pages.
const times = new Map<string, number>();
const MOST_TIMES = 100_000;

/** Milliseconds since 1970; undefined for what is no time. */
function timeOf(text: string): number | undefined {
	const known = times.get(text);
	if (known !== undefined) return known;
	const time = Date.parse(text);
	if (Number.isNaN(time)) return undefined;
	if (times.size === MOST_TIMES) times.clear();
	times.set(text, time);
	return time;
}

/** Whether a condition is a reference, and so a value rather than an object of operators. */
export function isReference(value: unknown): value is { $ref: unknown } {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, '$ref');
}

/** The key of a value that an entry of a list has; null where it has none. */
export function keyOfActual(kind: Kind, value: unknown): Key {
	return keyOf(kind, value) ?? null;
}

/**
 * Reads one operator of a `where` parameter.
 *
 * @param field what the field is called, for the wording of a refusal
 * @param kind what the field holds
 * @param operator such as $eq; `operand` is what it was given
 * @returns whether a key is meant; an operator that it does not know is thrown as a 400
 */
export function readOperator(
	field: string,
	kind: Kind,
	operator: string,
	operand: unknown,
): (actual: Key) => boolean {
	if (operator === '$eq') {
		const wanted = readKey(field, kind, operand);
		return (actual) => actual === wanted;
	}
	if (operator === '$in') {
		const wanted = new Set(readKeys(field, kind, operand));
		return (actual) => wanted.has(actual);
	}
	if (operator === '$between' && kind === 'time') {
		const [from, to, ...more] = readKeys(field, kind, operand);
		if (from === undefined || to === undefined || more.length > 0) {
			throw refusal(400, `where: ${field} $between takes two values`);
		}
		const { $gte, $lte } = singles.time;
		return (actual) => Boolean($gte?.(actual, from) && $lte?.(actual, to));
	}
	const tests = singles[kind];
	const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined;
	if (!test) throw refusal(400, `where: ${field} does not support ${operator}`);
	const wanted = readKey(field, kind, operand);
	return (actual) => test(actual, wanted);
}

function readKeys(field: string, kind: Kind, operand: unknown): Key[] {
	if (!Array.isArray(operand)) throw refusal(400, `where: ${field} takes a list here`);
	if (kind === 'uri' && operand.length > mostAddresses) {
		throw refusal(400, `where: ${field} takes a list of at most ${mostAddresses}`);
	}
	return operand.map((value) => readKey(field, kind, value));
}

function readKey(field: string, kind: Kind, value: unknown): Key {
	const key = keyOf(kind, value);
	if (key === undefined) throw refusal(400, `where: ${field} takes ${wording[kind]}`);
	return key;
}
