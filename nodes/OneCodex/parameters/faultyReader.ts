import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readingOnce, type Reading } from '../checking/cells';
import { makeFault, type Fault, type ProblemField } from '../checking/problems';
import { hasExpression, parameterReader, valueOrFault } from './reader';

/**
 * Makes readers of parameters that may differ from item to item. Each gives the value that `check` makes
 * of one, or undefined where there is none, and adds what is wrong with it to the faults of the item.
 * With `whenEmpty`, a cure, an expression that gives nothing is a fault: a filter by an empty cell asks
 * for nothing, and not for everything.
 */
export function faultyReader(context: IExecuteFunctions, items: INodeExecutionData[]) {
	return <T>(
		field: ProblemField,
		path: string,
		check: (field: ProblemField, value: unknown) => Reading<T>,
		whenEmpty?: string,
	) => {
		const read = parameterReader(context, items, path);
		const raw: unknown = context.getNodeParameter(path, 0, null, { rawExpressions: true });
		const checkOnce = readingOnce((value) => check(field, value));
		const isMapped = whenEmpty !== undefined && hasExpression(raw);
		return (item: number, faults: Fault[]): T | undefined => {
			const value = read(item);
			const reading = checkOnce(valueOrFault(field, value, faults));
			if (reading.kind === 'fault') faults.push(...reading.faults);
			if (isMapped && value.ok && reading.kind === 'empty') {
				faults.push(makeFault(field, '', 'is empty', whenEmpty));
			}
			return reading.kind === 'value' ? reading.value : undefined;
		};
	};
}

/** What to do about a filter that an expression leaves empty. */
export const cureOfEmpty = (what: string): string =>
	`Map the column that holds the ${what}, or remove the filter`;

/** Whether a filter of an item is empty, so that a blank item asks for nothing. */
export const saysEmpty = (faults: Fault[]): boolean =>
	faults.some(({ what }) => what === 'is empty');
