import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readingOnce, type Reading } from '../checking/cells';
import { makeFault } from '../checking/faults';
import type { Fault } from '../domain/fault';
import type { FaultField } from '../domain/fields';
import { hasExpression, parameterReader, valueOrFault } from './reader';

/**
 * Makes readers of parameters that may differ from item to item. Each gives the value that `check` makes
 * of one, or undefined where there is none, and adds what is wrong with it to the faults of the item.
 * For a filter, an expression that returns nothing is a fault: a filter by an empty cell asks for nothing,
 * and not for everything.
 */
export function faultyReader(context: IExecuteFunctions, items: INodeExecutionData[]) {
	return <T>(
		field: FaultField,
		path: string,
		check: (field: FaultField, value: unknown) => Reading<T>,
		isFilter = false,
	) => {
		const read = parameterReader(context, items, path);
		const raw: unknown = context.getNodeParameter(path, 0, null, { rawExpressions: true });
		const checkOnce = readingOnce((value) => check(field, value));
		const isMappedFilter = isFilter && hasExpression(raw);
		return (item: number, faults: Fault[]): T | undefined => {
			const value = read(item);
			const reading = checkOnce(valueOrFault(field, value, faults));
			if (reading.kind === 'fault') faults.push(...reading.faults);
			if (isMappedFilter && value.ok && reading.kind === 'empty') {
				faults.push(makeFault(field, '', 'empty_filter'));
			}
			return reading.kind === 'value' ? reading.value : undefined;
		};
	};
}

/** Whether a filter of an item is empty, so that a blank item asks for nothing. */
export const saysEmpty = (faults: Fault[]): boolean =>
	faults.some(({ code }) => code === 'empty_filter');
