import { refusal } from './refusal.cts';
import type { WireBatch } from './wire.cts';

type Test = (actual: string, wanted: string) => boolean;
type Kind = 'text' | 'time' | 'choice' | 'reference';

type Field = keyof typeof fields;

const fields = {
	$uri: 'reference',
	batch_number: 'text',
	created_at: 'time',
	name: 'text',
	status: 'choice',
} satisfies Partial<Record<keyof WireBatch, Kind>>;

const compare = (actual: string, wanted: string) => Date.parse(actual) - Date.parse(wanted);
const contains: Test = (actual, wanted) => actual.includes(wanted);
const icontains: Test = (actual, wanted) => contains(actual.toLowerCase(), wanted.toLowerCase());
const equal: Record<Kind, Test> = {
	text: (actual, wanted) => actual === wanted,
	choice: (actual, wanted) => actual === wanted,
	reference: (actual, wanted) => actual === wanted,
	time: (actual, wanted) => compare(actual, wanted) === 0,
};

/** The operators that take one value, beyond $eq and $ne, by what a field holds. */
const singles: Record<Kind, Record<string, Test>> = {
	text: {
		$contains: contains,
		$icontains: icontains,
		$startswith: (actual, wanted) => actual.startsWith(wanted),
		$istartswith: (actual, wanted) => actual.toLowerCase().startsWith(wanted.toLowerCase()),
		$endswith: (actual, wanted) => actual.endsWith(wanted),
		$iendswith: (actual, wanted) => actual.toLowerCase().endsWith(wanted.toLowerCase()),
	},
	choice: { $contains: contains, $icontains: icontains },
	reference: {},
	time: {
		$gt: (actual, wanted) => compare(actual, wanted) > 0,
		$gte: (actual, wanted) => compare(actual, wanted) >= 0,
		$lt: (actual, wanted) => compare(actual, wanted) < 0,
		$lte: (actual, wanted) => compare(actual, wanted) <= 0,
	},
};

/**
 * Reads the `where` parameter.
 *
 * @param where JSON text: an object from field to value or to operators, all of which must hold
 * @returns whether a batch is meant; a filter that is not understood is thrown as a 400
 */
export function readWhere(where: string | undefined): (batch: WireBatch) => boolean {
	if (where === undefined) return () => true;
	const tests = Object.entries(readObject('where', where)).flatMap(([field, condition]) => {
		if (!isField(field)) throw refusal(400, `where: cannot filter by ${field}`);
		const kind = fields[field];
		const operators = isObject(condition) ? condition : { $eq: condition };
		return Object.entries(operators).map(([operator, operand]) => {
			const test = readOperator(field, kind, operator, operand);
			return (batch: WireBatch) => test(batch[field]);
		});
	});
	return (batch) => tests.every((test) => test(batch));
}

function readOperator(
	field: string,
	kind: Kind,
	operator: string,
	operand: unknown,
): (actual: string) => boolean {
	const is = equal[kind];
	if (operator === '$eq' || operator === '$ne') {
		const wanted = readValue(field, kind, operand);
		return (actual) => is(actual, wanted) === (operator === '$eq');
	}
	if (operator === '$in') {
		const wanted = readValues(field, kind, operand);
		return (actual) => wanted.some((value) => is(actual, value));
	}
	if (operator === '$between' && kind === 'time') {
		const [from, to, ...more] = readValues(field, kind, operand);
		if (from === undefined || to === undefined || more.length > 0) {
			throw refusal(400, `where: ${field} $between takes two values`);
		}
		return (actual) => compare(actual, from) >= 0 && compare(actual, to) <= 0;
	}
	const tests = singles[kind];
	const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined;
	if (!test) throw refusal(400, `where: ${field} does not support ${operator}`);
	const wanted = readValue(field, kind, operand);
	return (actual) => test(actual, wanted);
}

function readValues(field: string, kind: Kind, operand: unknown): string[] {
	if (!Array.isArray(operand)) throw refusal(400, `where: ${field} takes a list here`);
	return operand.map((value) => readValue(field, kind, value));
}

function readValue(field: string, kind: Kind, value: unknown): string {
	if (typeof value !== 'string') throw refusal(400, `where: ${field} takes text`);
	if (kind === 'time' && Number.isNaN(Date.parse(value))) {
		throw refusal(400, `where: ${field} takes an RFC 3339 time`);
	}
	return value;
}

/**
 * Reads the `sort` parameter: created_at and batch_number, true for descending.
 * Without it, batches come oldest first, so that nobody comes to rely on newest first.
 */
export function readSort(sort: string | undefined): (a: WireBatch, b: WireBatch) => number {
	if (sort === undefined) return () => 0;
	const clauses = Object.entries(readObject('sort', sort)).map(([field, descending]) => {
		if (field !== 'created_at' && field !== 'batch_number') {
			throw refusal(400, `sort: cannot sort by ${field}`);
		}
		if (typeof descending !== 'boolean') {
			throw refusal(400, `sort: ${field} takes true or false`);
		}
		const sign = descending ? -1 : 1;
		// Both are of one length and sort as text.
		return (a: WireBatch, b: WireBatch) =>
			a[field] === b[field] ? 0 : a[field] < b[field] ? -sign : sign;
	});
	return (a, b) => clauses.map((clause) => clause(a, b)).find((order) => order !== 0) ?? 0;
}

function readObject(parameter: string, text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (isObject(value)) return value;
	} catch {
		// Not JSON is refused in the same words as JSON that is not an object.
	}
	throw refusal(400, `${parameter}: not a JSON object`);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Names chosen by a client must not find `constructor` and the like: own properties only.
function isField(name: string): name is Field {
	return Object.hasOwn(fields, name);
}
