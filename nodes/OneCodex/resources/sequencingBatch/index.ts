import type { INodeProperties } from 'n8n-workflow';

import { tubeFields } from './fields';
import { options } from './options';
import * as register from './register.operation';
import * as validate from './validate.operation';
import type { Operation } from '../operation';
import { showFor } from '../show';

const RESOURCE = 'sequencingBatch';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [RESOURCE] } },
	options: [
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
	// Validate checks just what Register would send, so the two share these fields.
	...showFor(RESOURCE, ['register', 'validate'], tubeFields),
	...showFor(RESOURCE, ['register'], register.fields),
	...showFor(RESOURCE, ['register', 'validate'], [options]),
];

export const operations: Record<string, Operation> = {
	register: register.execute,
	validate: validate.execute,
};
