import type { IExecuteFunctions } from 'n8n-workflow';

import { isOfTube, matchColumns } from './columns';
import { cellOf, titlesOf } from './titles';
import { makeFault } from '../checking/faults';
import { isPlace } from '../checking/places';
import { showValue } from '../checking/show';
import type { Fault } from '../domain/fault';
import { namesIn } from '../parameters/expression';
import type { Parameters } from '../parameters/readParameters';
import { showHint } from '../wording/hints';
import { HINTS } from '../wording/hintTexts';
import { LABELS } from '../wording/labels';

/**
 * The names of columns that the nodes of this package return or have returned, or n8n's nodes for sheets or
 * agents. They identify a sample or say what happened to it, so they are not metadata.
 */
const OWN = new Set([
	...['row_number', 'toolCallId', 'already_registered', 'also_in_batch_numbers'],
	...['sample_id', 'sample_uri', 'sample_status', 'sample_created_at', 'sample_updated_at'],
	...['sample_visibility', 'tag_ids', 'tag_names', 'project_id', 'metadata_id'],
	...[
		'analysis_id',
		'analysis_type',
		'analysis_complete',
		'analysis_success',
		'analysis_error_msg',
	],
	...['analysis_created_at', 'analysis_updated_at', 'already_run'],
	...['primary_classification_id', 'host_tax_ids', 'download_url'],
	...['batch_id', 'batch_number', 'batch_name', 'batch_status', 'batch_created_at'],
	...['previous_status', 'event_id', 'event_type'],
]);

const OF_SAMPLE = ['sample_status', 'metadata_id'];
const OF_LINK = ['download_url'];
const OF_FILE = ['analysis_id', 'filepath'];
const OF_PROJECT = ['project_id', 'short_name'];
const OF_TAXON = ['rank', 'tax_id', 'readcount'];
const OF_GROUP = ['functional_group', 'metric', 'value'];

const each = (titles: string[], others: string[]) =>
	titles.map((title): [string, string[][]] => [title, [others]]);

/**
 * More columns that this package returns, but whose titles a user may have chosen as well. They are its own
 * if all columns of one of these lists are there, because it always returns them together.
 */
const OWN_BESIDE = new Map<string, string[][]>([
	['filename', [OF_SAMPLE, OF_LINK, OF_FILE]],
	['filepath', [['analysis_id']]],
	['size', [OF_SAMPLE, OF_LINK, OF_FILE]],
	['expires_at', [['download_url']]],
	['error_msg', [OF_SAMPLE]],
	['project_name', [['project_id', 'tag_names'], OF_PROJECT]],
	...each(['short_name', 'description', 'external_id', 'permissions', 'public'], OF_PROJECT),
	['job_id', [['analysis_id']]],
	['job_name', [['analysis_success']]],
	['name', [OF_TAXON, OF_GROUP]],
	...each([...OF_TAXON, 'abundance', 'abundance_w_children', 'readcount_w_children'], OF_TAXON),
	...each([...OF_GROUP, 'id', 'taxon_id', 'taxon_name'], OF_GROUP),
	['n_reads', [['analysis_id'], ['primary_classification_id'], ['host_tax_ids']]],
	['payload', [['event_id'], ['event_type']]],
	['valid', [['problems']]],
	['problems', [['valid']]],
	['sample', [['valid', 'problems']]],
]);

// The messages of this package are whole sentences.
const SENTENCES = /\S \S[^]*\.$/;

/**
 * Makes a test of whether this package returns a column, or Register reads it, by the titles of all columns.
 * Extract From File calls columns without a title `__EMPTY`, and these count as well.
 */
export function ownColumns(
	rows: Array<Record<string, unknown>>,
	titles: string[],
): (title: string) => boolean {
	const holdsErrors = () => {
		const cells = rows.map((row) => cellOf(row, 'error') ?? '').filter((cell) => cell !== '');
		return cells.every((cell) => typeof cell === 'string' && SENTENCES.test(cell));
	};
	const { tube_barcode } = matchColumns(titles, rows).titleOf;
	const error = titles.includes('error') && holdsErrors();
	const isBeside = columnsOfOthers(titles);
	return (title) =>
		OWN.has(title) ||
		isBeside(title) ||
		(title === 'error' && error) ||
		isOfTube(title) ||
		(title === tube_barcode && titles.includes('tube_barcode')) ||
		title.startsWith('__EMPTY');
}

/**
 * Makes a test of whether a column is one that this package returns together with others that are there: its
 * `name` may be that of a taxon, not that of the sample.
 */
export function columnsOfOthers(titles: string[]): (title: string) => boolean {
	const isThere = new Set(titles);
	return (title) =>
		OWN_BESIDE.get(title)?.some((others) => others.every((other) => isThere.has(other))) ?? false;
}

/** Whether a user may have chosen the title, although the column looks like this package's own. */
export const mayBeOfUser = (title: string): boolean => title === 'error' || OWN_BESIDE.has(title);

/** The columns that Register neither reads by their titles nor returns. */
export function columnsUnknownToRegister(rows: Array<Record<string, unknown>>): string[] {
	const titles = [...titlesOf(rows)];
	const isOwn = ownColumns(rows, titles);
	const { tube_barcode } = matchColumns(titles, rows).titleOf;
	return titles.filter((title) => title !== tube_barcode && !isOwn(title));
}

/**
 * Does with unknown columns what 'Unknown Columns' says.
 * @param find finds the columns that are no fields; only called if they matter
 * @returns what is wrong with each row, if unknown columns are refused
 */
export function faultOfUnknown(
	context: IExecuteFunctions,
	parameters: Parameters,
	find: () => string[],
): Fault | undefined {
	const ways = ['ignore', 'hint', 'refuse'] as const;
	const way = parameters.choice('options.unknownColumns', LABELS.unknownColumns, ways);
	if (way === 'ignore') return undefined;
	const named = namesIn(context.getNode().parameters);
	const unknown = find().filter((title) => !isPlace(title) && !named.has(title));
	if (unknown.length === 0) return undefined;
	const titles = unknown.map(showValue);
	if (way === 'refuse') return makeFault('row', '', 'unknown_columns', { titles });
	showHint(context, HINTS.unknownColumns(titles), 'warning');
	return undefined;
}
