import type { IDataObject } from 'n8n-workflow';

import type { AnsweredSample } from '../../api/kinds';
import { referredId } from '../../api/references';

/** A Sample as an item, with the ids of what it refers to. */
export function sampleItem(sample: AnsweredSample, simple: boolean): IDataObject {
	const { id, raw, metadataId, classificationId } = sample;
	if (!simple) return raw as IDataObject;
	return {
		sample_id: id,
		sample_status: raw.status ?? null,
		filename: raw.filename ?? null,
		size: raw.size ?? null,
		error_msg: raw.error_msg ?? null,
		project_id: referredId(raw.project) ?? null,
		tag_ids: (raw.tags ?? []).flatMap((tag) => referredId(tag) ?? []),
		metadata_id: metadataId ?? null,
		primary_classification_id: classificationId ?? null,
		sample_created_at: raw.created_at ?? null,
	};
}
