import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';

const { properties } = new OneCodex().description;

/**
 * The parameter of an operation that has a name, as a step of a workflow shows it; an error where there is none,
 * or more than one.
 */
export function parameter(resource: string, operation: string, name: string): INodeProperties {
	const found = properties.filter(({ name: own, displayOptions }) => {
		const { resource: resources, operation: operations, ...show } = displayOptions?.show ?? {};
		const isForTools = '@tool' in show;
		return (
			own === name &&
			!isForTools &&
			resources?.includes(resource) &&
			operations?.includes(operation)
		);
	});
	const where = `${resource}: ${operation}`;
	if (found.length !== 1 || !found[0])
		throw new Error(`${found.length} parameters ${name} of ${where}`);
	return found[0];
}

/** A parameter within a collection of an operation, such as a filter or an option. */
export function parameterWithin(
	resource: string,
	operation: string,
	collection: string,
	name: string,
): INodeProperties {
	const within = parameter(resource, operation, collection).options as INodeProperties[];
	const found = within.find((one) => one.name === name);
	if (!found) throw new Error(`There is no ${name} in ${collection}`);
	return found;
}

/** The values of a drop-down. */
export const valuesOf = (options: INodeProperties['options']) =>
	(options as INodePropertyOptions[] | undefined)?.map(({ value }) => value);
