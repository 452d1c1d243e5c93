import { download } from './download.operation';
import { get } from './get.operation';
import { getFiles } from './getFiles.operation';
import { getMany } from './getMany.operation';
import { getResults } from './getResults.operation';
import { runJob } from './run.operation';
import type { Resource } from '../operation';

export const analysis: Resource = {
	name: 'Analysis',
	value: 'analysis',
	operations: [download, get, getFiles, getMany, getResults, runJob],
	defaultOperation: get,
};
