import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { getResults } from './getResults.operation';
import { update } from './update.operation';
import type { Resource } from '../operation';

export const sample: Resource = {
	name: 'Sample',
	value: 'sample',
	operations: [get, getMany, getResults, update],
	defaultOperation: get,
};
