import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { RESOURCES } from '../../nodes/OneCodex/resources';

// n8n's linter checks the order only where a list is written out, and these are derived.
const { properties } = new OneCodex().description;
const isDerived = ({ name, type }: INodeProperties) =>
	['resource', 'operation'].includes(name) || type === 'collection';
const lists = properties.filter(isDerived).map(({ displayName, displayOptions, options = [] }) => {
	const labels = (options as Array<INodeProperties | INodePropertyOptions>).map((option) =>
		'displayName' in option ? option.displayName : option.name,
	);
	return { name: `${displayName} ${JSON.stringify(displayOptions?.show ?? {})}`, labels };
});

test('each resource has its list of operations', () => {
	const operations = lists.filter(({ name }) => name.startsWith('Operation'));
	expect(operations.map(({ labels }) => labels)).toEqual(
		RESOURCES.map((resource) => resource.operations.map(({ name }) => name)),
	);
});

test.each(lists)('the options of $name are sorted', ({ labels }) => {
	expect(labels.length).toBeGreaterThan(0);
	expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
});

test.each(RESOURCES)('no two operations of $name have the same value', ({ operations }) => {
	const values = operations.map(({ value }) => value);
	expect(new Set(values).size).toBe(values.length);
});
