import { download } from './download.operation';
import { get } from './get.operation';
import { getDownloadLink } from './getDownloadLink.operation';
import { getMany } from './getMany.operation';
import { getResults } from './getResults.operation';
import { update } from './update.operation';
import type { Resource } from '../operation';

export const sample: Resource = {
	name: 'Sample',
	value: 'sample',
	operations: [download, get, getDownloadLink, getMany, getResults, update],
	defaultOperation: get,
};
