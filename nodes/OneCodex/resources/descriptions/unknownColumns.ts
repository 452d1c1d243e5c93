import type { INodeProperties } from 'n8n-workflow';

/** What to do with columns that an operation does not know. */
export const unknownColumns: INodeProperties = {
	displayName: 'Unknown Columns',
	name: 'unknownColumns',
	type: 'options',
	options: [
		{ name: 'Ignore', value: 'ignore', description: 'Do not read them' },
		{ name: 'Hint', value: 'hint', description: 'Do not read them, and name them in a hint' },
		{ name: 'Refuse', value: 'refuse', description: 'Report all rows as rows that need fixing' },
	],
	default: 'ignore',
	description: 'What to do with columns that the node does not know, such as a title with a typo',
};
