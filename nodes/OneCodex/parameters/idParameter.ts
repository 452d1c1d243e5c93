import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readingOnce } from '../checking/cells';
import { readId } from '../checking/ids';
import type { IdKind } from '../domain/ids';
import { makeFault } from '../checking/faults';
import type { Fault } from '../domain/fault';
import { plainPath } from './expression';
import type { ReadRow } from './readRow';
import { parameterReader, valueOrFault } from './reader';

/**
 * Makes a reader of the id that a resource locator names for an item. Whatever way it was picked, only
 * an id that can be one segment of a path comes out.
 * @param name the parameter's path, such as `sampleId`
 */
export function idParameter(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	name: string,
	kind: IdKind,
): (item: number) => ReadRow<string> {
	const read = parameterReader(context, items, `${name}.value`);
	const readOnce = readingOnce((value) => readId(kind, value));
	return (item) => {
		const faults: Fault[] = [];
		const value = valueOrFault(kind, read(item), faults);
		if (faults.length > 0) return { value: '', faults, nameless: false };
		const reading = readOnce(value);
		if (reading.kind === 'value') return { value: reading.value, faults, nameless: false };
		if (reading.kind === 'fault') return { value: '', faults: reading.faults, nameless: false };
		const fault = makeFault(kind, '', 'empty');
		return { value: '', faults: [fault], nameless: true };
	};
}

/** The column that a resource locator reads, if it reads a plain one. */
export function idColumn(context: IExecuteFunctions, name: string): string | undefined {
	const raw: unknown = context.getNodeParameter(`${name}.value`, 0, null, { rawExpressions: true });
	const [column, ...deeper] = (typeof raw === 'string' && plainPath(raw)) || [];
	return deeper.length === 0 ? column : undefined;
}
