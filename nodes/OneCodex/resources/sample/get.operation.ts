import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { findSamples } from './finding/findSamples';
import { namedItems } from './sampleItem';
import { sampleKeyReader, type SampleKey } from './finding/sampleKey';
import { connect } from '../../api/http/request';
import { readParameters } from '../../parameters/readParameters';
import { sampleLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';
import { startRows, type ItemRow } from '../rows/rowRun';
import { LABELS } from '../../wording/labels';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get sample',
	description: 'Retrieve a sample, for example to see whether its data is available',
	fields: [sampleLocator, simplify],
	execute,
};

/** Gives for each input item the sample that it names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const { toJson, addNames } = namedItems();
	const run = await startRows(context, items, sampleKeyReader(parameters));
	run.settle();
	const client = await connect(context);
	const keyOf = ({ value }: ItemRow<SampleKey>) => value;
	await findSamples(run, client, keyOf, (row, sample) => run.finish(row, [toJson(sample, simple)]));
	run.settle();
	await addNames(context);
	return await run.output();
}
