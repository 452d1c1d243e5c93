import { JOBS } from '../../api/analyses';
import { listMethod } from './searchList';

/** Jobs, or those with a text in their name. What their list can be filtered by is not documented. */
export const searchJobs = listMethod({
	kind: JOBS,
	fields: ['name'],
	fieldOf: ({ raw }, field) => (field === 'name' ? raw.name : undefined),
	canBeSearched: false,
	toEntry: ({ id, raw }) => ({ name: raw.name ?? id, value: id }),
});
