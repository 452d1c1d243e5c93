import { create } from './create.operation';
import { getMany } from './getMany.operation';
import type { Resource } from '../operation';

export const project: Resource = {
	name: 'Project',
	value: 'project',
	operations: [create, getMany],
	defaultOperation: getMany,
};
