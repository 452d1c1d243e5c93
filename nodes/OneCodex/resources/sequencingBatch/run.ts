import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { parameterReader } from '../../mapping/reader';
import { readRows } from '../../mapping/rows';
import { planRegistration, type Plan } from '../../registration/plan';

import type { Row } from '../../registration/row';
import { MAX_SAMPLES_PER_BATCH } from '../../registration/schema';
import type { IfRegistered } from '../../registration/standing';

/** The rows of a run, without the blank ones, what is to become of them, and how. */
export interface Run {
	rows: Row[];
	plan: Plan;
	/** Whether the answer is to be made simple. */
	simple: boolean;
	includeInputFields: boolean;
	maxSamplesPerBatch: number;
	ifRegistered: IfRegistered;
	lookBackMs: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads the parameters of the node and plans the run; sends nothing. What is worth knowing and no fault
 * is shown as hints under the output.
 * @throws NodeOperationError for an option that cannot be used
 */
export function planRun(context: IExecuteFunctions, items: INodeExecutionData[]): Run {
	const settings = readSettings(context, items);
	const allRows = readRows(context, items);
	const rows = allRows.filter((row) => !row.blank);
	const plan = planRegistration(rows, settings.restoreLeadingZeros);
	hintAtBlankRows(context, allRows.length - rows.length, rows.length);
	hintAtTenDigits(context, rows, plan);
	return { rows, plan, ...settings };
}

function readSettings(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const read = (path: string, name: string, otherwise: unknown) => {
		const value = parameterReader(context, items, path)(0);
		if (!value.ok) throw unusable(context, name, `Its expression failed (${value.reason}).`);
		return value.value ?? otherwise;
	};
	const wholeNumber = (path: string, name: string, max: number, otherwise: number) => {
		const number = Number(read(path, name, otherwise));
		if (Number.isInteger(number) && number >= 1 && number <= max) return number;
		throw unusable(context, name, `It has to be a whole number from 1 to ${max}.`);
	};
	const isOn = (path: string, name: string, otherwise: boolean) =>
		read(path, name, otherwise) === true;
	const max = MAX_SAMPLES_PER_BATCH;
	const lookBack = read('options.lookBack', 'Look For Earlier Registrations', 'sameName');
	const ifRegistered = read('options.ifRegistered', 'If Already Registered', 'reuse');
	if (ifRegistered !== 'reuse' && ifRegistered !== 'error' && ifRegistered !== 'register') {
		throw unusable(context, 'If Already Registered', 'It has to be reuse, error or register.');
	}
	return {
		simple: isOn('simple', 'Simplify', true),
		includeInputFields: isOn('options.includeInputFields', 'Include Input Fields', false),
		restoreLeadingZeros: isOn('options.restoreLeadingZeros', 'Restore Leading Zeros', false),
		maxSamplesPerBatch: wholeNumber(
			'options.maxSamplesPerBatch',
			'Max Samples per Batch',
			max,
			max,
		),
		lookBackMs:
			lookBack === 'allBatches'
				? wholeNumber('options.lookBackDays', 'Look Back Days', 3650, 30) * DAY_MS
				: 0,
		ifRegistered: ifRegistered as IfRegistered,
	};
}

function unusable(context: IExecuteFunctions, name: string, what: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `${name} cannot be used`, {
		description: `${what} Correct it in the parameters of the node.`,
	});
}

function hintAtBlankRows(context: IExecuteFunctions, blank: number, left: number): void {
	if (blank === 0) return;
	const rest = left === 0 ? ' There is nothing else in the input.' : '';
	const were = blank === 1 ? '1 blank row was' : `${blank} blank rows were`;
	context.addExecutionHints({ message: `${were} skipped.${rest}`, location: 'outputPane' });
}

const MAX_NAMED_ROWS = 10;

function hintAtTenDigits(context: IExecuteFunctions, rows: Row[], plan: Plan): void {
	const names = plan.rows.flatMap(({ tenDigitNumber }, row) =>
		tenDigitNumber ? [rows[row]?.name] : [],
	);
	if (names.length === 0) return;
	const more = names.length > MAX_NAMED_ROWS ? ` and ${names.length - MAX_NAMED_ROWS} more` : '';
	context.addExecutionHints({
		message: `The barcode is a number of 10 digits in row ${names.slice(0, MAX_NAMED_ROWS).join(', ')}${more}. It was taken as it is, but a 14-digit barcode that lost four zeros would look the same: compare with the tubes.`,
		type: 'warning',
		location: 'outputPane',
	});
}
