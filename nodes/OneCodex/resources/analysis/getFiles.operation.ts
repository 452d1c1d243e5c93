import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { filesOfRows } from './filesOfRows';
import { connect } from '../../api/http/request';
import { readParameters } from '../../parameters/readParameters';
import { analysisLocator } from '../descriptions/locators';
import { expiryText } from '../files/expiry';
import { startRows } from '../rows/rowRun';

export const getFiles: Operation = {
	name: 'Get Files',
	value: 'getFiles',
	action: 'Get files of analysis',
	description: 'List the files of an analysis, each with a link that works without an API key',
	fields: [analysisLocator],
	execute,
};

/** Gives the files of the analysis that each input item names, one item for each file. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const { id } = readParameters(context, items);
	const run = await startRows(context, items, id(analysisLocator.name, 'analysis'));
	run.settle();
	const client = await connect(context);
	for (const [row, files] of await filesOfRows(context, run, client, ({ value }) => value)) {
		run.finish(
			row,
			files.map(({ name, path, size, link: { url, expiresAt } }) => ({
				analysis_id: row.value,
				filename: name,
				filepath: path,
				size,
				download_url: url,
				expires_at: expiryText(expiresAt),
			})),
		);
	}
	return await run.output();
}
