import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorForModel, failedItems } from './rows/errorItems';
import * as metadata from './metadata';
import type { Operation } from './operation';
import * as sample from './sample';
import * as sequencingBatch from './sequencingBatch';
import { toHtml } from '../wording/html';

const RESOURCES: Record<string, Record<string, Operation>> = {
	metadata: metadata.operations,
	sample: sample.operations,
	sequencingBatch: sequencingBatch.operations,
};

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
	new NodeOperationError(context.getNode(), 'The execution was cancelled');

/** What an object holds under a name of its own: all have a `constructor`. */
const own = <T>(object: Record<string, T>, name: string): T | undefined =>
	Object.hasOwn(object, name) ? object[name] : undefined;

async function runOperation(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const resource = String(context.getNodeParameter('resource', 0));
	const operation = String(context.getNodeParameter('operation', 0, ''));
	const operations = own(RESOURCES, resource);
	const execute = operations && own(operations, operation);
	if (!execute) {
		throw new NodeOperationError(context.getNode(), 'The operation is not known', {
			description: toHtml([
				`There is no operation "${operation}" of the resource "${resource}". Choose one from the drop-downs.`,
			]),
		});
	}
	return await execute(context, items);
}
