import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { metadataFields } from './fields';
import {
	findBy,
	metadataIds,
	metadataKeyReader,
	readRecords,
	type MetadataKey,
} from './findMetadataBy';
import { metadataItem } from './metadataItem';
import { hasOddCustom, METADATA, type AnsweredMetadata } from '../../api/kinds';
import { connect } from '../../api/request';
import { makeFault } from '../../checking/problems';
import type { ReadRow } from '../../mapping/itemRow';
import { idColumn } from '../../mapping/idParameter';
import { isAboutSample, metadataRowReader } from '../../mapping/metadataCells';
import { changeReader, isNoChange, patchBody, type MetadataChange } from '../../metadata/patch';
import { metadataLocator, sampleLocator } from '../locators';
import { startRows, type Row } from '../rowRun';
import { settingsReader } from '../settings';
import { simplify } from '../simplify';
import { updateRows, type RowTarget } from '../updateRows';

export const fields: INodeProperties[] = [...findBy, ...metadataFields, simplify];

interface Wanted {
	key: MetadataKey;
	change: MetadataChange;
}

/** Writes the cells of each input item to the Metadata record that it names. */
export async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const simple = settingsReader(context, items).isOn('simple', 'Simplify', true);
	const run = startRows(context, items, wantedOf(context, items));
	run.settle();

	const client = await connect(context);
	const ids = await metadataIds(run, client);
	run.settle();
	// Custom values are replaced all at once, so those that stand have to be known; and a row that changes
	// nothing gives its record as it is.
	const toRead = [...ids].filter(([{ value }]) => isNoChange(value.change) || hasCustom(value));
	const records = await readRecords(run, client, new Map(toRead));
	for (const [row, record] of records) {
		if (hasCustom(row.value) && hasOddCustom(record)) run.blame(row, oddCustom(record));
	}
	run.settle();

	const byId = new Map([...records].map(([row, record]) => [ids.get(row) ?? '', record]));
	const targets = run.rows().map((row): RowTarget<AnsweredMetadata, Wanted> => {
		const id = ids.get(row) ?? '';
		return { row, id, current: byId.get(id) };
	});
	const changes = targets.filter(({ row }) => !isNoChange(row.value.change));
	const about = await updateRows(run, client, changes, {
		kind: METADATA,
		idKind: 'metadata',
		noun: 'metadata',
		bodyOf: (row: Row<Wanted>, current) => patchBody(row.value.change, current?.raw.custom),
		// An answer need not tell the custom values, and the next row of the record builds on them.
		after: ({ id, raw }, { custom }, before) => {
			const record = { id, raw: { ...raw, custom: raw.custom ?? custom ?? before?.raw.custom } };
			byId.set(id, record);
			return record;
		},
		toJson: (record) => metadataItem(record, simple),
	});
	run.settle(about);
	// Another row may have changed the record of one that changes nothing.
	for (const { row, id } of targets) {
		const record = byId.get(id);
		if (record && isNoChange(row.value.change)) run.finish(row, [metadataItem(record, simple)]);
	}
	return run.output();
}

const oddCustom = ({ given }: AnsweredMetadata) =>
	makeFault(
		'custom',
		given?.custom,
		'stands in the record, and is no object that values can be added to',
		'Take the custom values out of the row, or ask One Codex',
	);

const hasCustom = ({ change }: Wanted) => change.custom.size > 0;

function wantedOf(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const { isOn } = settingsReader(context, items);
	const clearEmpty = isOn('options.clearEmpty', 'Clear Empty', false);
	const othersToCustom = isOn('options.othersToCustom', 'Put Other Columns in Custom', false);
	const readKey = metadataKeyReader(context, items);
	const idColumns = [sampleLocator, metadataLocator].map(({ name }) => idColumn(context, name));
	const readRow = metadataRowReader(
		context,
		items,
		(title) => othersToCustom && isAboutSample(title) && !idColumns.includes(title),
	);
	const readChange = changeReader({ clearEmpty, zone: context.getTimezone() });
	return (item: number): ReadRow<Wanted> => {
		const { value: key, faults: keyFaults, nameless } = readKey(item);
		const faults = [...keyFaults];
		const change = readChange(readRow(item, faults));
		return { value: { key, change }, faults: [...faults, ...change.faults], nameless };
	};
}
