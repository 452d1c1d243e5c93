import type { IBinaryData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { download, type FileToGet } from '../../api/files/download';
import type { Client } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import { readText } from '../../checking/values';
import { atOnce } from '../../domain/atOnce';
import type { Fault } from '../../domain/fault';
import type { IdKind } from '../../domain/ids';
import type { Parameters } from '../../parameters/readParameters';
import type { ItemRow, RowRun } from '../rows/rowRun';
import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';
import { LABELS } from '../../wording/labels';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { optionsField } from '../descriptions/optionsField';

const DEFAULT_FIELD = 'data';
const DEFAULT_MB = 500;
const MOST_MB = 1_000_000;
const MB = 1_000_000;

/** How many files are on their way at a time: they share one line, and each has a connection. */
const FILES_AT_ONCE = 4;

/** The parameters of an operation that downloads, after those that name the files. */
export const downloadFields: INodeProperties[] = [
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: DEFAULT_FIELD,
		required: true,
		hint: 'The name of the output binary field to put the file in',
	},
	optionsField([
		{
			displayName: 'Max Size (MB)',
			name: 'maxSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_MB },
			default: DEFAULT_MB,
			description:
				'If a file is larger, its row needs fixing and returns no file. n8n writes a file to its disk as it arrives, unless it is set to keep binary data in memory or in its database.',
		},
	]),
];

/** Makes the readers of {@link downloadFields}: of the field of an item, and of the most bytes of a file. */
export function downloadReaders({ checked, wholeNumber }: Parameters) {
	const field = checked('binary_field', 'binaryPropertyName', readText);
	return {
		fieldOf: (item: number, faults: Fault[]): string => field(item, faults) ?? DEFAULT_FIELD,
		most: MB * wholeNumber('options.maxSize', LABELS.maxSize, MOST_MB, DEFAULT_MB),
	};
}

/** What an object has of files, and the rows that want them. */
export interface Download<V> {
	idKind: IdKind;
	id: string;
	rows: Array<ItemRow<V>>;
	/** Each file, and the item that it comes with. */
	files: Array<FileToGet & { json: IDataObject }>;
	/** Says why there is no file, where a call to One Codex failed for that. */
	faultOf?(failure: { status?: number }): Fault | undefined;
}

/** Downloads the files of objects and finishes the rows with them. A hint names those that n8n unpacked. */
export async function downloadAll<V extends { field: string }>(
	context: IExecuteFunctions,
	run: RowRun<V>,
	client: Client,
	wanted: Array<Download<V>>,
): Promise<void> {
	const unpacked = new Set<string>();
	const get = async (file: FileToGet) => {
		const done = await download(context, client, file);
		if (done.ok && done.value?.isUnpacked) unpacked.add(file.name);
		return done;
	};
	await atOnce(wanted, async (one) => await downloadFor(run, get, one), run.isOver, {
		most: FILES_AT_ONCE,
	});
	if (unpacked.size > 0) showHint(context, HINTS.unpacked([...unpacked]));
}

/** Downloads the files of an object, one after the other, and finishes its rows with them. */
async function downloadFor<V extends { field: string }>(
	run: RowRun<V>,
	get: (file: FileToGet) => ReturnType<typeof download>,
	{ idKind, id, rows, files, faultOf }: Download<V>,
): Promise<void> {
	const stored: IBinaryData[] = [];
	for (const file of files) {
		const { name, most } = file;
		const done = await get(file);
		const tooLarge = () => makeFault(idKind, id, 'file_too_large', { name, mb: most / MB });
		for (const row of rows) {
			if (done.ok && !done.value) run.blame(row, tooLarge());
			if (done.ok) continue;
			const fault = done.failure.store === undefined ? faultOf?.(done.failure) : undefined;
			if (fault) run.blame(row, fault);
			else run.fail(row, done.failure, [OBJECT_TEXTS.notDownloaded(name, idKind, id)]);
		}
		if (!done.ok || !done.value) return;
		stored.push(done.value.binary);
	}
	for (const row of rows) {
		run.finish(
			row,
			files.map(({ json }) => json),
			stored.map((file) => ({ [row.value.field]: file })),
		);
	}
}
