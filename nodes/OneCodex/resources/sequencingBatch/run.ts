import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readRows } from '../../mapping/rows';
import { planRegistration, type Plan } from '../../registration/plan';
import type { Row } from '../../registration/row';
import { MAX_SAMPLES_PER_BATCH } from '../../registration/schema';

/** The rows of a run, without the blank ones, and what is to become of them. */
export interface Run {
	rows: Row[];
	plan: Plan;
	includeInputFields: boolean;
}

/**
 * Reads the parameters of the node and plans the run; sends nothing. What is worth knowing and no fault
 * is shown as hints under the output.
 * @throws NodeOperationError for an option that cannot be used
 */
export function planRun(context: IExecuteFunctions, items: INodeExecutionData[]): Run {
	const options = context.getNodeParameter('options', 0, {});
	const allRows = readRows(context, items);
	const rows = allRows.filter((row) => !row.blank);
	const plan = planRegistration(rows, {
		restoreLeadingZeros: options.restoreLeadingZeros === true,
		maxSamplesPerBatch: readMaxSamples(context, options.maxSamplesPerBatch),
	});
	hintAtBlankRows(context, allRows.length - rows.length, rows.length);
	hintAtTenDigits(context, rows, plan);
	return { rows, plan, includeInputFields: options.includeInputFields === true };
}

function readMaxSamples(
	context: IExecuteFunctions,
	value: unknown = MAX_SAMPLES_PER_BATCH,
): number {
	const max = Number(value);
	if (Number.isInteger(max) && max >= 1 && max <= MAX_SAMPLES_PER_BATCH) return max;
	throw new NodeOperationError(context.getNode(), 'Max Samples per Batch cannot be used', {
		description: `It has to be a whole number from 1 to ${MAX_SAMPLES_PER_BATCH}. Correct it under Options.`,
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
