import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { parameterReader } from './reader';
import { toHtml } from '../wording/html';

/**
 * Makes readers of parameters that apply to the whole execution: those of the first item. Each takes the
 * parameter's path, its name in the editor, and the value for one that is not set.
 * @throws NodeOperationError, from a reader, for a value that the parameter does not take
 */
export function settingsReader(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const unusable = (name: string, what: string) =>
		new NodeOperationError(context.getNode(), `${name} cannot be used`, {
			description: toHtml([`${what} Correct it in the parameters of the node.`]),
		});
	const read = (path: string, name: string): unknown => {
		const value = parameterReader(context, items, path)(0);
		if (!value.ok) throw unusable(name, `Its expression failed (${value.reason}).`);
		return value.value ?? undefined;
	};
	return {
		/** Any value, undefined if it is not set. */
		read,
		isOn: (path: string, name: string, otherwise: boolean): boolean => {
			const value = read(path, name) ?? otherwise;
			if (typeof value === 'boolean') return value;
			throw unusable(name, 'It has to be on or off, or an expression that gives true or false.');
		},
		/** One of the values of a drop-down, the first of which is used for none. */
		choice: <T extends string>(path: string, name: string, choices: readonly [T, ...T[]]): T => {
			const value = read(path, name) ?? choices[0];
			const choice = choices.find((one) => one === value);
			if (choice !== undefined) return choice;
			throw unusable(name, `It has to be one of: ${choices.join(', ')}.`);
		},
		wholeNumber: (path: string, name: string, max: number, otherwise: number): number => {
			const value = read(path, name) ?? otherwise;
			// An object may hold something else where others have what makes a number of them.
			const number = typeof value === 'object' ? NaN : Number(value);
			if (Number.isInteger(number) && number >= 1 && number <= max) return number;
			throw unusable(name, `It has to be a whole number from 1 to ${max}.`);
		},
	};
}
