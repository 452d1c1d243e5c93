import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isEmptyCell } from '../../checking/cells';
import { showValue } from '../../checking/show';
import { FIELD_NAMES } from '../../domain/fields';
import { similarTitles } from '../../mapping/columns';
import { columnsUnknownToRegister, faultOfUnknown } from '../../mapping/ownColumns';
import { readRows, sourceOf } from '../../mapping/rows';
import { titlesOf } from '../../mapping/titles';
import { hasNoDigits, hasOnlyZeros } from '../../registration/planning/barcodes';
import { makeRowCheck, type CheckedRow } from '../../registration/planning/check';
import { planRegistration, type Plan } from '../../registration/planning/plan';
import type { Row } from '../../registration/planning/row';
import { MAX_SAMPLES_PER_BATCH } from '../../domain/batch';
import { mapWithBreaks } from '../../domain/breaks';
import {
	DEFAULT_LOOK_BACK_DAYS,
	DEFAULT_MAX_BATCHES,
	MOST_BATCHES,
	MOST_LOOK_BACK_DAYS,
} from './options';
import type { IfRegistered } from '../../registration/looking/registeredTubes';
import { hintAtSkipped } from '../rows/skippedRows';
import { takingBreaks } from '../rows/takingBreaks';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';
import { LABELS } from '../../wording/labels';

/** The rows of a run, without the blank ones, what is to become of them, and how. */
export interface PlannedRun {
	rows: Row[];
	plan: Plan;
	/** Whether the answer is to be made simple. */
	simple: boolean;
	includeInputFields: boolean;
	maxSamplesPerBatch: number;
	maxBatches: number;
	ifRegistered: IfRegistered;
	lookBackMs: number;
}

/** Where an item names the other live batches of its tube. */
export const ALSO_IN = 'also_in_batch_numbers';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads the parameters of the node and plans the run; sends nothing. What is worth knowing and no fault
 * is shown as hints under the output.
 * @throws NodeOperationError for an option that cannot be used
 */
export async function planRun(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<PlannedRun> {
	const parameters = readParameters(context, items);
	const settings = readSettings(parameters);
	const takeBreak = takingBreaks(context.getExecutionCancelSignal());
	const allRows = await readRows(parameters, items, takeBreak);
	const rows = allRows.filter(({ holds }) => holds === 'tube');
	const countOf = (what: Row['holds']) => allRows.filter(({ holds }) => holds === what).length;
	const check = makeRowCheck(settings.restoreLeadingZeros);
	const checked = await mapWithBreaks(rows, takeBreak, check);
	// The columns beside tubes that were entered by hand are of something else.
	const readsColumns = sourceOf(parameters) !== 'manual';
	const columnsOfAll = () =>
		readsColumns ? columnsUnknownToRegister(rows.map(({ columns }) => columns)) : [];
	const unknown = faultOfUnknown(context, parameters, columnsOfAll);
	if (unknown) checked.forEach(({ faults }) => faults.unshift(unknown));
	await takeBreak();
	const plan = planRegistration(rows, checked);
	const [blank, noTube] = [countOf('nothing'), countOf('no tube')];
	hintAtSkipped(context, { blank, noTube, left: rows.length });
	hintAtBarcodes(context, rows, plan);
	hintAtUnreadColumns(context, rows);
	return { rows, plan, ...settings };
}

/**
 * The columns of a row as its item passes them on: without what an earlier run said of it. For an "error",
 * n8n would take the run for a failed one, and the row for a faulty one.
 */
export function inputColumns({ rows }: PlannedRun, row: number): IDataObject {
	const columns = { ...(rows[row]?.columns as IDataObject) };
	for (const said of ['error', ALSO_IN]) if (said in columns) delete columns[said];
	return columns;
}

function readSettings({ choice, isOn, wholeNumber }: Parameters) {
	const max = MAX_SAMPLES_PER_BATCH;
	const lookBack = choice('options.lookBack', LABELS.lookBack, ['sameName', 'allBatches']);
	return {
		simple: isOn('simple', LABELS.simplify, true),
		includeInputFields: isOn('options.includeInputFields', LABELS.includeInputFields, false),
		restoreLeadingZeros: isOn('options.restoreLeadingZeros', LABELS.restoreZeros, false),
		maxSamplesPerBatch: wholeNumber('options.maxSamplesPerBatch', LABELS.maxSamples, max, max),
		maxBatches: wholeNumber(
			'options.maxBatches',
			LABELS.maxBatches,
			MOST_BATCHES,
			DEFAULT_MAX_BATCHES,
		),
		lookBackMs:
			lookBack === 'allBatches'
				? DAY_MS *
					wholeNumber(
						'options.lookBackDays',
						LABELS.lookBackDays,
						MOST_LOOK_BACK_DAYS,
						DEFAULT_LOOK_BACK_DAYS,
					)
				: 0,
		ifRegistered: choice('options.ifRegistered', LABELS.ifRegistered, [
			'reuse',
			'error',
			'register',
		]),
	};
}

/** A default takes the place of empty cells, and of a column that is not found: that one is worth a look. */
function hintAtUnreadColumns(context: IExecuteFunctions, rows: Row[]): void {
	for (const field of ['specimen_type', 'sequencing_depth'] as const) {
		const isDefault = ({ cells, defaults }: Row) =>
			cells[field] === undefined && !isEmptyCell(defaults[field]);
		if (!rows.every(isDefault)) continue;
		const titles = similarTitles(field, titlesOf(rows.map(({ columns }) => columns)));
		if (titles.length === 0) continue;
		const name = FIELD_NAMES[field];
		showHint(context, HINTS.unreadColumn(name, titles.map(showValue)), 'warning');
	}
}

function hintAtBarcodes(context: IExecuteFunctions, rows: Row[], plan: Plan): void {
	const hintAt = (
		isUncertain: (checked: CheckedRow) => boolean,
		hint: (rows: string[]) => string,
	) => {
		const uncertain = rows.filter((_, row) => {
			const checked = plan.rows[row];
			return checked && checked.faults.length === 0 && isUncertain(checked);
		});
		if (uncertain.length > 0) showHint(context, hint(uncertain.map(({ name }) => name)), 'warning');
	};
	hintAt(({ mayLackZeros }) => mayLackZeros, HINTS.mayLackZeros);
	hintAt(({ tube }) => hasOnlyZeros(tube.tube_barcode ?? ''), HINTS.onlyZeros);
	hintAt(({ tube }) => hasNoDigits(tube.tube_barcode ?? ''), HINTS.noDigits);
}
