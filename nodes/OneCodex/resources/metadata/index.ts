import { get } from './get.operation';
import { update } from './update.operation';
import type { Resource } from '../operation';

export const metadata: Resource = {
	name: 'Metadata',
	value: 'metadata',
	operations: [get, update],
	defaultOperation: get,
};
