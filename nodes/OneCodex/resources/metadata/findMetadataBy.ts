import type { INodeProperties } from 'n8n-workflow';

import { METADATA, type AnsweredMetadata } from '../../api/kinds';
import type { Client } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import type { Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { findForRows } from '../rows/findRows';
import { metadataLocator, sampleLocator } from '../descriptions/locators';
import type { ItemRow, RowRun } from '../rows/rowRun';
import { findSamples } from '../sample/finding/findSamples';
import { sampleKeyReader, type SampleKey } from '../sample/finding/sampleKey';
import { LABELS } from '../../wording/labels';

const WAYS = ['sample', 'metadata'] as const;

/** Whose metadata is meant. */
export const findBy: INodeProperties[] = [
	{
		displayName: 'Find Metadata By',
		name: 'findBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Sample',
				value: 'sample',
				description: 'The metadata of a sample, such as one that Register returned',
			},
			{ name: 'Metadata ID', value: 'metadata', description: 'A metadata record by its own ID' },
		],
		default: 'sample',
	},
	{ ...sampleLocator, displayOptions: { show: { findBy: ['sample'] } } },
	{ ...metadataLocator, displayOptions: { show: { findBy: ['metadata'] } } },
];

/** A Metadata record by its own id, or by its sample. */
export type MetadataKey = { id: string } | { sample: SampleKey };

/**
 * Makes a reader of the Metadata record that an item names.
 * @throws NodeOperationError for a way to find it that is not known
 */
export function metadataKeyReader(parameters: Parameters): (item: number) => ReadRow<MetadataKey> {
	if (parameters.choice('findBy', LABELS.findBy, WAYS) === 'sample') {
		const read = sampleKeyReader(parameters);
		return (item) => {
			const { value: sample, ...rest } = read(item);
			return { ...rest, value: { sample } };
		};
	}
	const read = parameters.id(metadataLocator.name, 'metadata');
	return (item) => {
		const { value: id, ...rest } = read(item);
		return { ...rest, value: { id } };
	};
}

/** The id of the Metadata record of each row. Rows whose sample or record does not exist are faulty. */
export async function metadataIds<V extends { key: MetadataKey }>(
	run: RowRun<V>,
	client: Client,
): Promise<Map<ItemRow<V>, string>> {
	const ids = new Map<ItemRow<V>, string>();
	for (const row of run.rows()) if ('id' in row.value.key) ids.set(row, row.value.key.id);
	const keyOf = ({ value: { key } }: ItemRow<V>) => ('sample' in key ? key.sample : undefined);
	await findSamples(run, client, keyOf, (row, sample) => {
		if (sample.metadataId !== undefined) ids.set(row, sample.metadataId);
		else run.blame(row, makeFault('sample', sample.id, 'no_metadata'));
	});
	return ids;
}

/** Reads the Metadata records of some rows, many with one request. */
export async function readRecords<V>(
	run: RowRun<V>,
	client: Client,
	ids: Map<ItemRow<V>, string>,
): Promise<Map<ItemRow<V>, AnsweredMetadata>> {
	const records = new Map<ItemRow<V>, AnsweredMetadata>();
	const idOf = (row: ItemRow<V>) => ids.get(row) ?? '';
	const sought = { kind: METADATA, idKind: 'metadata' as const, idOf, rows: [...ids.keys()] };
	await findForRows(run, client, sought, (row, record) => records.set(row, record));
	return records;
}
