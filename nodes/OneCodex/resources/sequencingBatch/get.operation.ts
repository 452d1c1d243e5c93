import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { batchItem } from './batchItem';
import { BATCHES } from '../../api/kinds';
import { getByIds } from '../rows/getByIds';
import { batchLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';

export const fields: INodeProperties[] = [batchLocator, simplify];

/** Gives for each input item the batch that it names. */
export async function execute(
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
