import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Reading } from '../checking/cells';
import type { Fault, ProblemField } from '../checking/problems';
import { parameterReader, valueOrFault } from './reader';

/**
 * Makes readers of parameters that may differ from item to item. Each gives the value that `check` makes
 * of one, or undefined where there is none, and adds what is wrong with it to the faults of the item.
 */
export function faultyReader(context: IExecuteFunctions, items: INodeExecutionData[]) {
	return <T>(
		field: ProblemField,
		path: string,
		check: (field: ProblemField, value: unknown) => Reading<T>,
	) => {
		const read = parameterReader(context, items, path);
		return (item: number, faults: Fault[]): T | undefined => {
			const reading = check(field, valueOrFault(field, read(item), faults));
			if (reading.kind === 'fault') faults.push(...reading.faults);
			return reading.kind === 'value' ? reading.value : undefined;
		};
	};
}
