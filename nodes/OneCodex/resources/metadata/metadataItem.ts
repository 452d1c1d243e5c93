import type { IDataObject } from 'n8n-workflow';

import type { AnsweredMetadata } from '../../api/kinds';
import { referredId } from '../../api/references';
import { METADATA_FIELDS } from '../../domain/metadataFields';

/** A Metadata record as an item, with the id of its sample. */
export function metadataItem(
	{ id, raw, given = raw }: AnsweredMetadata,
	simple: boolean,
): IDataObject {
	if (!simple) return given as IDataObject;
	const fields = METADATA_FIELDS.map((field) => [field, given[field] ?? null] as const);
	return {
		metadata_id: id,
		sample_id: referredId(raw.sample) ?? null,
		...Object.fromEntries(fields),
	};
}
