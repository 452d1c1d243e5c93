import type { ReadOperator } from './dialects.cts';
import { isReference, keyOfActual, readOperator } from './operators.cts';
import type { Kind } from './operators.cts';
import { refusal } from './refusal.cts';

/** The fields that a list can be filtered by, and sorted by if they hold times. */
export type Columns<Entry> = { [Field in keyof Entry & string]?: Kind };

/**
 * Reads the `where` parameter.
 *
 * @param columns the fields of this list
 * @param where JSON text: an object from field to value or to one operator, all of which must hold
 * @param read how an operator is understood; as it is meant by default
 * @returns whether an entry is meant; a filter that the list does not know is thrown as a 400
 */
export function readWhere<Entry>(
	columns: Columns<Entry>,
	where: string | undefined,
	read: ReadOperator = readOperator,
): (entry: Entry) => boolean {
	if (where === undefined) return () => true;
	const tests = Object.entries(readObject('where', where)).flatMap(([name, condition]) => {
		const { field, kind } = columnOf(columns, name) ?? {};
		if (!field || !kind) throw refusal(400, `where: cannot filter by ${name}`);
		const isValue = !isObject(condition) || isReference(condition);
		const operators = Object.entries(isValue ? { $eq: condition } : condition);
		// Nothing promises that a field takes more than one.
		if (operators.length !== 1) throw refusal(400, `where: ${name} takes one operator`);
		return operators.map(([operator, operand]) => {
			const test = read(field, kind, operator, operand);
			return (entry: Entry) => test(keyOfActual(kind, entry[field]));
		});
	});
	return (entry) => tests.every((test) => test(entry));
}

/**
 * Reads the `sort` parameter, where true is descending. Without it, entries come oldest first, so
 * that no client comes to rely on newest first.
 *
 * @param columns the fields of this list
 * @param sort JSON text: an object from field to true or false
 * @returns the order of two entries; what cannot be sorted by is thrown as a 400
 */
export function readSort<Entry>(
	columns: Columns<Entry>,
	sort: string | undefined,
): (a: Entry, b: Entry) => number {
	if (sort === undefined) return () => 0;
	const clauses = Object.entries(readObject('sort', sort)).map(([name, descending]) => {
		const { field, kind } = columnOf(columns, name) ?? {};
		if (!field || kind !== 'time') throw refusal(400, `sort: cannot sort by ${name}`);
		if (typeof descending !== 'boolean') throw refusal(400, `sort: ${name} takes true or false`);
		const timeOf = (entry: Entry) => Number(keyOfActual(kind, entry[field]));
		const sign = descending ? -1 : 1;
		return (a: Entry, b: Entry) => sign * (timeOf(a) - timeOf(b));
	});
	return (a, b) => {
		for (const clause of clauses) {
			const order = clause(a, b);
			if (order !== 0) return order;
		}
		return 0;
	};
}

// Names chosen by a client must not find `constructor` and the like: own properties only.
function columnOf<Entry>(columns: Columns<Entry>, name: string) {
	const fields = Object.keys(columns) as Array<keyof Entry & string>;
	const field = fields.find((candidate) => candidate === name);
	return field && { field, kind: columns[field] };
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
