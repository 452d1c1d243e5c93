import type { INodeProperties } from 'n8n-workflow';

import { simpleFields, simplify, simplifyForms } from './simplify';
import type { Operation, Resource } from '../operation';

/**
 * The properties of a node: the drop-downs 'Resource' and 'Operation', and the fields of all operations,
 * each shown where its operation is chosen.
 */
export function propertiesOf(
	resources: Resource[],
	{ value: initial }: Resource,
): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: initial,
		},
		...resources.flatMap((resource) => [operationSelector(resource), ...fieldsOf(resource)]),
	];
}

function operationSelector({
	value,
	operations,
	defaultOperation: { value: initial },
}: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map((operation) => ({
			name: operation.name,
			value: operation.value,
			action: operation.action,
			description: operation.description,
		})),
		default: initial,
	};
}

/**
 * The fields of all operations of a resource. A field that operations share becomes one property, as long as
 * each operation keeps the order of its fields.
 */
function fieldsOf({ value: resource, operations }: Resource): INodeProperties[] {
	const shown: Array<{ field: INodeProperties; by: Operation[] }> = [];
	for (const operation of operations) {
		let next = 0;
		for (const field of operation.fields) {
			const shared = shown.findIndex((one, place) => place >= next && one.field === field);
			if (shared >= 0) shown[shared]?.by.push(operation);
			else shown.push({ field, by: [operation] });
			next = (shared >= 0 ? shared : shown.length - 1) + 1;
		}
	}
	return shown.flatMap(({ field, by }) =>
		field.name === simplify.name
			? by.flatMap((operation) => {
					const names = simpleFields(resource, operation.value);
					const forms = names ? simplifyForms(field, names) : [field];
					return forms.map((form) => shownWhere(form, resource, [operation]));
				})
			: [shownWhere(field, resource, by)],
	);
}

function shownWhere(field: INodeProperties, resource: string, by: Operation[]): INodeProperties {
	const operation = by.map(({ value }) => value);
	const show = { ...field.displayOptions?.show, resource: [resource], operation };
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}
