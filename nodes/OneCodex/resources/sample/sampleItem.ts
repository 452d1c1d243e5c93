import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { EMBEDDED_NAMES, readNames, type Names } from './names';
import type { AnsweredSample } from '../../api/kinds';
import { referredId } from '../../api/references';
import { connect } from '../../api/http/request';

/**
 * A Sample as an item: if `simple`, its 10 most used fields, with the names of its project and its tags.
 * @param names the names of its project and its tags; those that its answer holds, if not given
 */
export function sampleItem(
	sample: AnsweredSample,
	simple: boolean,
	names: Names = EMBEDDED_NAMES,
): IDataObject {
	const { id, raw, metadataId, classificationId } = sample;
	const given = (sample.given ?? raw) as IDataObject;
	if (!simple) return given;
	return {
		sample_id: id,
		sample_status: given.status ?? null,
		filename: given.filename ?? null,
		error_msg: given.error_msg ?? null,
		project_id: referredId(raw.project) ?? null,
		project_name: names.project(raw.project),
		tag_names: (raw.tags ?? []).map((tag) => names.tag(tag)),
		metadata_id: metadataId ?? null,
		primary_classification_id: classificationId ?? null,
		sample_created_at: given.created_at ?? null,
	};
}

/** Makes items of samples whose names are read for all of them at once, when all are made. */
export function namedItems() {
	const made: Array<{ sample: AnsweredSample; item: IDataObject }> = [];
	return {
		/** As {@link sampleItem}, for now with the names that the answer holds. */
		toJson: (sample: AnsweredSample, simple: boolean): IDataObject => {
			const item = sampleItem(sample, simple);
			if (simple) made.push({ sample, item });
			return item;
		},
		/** Puts the names into the items, after the run went well; asks for nothing that is known. */
		addNames: async (context: IExecuteFunctions): Promise<void> => {
			const unnamed = made.filter(({ item }) => lacksName(item));
			if (unnamed.length === 0) return;
			const client = await connect(context);
			const names = await readNames(
				client,
				unnamed.map(({ sample }) => sample),
			);
			for (const { sample, item } of unnamed) Object.assign(item, sampleItem(sample, true, names));
		},
	};
}

const lacksName = ({ project_id, project_name, tag_names }: IDataObject): boolean =>
	(project_id !== null && project_name === null) || (tag_names as unknown[]).includes(null);
