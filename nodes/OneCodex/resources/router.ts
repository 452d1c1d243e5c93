import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorForModel, failedItems } from './rows/errorItems';
import { RESOURCES } from './index';
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
	return await chosen.execute(context, items);
}
