import type { INodeProperties } from 'n8n-workflow';

/** The options of an operation, none of which is set at first. */
export const optionsField = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});
