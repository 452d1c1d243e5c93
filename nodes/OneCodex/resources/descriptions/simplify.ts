import type { INodeProperties } from 'n8n-workflow';

/** Whether the answer is to be made simple; the same in every operation that reads from One Codex. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
