import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { makeFault } from '../checking/faults';
import type { Fault } from '../domain/fault';
import type { FaultField } from '../domain/fields';
import {
	expressionsIn,
	isFixed,
	mayPassUnnoticed,
	plainPath,
	readPath,
	readsClock,
} from './expression';
import { MANY, readingAhead } from './manyItems';
import { parsePure } from './pureExpression';

/** What a parameter holds for an item, or why its expression could not be evaluated. */
export type ParameterValue = { ok: true; value: unknown } | { ok: false; reason: string };

/** The value, or undefined with the reason why there is none added to the faults. */
export function valueOrFault(field: FaultField, value: ParameterValue, faults: Fault[]): unknown {
	if (value.ok) return value.value;
	faults.push(makeFault(field, '', 'expression_failed', { reason: value.reason }));
	return undefined;
}

/** Whether two readings are the same. What cannot be written as JSON, such as `$env`, is not. */
export function isSameValue(value: ParameterValue, other: ParameterValue): boolean {
	// First by identity, because a value that all items share may be a whole list.
	if (value.ok && other.ok && Object.is(value.value, other.value)) return true;
	try {
		return JSON.stringify(value) === JSON.stringify(other);
	} catch {
		return false;
	}
}

/** One parameter of the node. */
export interface Parameter {
	/** As it was entered: a value, or an expression; null if it is not set. */
	raw: unknown;
	/** Its value for the first item, for what applies to the whole execution. */
	readFirst(): ParameterValue;
	/** Its value for an item; undefined if it is not set. */
	read(item: number): ParameterValue;
	/** Whether it is the same for all items, so that what it holds is meant once. */
	isShared(): boolean;
	/**
	 * Whether an item gives something else by now, since its value holds the time.
	 * @param known makes a list of items by the values that they gave
	 */
	movesOn(known: () => Map<unknown, number>): boolean;
}

/**
 * Opens a parameter. Evaluating an expression takes n8n long, and 5,000 rows have many, so n8n is asked only
 * where it must be: a fixed value, and an expression that is the same for all items, is read once; a plain
 * column is read from the item; an expression that is certainly pure is evaluated for many items in one call.
 * @param path such as `sampleFields.value.tube_barcode`
 */
export function openParameter(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	path: string,
): Parameter {
	const raw: unknown = context.getNodeParameter(path, 0, null, { rawExpressions: true });
	const expressions = expressionsIn(raw);
	const value = raw ?? undefined;
	if (expressions.length === 0) {
		const fixed: ParameterValue = { ok: true, value };
		const read = () => fixed;
		return { raw, readFirst: read, read, isShared: () => true, movesOn: () => false };
	}
	const evaluate = (item: number) => evaluateParameter(context, path, item);
	const readOne = rememberingLast(evaluate);
	const column = typeof raw === 'string' ? plainPath(raw) : undefined;
	if (column) {
		const read = (item: number): ParameterValue => {
			const reading = readPath(items[item]?.json ?? {}, column);
			return reading.known ? { ok: true, value: reading.value } : readOne(item);
		};
		return { raw, readFirst: () => read(0), read, isShared: () => false, movesOn: () => false };
	}
	let first: ParameterValue | undefined;
	let shared: boolean | undefined;
	const readFirst = () => (first ??= evaluate(0));
	const findOut = () =>
		expressions.every(isFixed) ||
		(!expressions.some(mayPassUnnoticed) &&
			isWithoutItem(evaluate, [readFirst, () => evaluate(items.length - 1)], expressions));
	const isShared = () => (shared ??= findOut());
	const pure = typeof raw === 'string' && items.length >= MANY ? parsePure(raw) : undefined;
	const readAhead =
		pure &&
		readingAhead(context, items, pure, (item) => (item === 0 ? readFirst() : evaluate(item)));
	const read = (item: number): ParameterValue => {
		if (items.length === 1 || isShared()) return readFirst();
		const known = readAhead?.(item);
		if (known) return { ok: true, value: known.value };
		return item === 0 ? readFirst() : readOne(item);
	};
	const movesOn = (known: () => Map<unknown, number>) =>
		items.length > 1 &&
		expressions.some(readsClock) &&
		!isShared() &&
		[...known()].some(([value, item]) => !isSameValue({ ok: true, value }, evaluate(item)));
	return { raw, readFirst, read, isShared, movesOn };
}

// No input has that many items.
const NO_ITEM = Number.MAX_SAFE_INTEGER;

/**
 * Whether expressions read no item. n8n evaluates them for one that does not exist, where reading `$json`
 * fails. Some items are compared as well, unless the time makes them differ; whatever gives a value for a
 * missing item without failing has to be left out before, see {@link mayPassUnnoticed}.
 */
function isWithoutItem(
	evaluate: (item: number) => ParameterValue,
	some: Array<() => ParameterValue>,
	expressions: string[],
): boolean {
	const without = evaluate(NO_ITEM);
	// n8n makes nothing of an expression that breaks.
	if (!without.ok || without.value === undefined || without.value === null) return false;
	return expressions.some(readsClock) || some.every((read) => isSameValue(read(), without));
}

/** Asks once for an item, however many rows its list has: they come one after the other. */
function rememberingLast(read: (item: number) => ParameterValue) {
	let last: { item: number; value: ParameterValue } | undefined;
	return (item: number): ParameterValue => {
		if (last?.item !== item) last = { item, value: read(item) };
		return last.value;
	};
}

function evaluateParameter(context: IExecuteFunctions, path: string, item: number): ParameterValue {
	try {
		// Checking against the drop-downs is the core's work: it lists all faults, n8n only the first.
		const value: unknown = context.getNodeParameter(path, item, null, { skipValidation: true });
		return { ok: true, value };
	} catch (error) {
		return { ok: false, reason: error instanceof Error ? error.message : String(error) };
	}
}
