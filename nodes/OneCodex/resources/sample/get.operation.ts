import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { namedItems } from './sampleItem';
import { SAMPLES } from '../../api/kinds';
import { getByIds } from '../rows/getByIds';
import { sampleLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get sample',
	description: 'Retrieve a sample with its status',
	fields: [sampleLocator, simplify],
	execute,
};

/** Gives for each input item the sample that it names. */
async function execute(
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
