import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INode,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { ApiFailure } from '../api/failure';
import { failureWords } from '../api/wording';
import { problemLines, type Problem } from '../checking/problems';

/** What an error item speaks of: a row with its own columns, which came with an input item. */
interface ErrorSource {
	item: number;
	columns: Record<string, unknown>;
}

/**
 * Makes the item that stands for a faulty row, for the way On Error is set: n8n recognises an item for
 * the error output by its having no other keys than these, and lays the columns of the input under it.
 */
export function errorItemMaker(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): (row: ErrorSource, error: string) => INodeExecutionData {
	const toErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return (row, error) => {
		const pairedItem = { item: row.item };
		const columns = row.columns as IDataObject;
		if (!toErrorOutput) return { json: { ...columns, error }, pairedItem };
		const own = columns !== items[row.item]?.json;
		return { json: { error, ...(own && { details: columns }) }, pairedItem };
	};
}

/** All input items as items that bear an error, where an operation could not even begin. */
export function failedItems(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	error: unknown,
): INodeExecutionData[] {
	const { message, description } = error as { message?: string; description?: string | null };
	const text = [message, description].filter(Boolean).join('. ');
	const makeItem = errorItemMaker(context, items);
	return items.map(({ json }, item) => makeItem({ item, columns: json }, text));
}

/**
 * One error that lists all faulty rows, for On Error = Stop.
 * @param rows all rows, by the names that the user knows them by
 * @param about what was done all the same, in sentences; usually nothing
 * @param nothing what to say where nothing was done
 */
export function faultyRowsError(
	node: INode,
	rows: Array<{ name: string }>,
	problems: Problem[],
	about: string[] = [],
	nothing = 'nothing was sent to One Codex',
): NodeOperationError {
	const faulty = new Set(problems.map(({ row }) => row)).size;
	const lines = problemLines(problems, (row) => rows[row]?.name ?? '');
	const rest = about.length === 0 ? `: ${nothing}` : '';
	// No itemIndex: n8n would put its own count of the item, from 0, beside the names of the rows.
	return new NodeOperationError(
		node,
		`${faulty} of ${rows.length} rows ${faulty === 1 ? 'is' : 'are'} faulty${rest}`,
		{ description: toHtml([...lines, ...about]) },
	);
}

// The editor shows descriptions as HTML, and what stands between backticks as code.
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '`': '&#96;' };

/** Lines for the description of an error, to be shown as they are. */
function toHtml(lines: string[]): string {
	return lines
		.map((line) => line.replace(/[&<>`]/g, (char) => ESCAPES[char] ?? char))
		.join('<br>\n');
}

/**
 * A failed call as n8n's error for it.
 * @param about what the call was for and what follows from its failure, in sentences
 */
export function apiError(node: INode, failure: ApiFailure, about: string[]): NodeApiError {
	const { headline, detail, cure } = failureWords(failure);
	const response: JsonObject = { message: headline };
	return new NodeApiError(node, response, {
		message: headline,
		description: toHtml([detail, ...about, cure]),
		httpCode: failure.status?.toString(),
	});
}

/** A failed call as the text of an error item. */
export function apiErrorText(failure: ApiFailure, about: string[]): string {
	const { headline, detail, cure } = failureWords(failure);
	return [`${headline}.`, detail, ...about, cure].join(' ');
}
