import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isEmptyCell } from '../../checking/cells';
import { showValue } from '../../checking/show';
import { FIELD_NAMES } from '../../domain/fields';
import { similarTitles } from '../../mapping/columns';
import { readRows } from '../../mapping/rows';
import { titlesOf } from '../../mapping/titles';
import { planRegistration, type Plan } from '../../registration/planning/plan';
import type { Row } from '../../registration/planning/row';
import { MAX_SAMPLES_PER_BATCH } from '../../domain/batch';
import { DEFAULT_MAX_BATCHES, MOST_BATCHES } from './options';
import type { IfRegistered } from '../../registration/looking/registeredTubes';
import { hintAtBlankRows } from '../rows/blankRows';
import { settingsReader } from '../../parameters/settings';
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
export function planRun(context: IExecuteFunctions, items: INodeExecutionData[]): PlannedRun {
	const settings = readSettings(context, items);
	const allRows = readRows(context, items);
	const rows = allRows.filter((row) => !row.blank);
	const plan = planRegistration(rows, settings.restoreLeadingZeros);
	hintAtBlankRows(context, allRows.length - rows.length, rows.length);
	hintAtZeros(context, rows, plan);
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

function readSettings(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const { choice, isOn, wholeNumber } = settingsReader(context, items);
	const max = MAX_SAMPLES_PER_BATCH;
	const lookBack = choice('options.lookBack', 'Look For Earlier Registrations', [
		'sameName',
		'allBatches',
	]);
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
		maxBatches: wholeNumber(
			'options.maxBatches',
			'Max Batches per Execution',
			MOST_BATCHES,
			DEFAULT_MAX_BATCHES,
		),
		lookBackMs:
			lookBack === 'allBatches'
				? wholeNumber('options.lookBackDays', 'Look Back Days', 3650, 30) * DAY_MS
				: 0,
		ifRegistered: choice('options.ifRegistered', 'If Already Registered', [
			'reuse',
			'error',
			'register',
		]),
	};
}

// One Codex allows ten requests a second, and each batch takes one.
const BATCHES_A_MINUTE = 600;

/**
 * Why a run registers nothing: a column with a value of its own for each tube, mapped to Batch Name, is an easy
 * mistake.
 * @param count how many batches there are to register
 */
export function tooManyBatches(node: INode, { plan, maxBatches }: PlannedRun, count: number) {
	const minutes = Math.ceil(count / BATCHES_A_MINUTE);
	const names = plan.batches.length;
	return new NodeOperationError(node, `These rows make ${count} new sequencing batches`, {
		description: `Nothing was sent to One Codex. The rows have ${names} different batch name${names === 1 ? '' : 's'}, and ${count} batches take at least ${minutes} minute${minutes === 1 ? '' : 's'} to register. If ${LABELS.batchName} has the wrong column, such as the tube barcodes, correct it. If ${LABELS.maxSamples} is too low, raise it. If you want that many batches, raise ${LABELS.maxBatches} (now ${maxBatches}).`,
	});
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

function hintAtZeros(context: IExecuteFunctions, rows: Row[], plan: Plan): void {
	const names = plan.rows.flatMap(({ mayLackZeros, faults }, row) =>
		mayLackZeros && faults.length === 0 ? (rows[row]?.name ?? []) : [],
	);
	if (names.length === 0) return;
	showHint(context, HINTS.mayLackZeros(names), 'warning');
}
