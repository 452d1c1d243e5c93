import type { INodeProperties } from 'n8n-workflow';

/** Fields that are shown for some operations of a resource only; their own conditions stay. */
export function showFor(
	resource: string,
	operations: string[],
	fields: INodeProperties[],
): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, resource: [resource], operation: operations },
		},
	}));
}
