import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { namedItems } from './sampleItem';
import { SAMPLES } from '../../api/kinds';
import { getByIds } from '../rows/getByIds';
import { sampleLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';

export const fields: INodeProperties[] = [sampleLocator, simplify];

/** Gives for each input item the sample that it names. */
export async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const { toJson, addNames } = namedItems();
	const output = await getByIds(context, items, {
		kind: SAMPLES,
		idKind: 'sample',
		parameter: sampleLocator.name,
		toJson,
	});
	await addNames(context);
	return output;
}
