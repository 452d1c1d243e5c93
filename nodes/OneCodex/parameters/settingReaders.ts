import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Parameter } from './parameter';
import { toHtml } from '../wording/html';
import { SETTING_TEXTS } from '../wording/settingTexts';

/** What 'Simplify' is set to where an AI agent gets some of the simplified fields. */
export const SELECTED = 'selected';

/**
 * Makes the readers of parameters that apply to the whole execution: those of the first item. Each takes the
 * parameter's path and its label from LABELS, and throws a NodeOperationError for a value that the parameter
 * does not take.
 */
export function settingReaders(context: IExecuteFunctions, open: (path: string) => Parameter) {
	const unusable = (label: string, why: string) =>
		new NodeOperationError(context.getNode(), SETTING_TEXTS.unusable(label), {
			description: toHtml([SETTING_TEXTS.correctIt(why)]),
		});
	const read = (path: string, label: string): unknown => {
		const value = open(path).readFirst();
		if (!value.ok) throw unusable(label, SETTING_TEXTS.expressionFailed(value.reason));
		return value.value ?? undefined;
	};
	return {
		/** Whether a switch is on, as that for simplified fields is where some of them are selected. */
		isOn: (path: string, label: string, otherwise: boolean): boolean => {
			const value = read(path, label) ?? otherwise;
			if (typeof value === 'boolean') return value;
			if (value === SELECTED) return true;
			throw unusable(label, SETTING_TEXTS.notOnOrOff());
		},
		/** One of the values of a drop-down, the first of which is used if the parameter is not set. */
		choice: <T extends string>(path: string, label: string, choices: readonly [T, ...T[]]): T => {
			const value = open(path).raw === null ? choices[0] : read(path, label);
			const choice = choices.find((one) => one === value);
			if (choice !== undefined) return choice;
			throw unusable(label, SETTING_TEXTS.notAChoice(choices));
		},
		/** A text. */
		text: (path: string, label: string, otherwise: string): string => {
			const value = read(path, label) ?? otherwise;
			if (typeof value === 'string' && value !== '') return value;
			throw unusable(label, SETTING_TEXTS.notAText());
		},
		/** A whole number from 1 to `most`. */
		wholeNumber: (path: string, label: string, most: number, otherwise: number): number => {
			const value = read(path, label) ?? otherwise;
			// An object may hold something else where others have what makes a number of them.
			const number = typeof value === 'object' ? NaN : Number(value);
			if (Number.isInteger(number) && number >= 1 && number <= most) return number;
			throw unusable(label, SETTING_TEXTS.notAWholeNumber(most));
		},
	};
}
