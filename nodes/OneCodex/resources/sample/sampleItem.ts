import type { IDataObject } from 'n8n-workflow';

import type { AnsweredSample } from '../../api/kinds';
import { referredId } from '../../api/references';

/** A Sample as an item, with the ids of what it refers to. */
export function sampleItem(sample: AnsweredSample, simple: boolean): IDataObject {
	const { id, raw, metadataId, classificationId } = sample;
	const given = (sample.given ?? raw) as IDataObject;
	if (!simple) return given;
	return {
		sample_id: id,
		sample_status: given.status ?? null,
		filename: given.filename ?? null,
		size: given.size ?? null,
		error_msg: given.error_msg ?? null,
		project_id: referredId(raw.project) ?? null,
		tag_ids: (raw.tags ?? []).flatMap((tag) => referredId(tag) ?? []),
		metadata_id: metadataId ?? null,
		primary_classification_id: classificationId ?? null,
		sample_created_at: given.created_at ?? null,
	};
}
