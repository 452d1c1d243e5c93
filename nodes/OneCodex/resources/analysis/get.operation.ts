import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { itemsWithJobs } from './analysisItem';
import { ANY_ANALYSIS } from './findAnalyses';
import { analysisLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';
import { getByIds } from '../rows/getByIds';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get analysis',
	description: 'Retrieve an analysis of a sample with its state',
	fields: [analysisLocator, simplify],
	execute,
};

/** Gives for each input item the analysis that it names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const { toJson, addNames } = itemsWithJobs(context);
	const output = await getByIds(context, items, {
		...ANY_ANALYSIS,
		parameter: analysisLocator.name,
		toJson,
	});
	await addNames();
	return output;
}
