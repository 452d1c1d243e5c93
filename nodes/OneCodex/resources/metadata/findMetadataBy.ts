import type { INodeProperties } from 'n8n-workflow';

import { METADATA, SAMPLES, type AnsweredMetadata } from '../../api/kinds';
import type { Client } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import type { Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { findForRows } from '../rows/findRows';
import { metadataLocator, sampleLocator } from '../descriptions/locators';
import type { ItemRow, RowRun } from '../rows/rowRun';
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

/** A Metadata record by its own id, or by that of its sample. */
export interface MetadataKey {
	by: (typeof WAYS)[number];
	id: string;
}

/**
 * Makes a reader of the Metadata record that an item names.
 * @throws NodeOperationError for a way to find it that is not known
 */
export function metadataKeyReader(parameters: Parameters): (item: number) => ReadRow<MetadataKey> {
	const by = parameters.choice('findBy', LABELS.findBy, WAYS);
	const read =
		by === 'sample'
			? parameters.id(sampleLocator.name, 'sample')
			: parameters.id(metadataLocator.name, 'metadata');
	return (item) => {
		const { value: id, ...rest } = read(item);
		return { ...rest, value: { by, id } };
	};
}

/** The id of the Metadata record of each row. Rows whose sample or record does not exist are faulty. */
export async function metadataIds<V extends { key: MetadataKey }>(
	run: RowRun<V>,
	client: Client,
): Promise<Map<ItemRow<V>, string>> {
	const ids = new Map<ItemRow<V>, string>();
	const rows = run.rows();
	if (rows[0]?.value.key.by === 'metadata') {
		for (const row of rows) ids.set(row, row.value.key.id);
		return ids;
	}
	const idOf = ({ value }: ItemRow<V>) => value.key.id;
	await findForRows(run, client, { kind: SAMPLES, idKind: 'sample', idOf }, (row, sample) => {
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
