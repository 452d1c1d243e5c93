import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { findSamples } from './finding/findSamples';
import { sampleKeyReader, type SampleKey } from './finding/sampleKey';
import { whyNoFile } from './sampleFile';
import { sampleLink } from '../../api/files/fileLink';
import type { AnsweredSample } from '../../api/kinds';
import { connect } from '../../api/http/request';
import { atOnce } from '../../domain/atOnce';
import { readParameters } from '../../parameters/readParameters';
import { sampleLocator } from '../descriptions/locators';
import { expiryText } from '../files/expiry';
import { groupBy } from '../rows/groupBy';
import { startRows, type ItemRow } from '../rows/rowRun';
import { OBJECT_TEXTS } from '../../wording/objectTexts';

export const getDownloadLink: Operation = {
	name: 'Get Download Link',
	value: 'getDownloadLink',
	action: 'Get download link of sample',
	description:
		'Create a link to the file of a sample, which works without an API key until it expires',
	fields: [sampleLocator],
	execute,
};

/** Gives for each input item a link to the file of the sample that it names; one for each sample. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const run = await startRows(context, items, sampleKeyReader(readParameters(context, items)));
	run.settle();
	const client = await connect(context);
	const found: Array<{ row: ItemRow<SampleKey>; sample: AnsweredSample }> = [];
	const keyOf = ({ value }: ItemRow<SampleKey>) => value;
	await findSamples(run, client, keyOf, (row, sample) => found.push({ row, sample }));
	run.settle();
	await atOnce(
		[...groupBy(found, ({ sample }) => sample.id).values()],
		async (group) => {
			const [{ sample }] = group;
			const link = await sampleLink(client, sample.id);
			for (const { row } of group) {
				if (link.ok) {
					const { url, expiresAt } = link.value;
					const { filename = null, size = null } = sample.raw;
					const expires_at = expiryText(expiresAt);
					run.finish(row, [
						{ sample_id: sample.id, filename, size, download_url: url, expires_at },
					]);
					continue;
				}
				const fault = whyNoFile(sample, link.failure.status);
				if (fault) run.blame(row, fault);
				else run.fail(row, link.failure, [OBJECT_TEXTS.noLink(sample.id)]);
			}
		},
		run.isOver,
	);
	run.settle();
	return await run.output();
}
