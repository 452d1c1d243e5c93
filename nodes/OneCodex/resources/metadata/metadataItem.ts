import type { IDataObject } from 'n8n-workflow';

import type { AnsweredMetadata } from '../../api/kinds';
import { referredId } from '../../api/references';
import { METADATA_FIELDS, METADATA_TABLE } from '../../domain/metadataFields';

const SIMPLE_FIELDS = METADATA_FIELDS.filter((field) => 'inSimple' in METADATA_TABLE[field]);

/** A Metadata record as an item: if `simple`, its most used fields, with the id of its sample. */
export function metadataItem(
	{ id, raw, given = raw }: AnsweredMetadata,
	simple: boolean,
): IDataObject {
	if (!simple) return given as IDataObject;
	const fields = SIMPLE_FIELDS.map((field) => [field, given[field] ?? null] as const);
	return {
		metadata_id: id,
		sample_id: referredId(raw.sample) ?? null,
		...Object.fromEntries(fields),
	};
}
