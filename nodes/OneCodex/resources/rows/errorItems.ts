import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INode,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { ApiFailure } from '../../api/http/failure';
import { failureWords } from '../../api/wording';
import {
	countFitting,
	MAX_MESSAGE_BYTES,
	problemLines,
	type Problem,
	type ProblemLine,
} from '../../checking/problems';
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
 * Makes the item that stands for a faulty row, for the way On Error is set: n8n recognises an item for
 * the error output by its having no other keys than these, and lays the columns of the input under it.
 * A row that is not its input item stands under "message", the one other key that all versions of n8n let
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
 * and what is wrong with which row stands in the description.
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

/** What to say beside the faulty rows. */
interface AroundFaults {
	/** What was done all the same, in sentences; usually nothing. */
	about?: string[];
	/** What to say where nothing was done. */
	nothing: string;
	/** How to get to see all faults where they are too many for one message, as in "turn on …". */
	toSeeAll: string;
}

/**
 * One error that lists all faulty rows, for On Error = Stop; as many of them as a message can hold.
 * @param rows all rows, by the names that the user knows them by
 */
export function faultyRowsError(
	node: INode,
	rows: Array<{ name: string }>,
	problems: Problem[],
	{ about = [], nothing, toSeeAll }: AroundFaults,
): NodeOperationError {
	const faulty = new Set(problems.map(({ row }) => row)).size;
	const rest = about.length === 0 ? `: ${nothing}` : '';
	const headline = `${faulty} of ${rows.length} rows ${faulty === 1 ? 'is' : 'are'} faulty${rest}`;
	const lines = problemLines(problems, (row) => rows[row]?.name ?? '');
	const room = MAX_MESSAGE_BYTES - ROOM_FOR_REST - Buffer.byteLength(headline + toHtml(about));
	const fitting = countFitting(
		lines.map(({ text }) => toHtml([text])),
		LINE_BREAK,
		room,
	);
	const told = lines.slice(0, fitting);
	const left = textOfRest(told, lines.slice(fitting), toSeeAll);
	// No itemIndex: n8n would put its own count of the item, from 0, beside the names of the rows.
	return new NodeOperationError(node, headline, {
		description: toHtml([...told.map(({ text }) => text), ...left, ...about]),
	});
}

const ROOM_FOR_REST = 250;

/** Counts what the lines that are told leave out; nothing if that is nothing. Rows that they count are told. */
function textOfRest(told: ProblemLine[], others: ProblemLine[], toSeeAll: string): string[] {
	const toldRows = new Set(told.flatMap(({ rows }) => rows));
	const left = others.flatMap(({ rows }) => rows);
	const faults = left.filter((row) => toldRows.has(row)).length;
	const rows = new Set(left.filter((row) => !toldRows.has(row))).size;
	const more = [
		...(faults > 0 ? [`${faults} more fault${faults === 1 ? '' : 's'} of these rows`] : []),
		...(rows > 0 ? [`${rows} more faulty row${rows === 1 ? '' : 's'}`] : []),
	];
	if (more.length > 0) return [`… and ${more.join(', and ')}. To see them all, ${toSeeAll}.`];
	return told.some(({ unnamed }) => unnamed > 0) ? [`To see all of them, ${toSeeAll}.`] : [];
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
