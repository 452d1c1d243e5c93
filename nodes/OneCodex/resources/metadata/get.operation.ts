import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { findBy, metadataIds, metadataKeyReader, readRecords } from './findMetadataBy';
import { metadataItem } from './metadataItem';
import { connect } from '../../api/http/request';
import { startRows } from '../rows/rowRun';
import { settingsReader } from '../../parameters/settings';
import { simplify } from '../descriptions/simplify';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get metadata',
	description: 'Retrieve the metadata of a sample',
	fields: [...findBy, simplify],
	execute,
};

/** Gives the Metadata record that each input item names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const simple = settingsReader(context, items).isOn('simple', 'Simplify', true);
	const readKey = metadataKeyReader(context, items);
	const run = startRows(context, items, (item) => {
		const { value: key, ...rest } = readKey(item);
		return { ...rest, value: { key } };
	});
	run.settle();
	const client = await connect(context);
	const records = await readRecords(run, client, await metadataIds(run, client));
	run.settle();
	for (const [row, record] of records) run.finish(row, [metadataItem(record, simple)]);
	return run.output();
}
