import type { INodeProperties } from 'n8n-workflow';

import { tubeFields } from './fields';
import * as get from './get.operation';
import * as getMany from './getMany.operation';
import * as getSamples from './getSamples.operation';
import { options } from './options';
import * as register from './register.operation';
import * as validate from './validate.operation';
import type { Operation } from '../operation';
import { showFor } from '../descriptions/show';
import { simplify } from '../descriptions/simplify';

const RESOURCE = 'sequencingBatch';

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
			action: 'Get a sequencing batch',
			description: 'Get a batch with its status',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many sequencing batches',
			description: 'List many batches, with or without filters',
		},
		{
			name: 'Get Samples',
			value: 'getSamples',
			action: 'Get the samples of a sequencing batch',
			description: 'Get the tubes of a batch, each with its sample',
		},
		{
			name: 'Register',
			value: 'register',
			action: 'Register a sequencing batch',
			description: 'Register tubes with One Codex before they are shipped to the lab',
		},
		{
			name: 'Validate',
			value: 'validate',
			action: 'Validate a sequencing batch',
			description: 'Check tubes as Register does, without sending anything',
		},
	],
	default: 'register',
};

/** The fields of all operations on sequencing batches, in the order in which the editor shows them. */
export const description: INodeProperties[] = [
	operation,
	...showFor(RESOURCE, ['get'], get.fields),
	...showFor(RESOURCE, ['getAll'], getMany.fields),
	...showFor(RESOURCE, ['getSamples'], getSamples.fields),
	// Validate checks just what Register would send, so the two share these fields.
	...showFor(RESOURCE, ['register', 'validate'], tubeFields),
	...showFor(RESOURCE, ['register'], [simplify]),
	...showFor(RESOURCE, ['register', 'validate'], [options]),
];

export const operations: Record<string, Operation> = {
	get: get.execute,
	getAll: getMany.execute,
	getSamples: getSamples.execute,
	register: register.execute,
	validate: validate.execute,
};
