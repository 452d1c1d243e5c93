import type { INodeProperties } from 'n8n-workflow';

import * as get from './get.operation';
import * as update from './update.operation';
import type { Operation } from '../operation';
import { showFor } from '../descriptions/show';

const RESOURCE = 'metadata';

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
			action: 'Get the metadata of a sample',
			description: 'Get what is known about where a sample comes from',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update the metadata of a sample',
			description: 'Write columns of a sheet to the metadata of samples',
		},
	],
	default: 'get',
};

/** The fields of all operations on metadata, in the order in which the editor shows them. */
export const description: INodeProperties[] = [
	operation,
	...showFor(RESOURCE, ['get'], get.fields),
	...showFor(RESOURCE, ['update'], update.fields),
];

export const operations: Record<string, Operation> = {
	get: get.execute,
	update: update.execute,
};
