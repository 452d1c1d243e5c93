import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INode,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Failure } from '../../domain/failure';
import { failureWords } from '../../wording/failures';
import {
	countFitting,
	faultLines,
	MAX_MESSAGE_BYTES,
	needFixing,
	whatIsLeft,
} from '../../wording/faultTexts';
import type { RowFault } from '../../domain/fault';
import { fromHtml, LINE_BREAK, toHtml } from '../../wording/html';

/** What an error item speaks of: a row with its own columns, which came with an input item. */
interface ErrorSource {
	item: number | undefined;
	columns: Record<string, unknown>;
}

/** The link of an item to the one that it came from. Without any, n8n would link it by its place. */
export const linkTo = (item: number | undefined): INodeExecutionData['pairedItem'] =>
	item === undefined ? [] : { item };

/**
 * Makes the item of a row that needs fixing, for the way On Error is set: n8n recognises an item for
 * the error output by its having no other keys than these, and lays the columns of the input under it.
 * A row that is not its input item goes under "message", the one other key that all versions of n8n let
 * through.
 */
export function errorItemMaker(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): (row: ErrorSource, error: string) => INodeExecutionData {
	const toErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return (row, error) => {
		const pairedItem = linkTo(row.item);
		const columns = row.columns as IDataObject;
		if (!toErrorOutput) return { json: { ...columns, error }, pairedItem };
		const own = columns !== items[row.item ?? 0]?.json && Object.keys(columns).length > 0;
		return { json: { error, ...(own && { message: columns }) }, pairedItem };
	};
}

type DescribedError = { message?: string; description?: string | null };

/**
 * An error as an AI model has to get it that called the node as a tool: n8n passes on the message alone,
 * and what is wrong with which row is in the description.
 */
export function errorForModel(error: unknown): unknown {
	const described = error as DescribedError;
	if (!described.description) return error;
	// Set and not constructed, since n8n replaces a new message that looks like the code of an error.
	described.message = [described.message, fromHtml(described.description)].join('\n');
	described.description = null;
	return error;
}

/** All input items as items that bear an error, where an operation could not even begin. */
export function failedItems(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	error: unknown,
): INodeExecutionData[] {
	const { message, description } = error as DescribedError;
	const text = [message, fromHtml(description ?? '')].filter(Boolean).join('. ');
	const makeItem = errorItemMaker(context, items);
	return items.map(({ json }, item) => makeItem({ item, columns: json }, text));
}

/** What to say beside the rows that need fixing. */
interface AroundFaults {
	/** What was done all the same, in sentences; usually nothing. */
	about?: string[];
	/** The sentence to say where nothing was done. */
	nothing: string;
	/** What to do to see all faults where a message cannot hold them, as in "turn on …". */
	toSeeAll: string;
}

/** Bytes for what {@link whatIsLeft} says. */
const ROOM_FOR_REST = 250;

/**
 * One error that lists all rows that need fixing, or as many as a message can hold; for On Error = Stop.
 * @param rows all rows, by the names that the user knows them by
 */
export function rowsNeedFixing(
	node: INode,
	rows: Array<{ name: string }>,
	faults: RowFault[],
	{ about = [], nothing, toSeeAll }: AroundFaults,
): NodeOperationError {
	const count = new Set(faults.map(({ row }) => row)).size;
	const headline = needFixing(count, rows.length, about.length === 0 ? nothing : '');
	const lines = faultLines(faults, (row) => rows[row]?.name ?? '');
	const room = MAX_MESSAGE_BYTES - ROOM_FOR_REST - Buffer.byteLength(headline + toHtml(about));
	const fitting = countFitting(
		lines.map(({ text }) => toHtml([text])),
		LINE_BREAK,
		room,
	);
	const shown = lines.slice(0, fitting);
	const left = whatIsLeft(shown, lines.slice(fitting), toSeeAll);
	// No itemIndex: n8n would put its own count of the item, from 0, beside the names of the rows.
	return new NodeOperationError(node, headline, {
		description: toHtml([...shown.map(({ text }) => text), ...left, ...about]),
	});
}

/**
 * A failed call as n8n's error for it.
 * @param about what the call was for and what follows from its failure, in sentences
 */
export function apiError(node: INode, failure: Failure, about: string[]): NodeApiError {
	const { headline, detail, cure } = failureWords(failure);
	const response: JsonObject = { message: headline };
	return new NodeApiError(node, response, {
		message: headline,
		description: toHtml([detail, ...about, cure]),
		httpCode: failure.status?.toString(),
	});
}

/** A failed call as the text of an error item. */
export function apiErrorText(failure: Failure, about: string[]): string {
	const { headline, detail, cure } = failureWords(failure);
	return [`${headline}.`, detail, ...about, cure].join(' ');
}
