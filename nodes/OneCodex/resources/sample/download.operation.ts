import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { findSamples } from './finding/findSamples';
import { sampleKeyReader, type SampleKey } from './finding/sampleKey';
import { fileNameOf, whyNoFile } from './sampleFile';
import { sampleLink } from '../../api/files/fileLink';
import type { AnsweredSample } from '../../api/kinds';
import { connect } from '../../api/http/request';
import type { Fault } from '../../domain/fault';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { sampleLocator } from '../descriptions/locators';
import { downloadAll, downloadFields, downloadReaders, type Download } from '../files/downloads';
import { groupBy } from '../rows/groupBy';
import { startRows, type ItemRow } from '../rows/rowRun';

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download file of sample',
	description: 'Download the file of a sample into a binary field',
	fields: [sampleLocator, ...downloadFields],
	execute,
};

interface Wanted {
	sample: SampleKey;
	/** The binary field that the file goes into. */
	field: string;
}

/** Gives for each input item the file of the sample that it names; each file is downloaded once. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const { fieldOf, most } = downloadReaders(parameters);
	const run = await startRows(context, items, wantedOf(parameters, fieldOf));
	run.settle();
	const client = await connect(context);
	const found: Array<{ row: ItemRow<Wanted>; sample: AnsweredSample }> = [];
	const keyOf = ({ value }: ItemRow<Wanted>) => value.sample;
	await findSamples(run, client, keyOf, (row, sample) => found.push({ row, sample }));
	run.settle();
	const groups = [...groupBy(found, ({ sample }) => sample.id).values()];
	const wanted = groups.map((group): Download<Wanted> => {
		const [{ sample }] = group;
		const { id } = sample;
		const name = fileNameOf(sample);
		const json = { sample_id: id, filename: name, size: sample.raw.size ?? null };
		const link = async () => await sampleLink(client, id);
		return {
			idKind: 'sample',
			id,
			rows: group.map(({ row }) => row),
			files: [{ name, most, link, json }],
			faultOf: ({ status }) => whyNoFile(sample, status),
		};
	});
	await downloadAll(context, run, client, wanted);
	run.settle();
	return await run.output();
}

function wantedOf(parameters: Parameters, fieldOf: (item: number, faults: Fault[]) => string) {
	const readSample = sampleKeyReader(parameters);
	return (item: number): ReadRow<Wanted> => {
		const { value: sample, faults: given, nameless } = readSample(item);
		const faults = [...given];
		return { value: { sample, field: fieldOf(item, faults) }, faults, nameless };
	};
}
