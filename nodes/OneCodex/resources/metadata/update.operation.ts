import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { metadataFields } from './fields';
import { findBy, metadataIds, metadataKeyReader, type MetadataKey } from './findMetadataBy';
import { metadataItem } from './metadataItem';
import { hasOddCustom, METADATA, type AnsweredMetadata } from '../../api/kinds';
import { connect } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import type { ReadRow } from '../../parameters/readRow';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import { metadataRowReader } from '../../mapping/metadataCells';
import { lostCustom } from '../../metadata/custom';
import { changeReader, isNoChange, patchBody, type MetadataChange } from '../../metadata/patch';
import { metadataLocator, sampleLocator } from '../descriptions/locators';
import { startRows } from '../rows/rowRun';
import { updateRows } from '../rows/updateRows';
import { LABELS } from '../../wording/labels';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update metadata',
	description: 'Write columns of your sheet to the metadata of samples',
	fields: [...findBy, ...metadataFields],
	execute,
};

interface UpdateOfRecord {
	key: MetadataKey;
	change: MetadataChange;
}

/** Writes the cells of each input item to the Metadata record that it names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const run = await startRows(context, items, updateOf(context, items, parameters));
	run.settle();

	const client = await connect(context);
	const ids = await metadataIds(run, client);
	run.settle();
	const targets = [...ids].map(([row, id]) => ({ row, id }));
	const about = await updateRows(run, client, targets, {
		kind: METADATA,
		idKind: 'metadata',
		noun: 'metadata',
		// Custom values may be replaced all at once, so the present ones have to be known; and a row that
		// changes nothing gives its record as it is.
		buildsOn: ({ value: { change } }) => isNoChange(change) || change.custom.size > 0,
		faultIn: ({ value: { change } }, record) =>
			change.custom.size > 0 && hasOddCustom(record) ? oddCustom(record) : undefined,
		bodyOf: ({ value: { change } }, current) => patchBody(change, current?.raw.custom),
		// An answer need not have the custom values, and the next row of the record builds on them.
		after: ({ id, raw }, { custom }, before) => ({
			id,
			raw: { ...raw, custom: raw.custom ?? custom ?? before?.raw.custom },
		}),
		lossIn: ({ raw }, sent) => lostCustom(raw.custom, sent.custom),
		toJson: (record) => metadataItem(record, simple),
	});
	run.settle(about);
	return await run.output();
}

const oddCustom = ({ given }: AnsweredMetadata) =>
	makeFault('custom', given?.custom, 'custom_unreadable');

function updateOf(context: IExecuteFunctions, items: INodeExecutionData[], parameters: Parameters) {
	const clearEmpty = parameters.isOn('options.clearEmpty', LABELS.clearEmpty, false);
	const othersToCustom = parameters.isOn('options.othersToCustom', LABELS.putInCustom, false);
	const readKey = metadataKeyReader(parameters);
	const idColumns = [sampleLocator, metadataLocator].map(({ name }) =>
		parameters.column(`${name}.value`),
	);
	const readRow = metadataRowReader(context, items, parameters, {
		toCustom: othersToCustom,
		idColumns,
	});
	const readChange = changeReader({ clearEmpty, zone: context.getTimezone() });
	return (item: number): ReadRow<UpdateOfRecord> => {
		const { value: key, faults: keyFaults, nameless } = readKey(item);
		const faults = [...keyFaults];
		const change = readChange(readRow(item, faults));
		return { value: { key, change }, faults: [...faults, ...change.faults], nameless };
	};
}
