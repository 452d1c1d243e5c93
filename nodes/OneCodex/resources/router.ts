import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorForModel, failedItems } from './rows/errorItems';
import { SELECTED_FIELDS, simpleFields, simplify } from './descriptions/simplify';
import { RESOURCES } from './index';
import { splitList } from '../checking/lists';
import { SELECTED } from '../parameters/settingReaders';
import { toHtml } from '../wording/html';
import { NODE_TEXTS } from '../wording/objectTexts';

/** Hands all input items over to the operation that is chosen in the node. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	try {
		return [await runOperation(context, items)];
	} catch (error) {
		if (!context.continueOnFail()) throw isTool(context) ? errorForModel(error) : error;
		if (context.getExecutionCancelSignal()?.aborted) throw cancelled(context);
		// n8n would send all items out of the good output, as if nothing had happened.
		return [failedItems(context, items, error)];
	}
}

/** Whether an AI agent calls the node: n8n makes a type of its own for that. */
const isTool = (context: IExecuteFunctions) => context.getNode().type.endsWith('Tool');

const cancelled = (context: IExecuteFunctions) =>
	new NodeOperationError(context.getNode(), NODE_TEXTS.cancelled());

async function runOperation(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const resource = String(context.getNodeParameter('resource', 0));
	const operation = String(context.getNodeParameter('operation', 0, ''));
	const { operations = [] } = RESOURCES.find(({ value }) => value === resource) ?? {};
	const chosen = operations.find(({ value }) => value === operation);
	if (!chosen) {
		throw new NodeOperationError(context.getNode(), NODE_TEXTS.unknownOperation(), {
			description: toHtml([NODE_TEXTS.chooseOperation(operation, resource)]),
		});
	}
	const output = await chosen.execute(context, items);
	const fields = simpleFields(resource, operation);
	const isSelecting = context.getNodeParameter(simplify.name, 0, true) === SELECTED;
	return fields && isSelecting ? withFields(output, selectedOf(context, fields)) : output;
}

/** The fields that are selected, of those that there are, and the first of them: the id. */
function selectedOf(context: IExecuteFunctions, fields: string[]): string[] {
	const selected = splitList(context.getNodeParameter(SELECTED_FIELDS, 0, []));
	return fields.filter((field, place) => place === 0 || selected.includes(field));
}

/** Items with some of their fields. What is wrong with a row is returned whole. */
const withFields = (output: INodeExecutionData[], fields: string[]): INodeExecutionData[] =>
	output.map((item) => {
		if ('error' in item.json) return item;
		const json = pick(item.json, fields);
		// The fields of taxa are in the table of their sample, if that is an item.
		const rows = Array.isArray(item.json.table) ? (item.json.table as IDataObject[]) : [];
		const table = rows.map((row) => pick(row, fields));
		const isInTable = table.some((row) => Object.keys(row).length > 0);
		return { ...item, json: { ...json, ...(isInTable && !('table' in json) && { table }) } };
	});

const pick = (json: IDataObject, fields: string[]): IDataObject =>
	Object.fromEntries(
		fields.filter((field) => Object.hasOwn(json, field)).map((field) => [field, json[field]]),
	);
