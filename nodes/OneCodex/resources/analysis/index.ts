import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { runJob } from './run.operation';
import type { Resource } from '../operation';

export const analysis: Resource = {
	name: 'Analysis',
	value: 'analysis',
	operations: [get, getMany, runJob],
	defaultOperation: get,
};
