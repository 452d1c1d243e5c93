import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { findBy, metadataIds, metadataKeyReader, readRecords } from './findMetadataBy';
import { metadataItem } from './metadataItem';
import { connect } from '../../api/http/request';
import { startRows } from '../rows/rowRun';
import { readParameters } from '../../parameters/readParameters';
import { simplify } from '../descriptions/simplify';
import { LABELS } from '../../wording/labels';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get metadata',
	description: 'Retrieve what is known of a sample, such as its name, dates and custom values',
	fields: [...findBy, simplify],
	execute,
};

/** Gives the Metadata record that each input item names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const readKey = metadataKeyReader(parameters);
	const run = await startRows(context, items, (item) => {
		const { value: key, ...rest } = readKey(item);
		return { ...rest, value: { key } };
	});
	run.settle();
	const client = await connect(context);
	const records = await readRecords(run, client, await metadataIds(run, client));
	run.settle();
	for (const [row, record] of records) run.finish(row, [metadataItem(record, simple)]);
	return await run.output();
}
