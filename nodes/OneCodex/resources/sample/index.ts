import type { INodeProperties } from 'n8n-workflow';

import * as get from './get.operation';
import * as getMany from './getMany.operation';
import * as getResults from './getResults.operation';
import * as update from './update.operation';
import type { Operation } from '../operation';
import { showFor } from '../descriptions/show';

const RESOURCE = 'sample';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [RESOURCE] } },
	options: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a sample',
			description: 'Get a sample with its status',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many samples',
			description: 'List many samples, with or without filters',
		},
		{
			name: 'Get Results',
			value: 'getResults',
			action: 'Get the results of a sample',
			description: 'Get which taxa were found in a sample, and how many of each',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update a sample',
			description: 'Change the project and the tags of a sample',
		},
	],
	default: 'get',
};

/** The fields of all operations on samples, in the order in which the editor shows them. */
export const description: INodeProperties[] = [
	operation,
	...showFor(RESOURCE, ['get'], get.fields),
	...showFor(RESOURCE, ['getAll'], getMany.fields),
	...showFor(RESOURCE, ['getResults'], getResults.fields),
	...showFor(RESOURCE, ['update'], update.fields),
];

export const operations: Record<string, Operation> = {
	get: get.execute,
	getAll: getMany.execute,
	getResults: getResults.execute,
	update: update.execute,
};
