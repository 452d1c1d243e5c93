import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isSameForAllItems, plainPath, readPath } from './expression';
import { makeFault } from '../checking/faults';
import type { Fault } from '../domain/fault';
import type { FaultField } from '../domain/fields';

/** What a parameter holds for an item, or why its expression could not be evaluated. */
export type ParameterValue = { ok: true; value: unknown } | { ok: false; reason: string };

/**
 * Makes a reader of one parameter that asks n8n only where it must: evaluating an expression takes n8n
 * long, and 5,000 rows have many. A fixed value, and an expression that is the same for all items, is
 * read once; a plain column is read from the item.
 * @param name the parameter's path, such as `sampleFields.value.tube_barcode`; one that is not set
 * reads as undefined
 */
export function parameterReader(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	name: string,
): (item: number) => ParameterValue {
	const raw: unknown = context.getNodeParameter(name, 0, null, { rawExpressions: true });
	const evaluate = rememberingLast((item) => evaluateParameter(context, name, item));

	if (raw === null) return () => ({ ok: true, value: undefined });
	if (!hasExpression(raw)) return () => ({ ok: true, value: raw });
	if (typeof raw !== 'string') return evaluate;
	if (isSameForAllItems(raw)) {
		const first = evaluate(0);
		return () => first;
	}
	const path = plainPath(raw);
	if (!path) return evaluate;
	return (item) => {
		const reading = readPath(items[item]?.json ?? {}, path);
		return reading.known ? { ok: true, value: reading.value } : evaluate(item);
	};
}

/** Asks once for an item, however many rows its list has: they come one after the other. */
function rememberingLast(evaluate: (item: number) => ParameterValue) {
	let last: { item: number; value: ParameterValue } | undefined;
	return (item: number): ParameterValue => {
		if (last?.item !== item) last = { item, value: evaluate(item) };
		return last.value;
	};
}

/** The value, or undefined with the reason why there is none added to the faults. */
export function valueOrFault(field: FaultField, value: ParameterValue, faults: Fault[]): unknown {
	if (value.ok) return value.value;
	faults.push(makeFault(field, '', 'expression_failed', { reason: value.reason }));
	return undefined;
}

/** Whether a raw parameter, or anything in it, is an expression. */
export function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

/**
 * The items that a parameter is to be read for: the first one alone where it is the same for all, as what
 * it holds is then meant once, however many items happen to come in.
 */
export function itemsToRead(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	name: string,
): INodeExecutionData[] {
	const raw: unknown = context.getNodeParameter(name, 0, null, { rawExpressions: true });
	return variesByItem(raw) ? items : items.slice(0, 1);
}

/** Whether a raw parameter, or anything in it, may differ from item to item. */
function variesByItem(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=') && !isSameForAllItems(raw);
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(variesByItem);
}

function evaluateParameter(context: IExecuteFunctions, name: string, item: number): ParameterValue {
	try {
		// Checking against the drop-downs is the core's work: it lists all faults, n8n only the first.
		const value: unknown = context.getNodeParameter(name, item, null, { skipValidation: true });
		return { ok: true, value };
	} catch (error) {
		return { ok: false, reason: error instanceof Error ? error.message : String(error) };
	}
}
