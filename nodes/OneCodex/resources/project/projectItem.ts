import type { IDataObject } from 'n8n-workflow';

import { nameOfProject, type AnsweredProject } from '../../api/kinds';

/** A project as an item: if `simple`, its most used fields. */
export function projectItem(
	{ id, raw, given = raw }: AnsweredProject,
	simple: boolean,
): IDataObject {
	if (!simple) return given as IDataObject;
	return {
		project_id: id,
		project_name: nameOfProject(raw),
		short_name: raw.project_name ?? null,
		description: raw.description ?? null,
		external_id: raw.external_id ?? null,
		permissions: raw.permissions ?? null,
		public: raw.public ?? null,
	};
}
