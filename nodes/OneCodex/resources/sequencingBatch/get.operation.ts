import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { batchItem } from './result/batchItem';
import { BATCHES } from '../../api/kinds';
import { getByIds } from '../rows/getByIds';
import { batchLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get sequencing batch',
	description: 'Retrieve a sequencing batch with its status, to follow it in the lab',
	fields: [batchLocator, simplify],
	execute,
};

/** Gives for each input item the batch that it names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	return await getByIds(context, items, {
		kind: BATCHES,
		idKind: 'batch',
		parameter: batchLocator.name,
		toJson: batchItem,
	});
}
