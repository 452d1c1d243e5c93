import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { filesOfRows } from './filesOfRows';
import { analysisFiles, type AnalysisFile } from '../../api/files/analysisFiles';
import type { FileLink } from '../../api/files/fileLink';
import { connect, type Client } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import { readText } from '../../checking/values';
import type { Fault } from '../../domain/fault';
import type { Result } from '../../domain/result';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { analysisLocator } from '../descriptions/locators';
import { downloadAll, downloadFields, downloadReaders, type Download } from '../files/downloads';
import { groupBy } from '../rows/groupBy';
import { startRows } from '../rows/rowRun';

const FILE_NAME = 'fileName';

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download files of analysis',
	description: 'Download the files of an analysis into a binary field, one item for each file',
	fields: [
		analysisLocator,
		{
			displayName: 'File Name',
			name: FILE_NAME,
			type: 'string',
			default: '',
			placeholder: 'e.g. results.tsv',
			description:
				'The name or path of the only file to download, as Get Files returns it. Leave empty to download all files of the analysis.',
		},
		...downloadFields,
	],
	execute,
};

interface Wanted {
	analysisId: string;
	/** The name or the path of the only file; undefined for all. */
	fileName: string | undefined;
	field: string;
}

/** Gives the files of the analysis that each input item names; each file is downloaded once. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const { fieldOf, most } = downloadReaders(parameters);
	const run = await startRows(context, items, wantedOf(parameters, fieldOf));
	run.settle();
	const client = await connect(context);
	const found = await filesOfRows(context, run, client, ({ value }) => value.analysisId);
	const groups = groupBy(found.keys(), ({ value: { analysisId, fileName = '' } }) =>
		JSON.stringify([analysisId, fileName]),
	);
	const wanted = [...groups.values()].flatMap((rows): Array<Download<Wanted>> => {
		const [first] = rows;
		const { analysisId, fileName } = first.value;
		const all = found.get(first) ?? [];
		const chosen = all.filter(({ name, path }) => [undefined, name, path].includes(fileName));
		if (chosen.length === 0) {
			const names = all.map(({ name }) => name);
			const none = makeFault('file_name', fileName, 'no_such_file', { names });
			rows.forEach((row) => run.blame(row, none));
			return [];
		}
		const files = chosen.map((file) => ({
			name: file.name,
			most,
			given: file.link,
			link: async () => await newLink(client, analysisId, file),
			json: {
				analysis_id: analysisId,
				filename: file.name,
				filepath: file.path,
				size: file.size,
			},
		}));
		return [{ idKind: 'analysis', id: analysisId, rows, files }];
	});
	await downloadAll(context, run, client, wanted);
	run.settle();
	return await run.output();
}

/** Asks for the link to a file anew; the old one, where the file is not listed any more. */
async function newLink(
	client: Client,
	id: string,
	{ name, path, link }: AnalysisFile,
): Promise<Result<FileLink>> {
	const answer = await analysisFiles(client, id);
	if (!answer.ok) return answer;
	const found = answer.value.files.find((file) => file.name === name && file.path === path);
	return { ok: true, value: found?.link ?? link };
}

function wantedOf(
	{ id, checked }: Parameters,
	fieldOf: (item: number, faults: Fault[]) => string,
): (item: number) => ReadRow<Wanted> {
	const readAnalysis = id(analysisLocator.name, 'analysis');
	const readFileName = checked('file_name', FILE_NAME, readText);
	return (item) => {
		const { value: analysisId, faults: given, nameless } = readAnalysis(item);
		const faults = [...given];
		const fileName = readFileName(item, faults);
		return { value: { analysisId, fileName, field: fieldOf(item, faults) }, faults, nameless };
	};
}
