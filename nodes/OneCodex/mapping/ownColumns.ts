import { isOfTube } from './columns';
import { cellOf } from './titles';

/**
 * Columns that the nodes of this package give, spelled as they do, or n8n's sheets: they tell which sample
 * it is, or what became of it, not where it comes from.
 */
const OWN = new Set([
	...['row_number', 'already_registered', 'also_in_batch_numbers'],
	...['sample_id', 'sample_uri', 'sample_status', 'sample_created_at', 'sample_updated_at'],
	...['sample_visibility', 'tag_ids', 'tag_names', 'project_id', 'metadata_id'],
	...['analysis_complete', 'analysis_success', 'analysis_error_msg'],
	...['primary_classification_id', 'analysis_id', 'host_tax_ids'],
	...['batch_id', 'batch_number', 'batch_name', 'batch_status', 'batch_created_at'],
	...['previous_status', 'event_id', 'event_type'],
]);

/**
 * Columns that it gives as well, with titles that a user may have chosen: they are its own where all columns
 * of one of these lists are there, which it always gives beside them.
 */
const OWN_BESIDE: ReadonlyMap<string, string[][]> = new Map([
	['filename', [['sample_status', 'metadata_id']]],
	['size', [['sample_status', 'metadata_id']]],
	['error_msg', [['sample_status', 'metadata_id']]],
	['project_name', [['project_id', 'tag_names']]],
	['job_name', [['analysis_success']]],
	['n_reads', [['analysis_id'], ['primary_classification_id'], ['host_tax_ids']]],
	['payload', [['event_id'], ['event_type']]],
	['valid', [['problems']]],
	['problems', [['valid']]],
]);

// What was wrong with a row, as this package says it, is whole sentences.
const SENTENCES = /\S \S[^]*\.$/;

/**
 * Whether a column is one that this package gives, or that Register reads, by its title and those beside it.
 * Extract From File calls columns without a title `__EMPTY`.
 */
export function ownColumns(
	rows: Array<Record<string, unknown>>,
	titles: string[],
): (title: string) => boolean {
	const isThere = new Set(titles);
	const holdsErrors = () => {
		const cells = rows.map((row) => cellOf(row, 'error') ?? '').filter((cell) => cell !== '');
		return cells.every((cell) => typeof cell === 'string' && SENTENCES.test(cell));
	};
	const error = isThere.has('error') && holdsErrors();
	const isBeside = (title: string) =>
		OWN_BESIDE.get(title)?.some((others) => others.every((other) => isThere.has(other))) ?? false;
	return (title) =>
		OWN.has(title) ||
		isBeside(title) ||
		(title === 'error' && error) ||
		isOfTube(title) ||
		title.startsWith('__EMPTY');
}

/** Whether a user may have chosen the title of a column that seems to be this package's own. */
export const mayBeOfUser = (title: string): boolean => title === 'error' || OWN_BESIDE.has(title);
