import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import {
	METADATA_FIELDS,
	METADATA_TABLE,
	type MetadataEntry,
} from '../../nodes/OneCodex/domain/metadataFields';
import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { OneCodexEventTrigger } from '../../nodes/OneCodexEventTrigger/OneCodexEventTrigger.node';
import { OneCodexTrigger } from '../../nodes/OneCodexTrigger/OneCodexTrigger.node';

const pageAt = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');
const readme = pageAt('README.md');
const documentation = readdirSync(join(__dirname, '../../docs'))
	.filter((file) => file.endsWith('.md'))
	.map((file) => pageAt(join('docs', file)))
	.join('\n');

test('the README is short', () => {
	expect(readme.split(/\s+/).length).toBeLessThanOrEqual(1_500);
	expect(readme.split('\n').length).toBeLessThanOrEqual(150);
});

const nodes: INodeType[] = [new OneCodex(), new OneCodexTrigger(), new OneCodexEventTrigger()];
const properties = nodes.flatMap(({ description }) => description.properties);
const isCollection = ({ type }: INodeProperties) => type === 'collection';

test('the documentation has every parameter and option', () => {
	const options = properties
		.filter(isCollection)
		.flatMap((collection) => (collection.options ?? []) as INodeProperties[]);
	const fields = [...properties, ...options].filter(
		(property) => !isCollection(property) && property.type !== 'notice',
	);
	const names = new Set(fields.map(({ displayName }) => displayName));
	// These are in the table of operations.
	['Resource', 'Operation', 'Event'].forEach((name) => names.delete(name));
	expect(names.size).toBeGreaterThan(30);
	expect([...names].filter((name) => !documentation.includes(`**${name}**`))).toEqual([]);
});

/** The choices of a drop-down; of the one that a resource shows, where one is given. */
const choicesOf = ({ description }: INodeType, name: string, resource?: string) =>
	description.properties
		.filter(({ displayOptions }) => !resource || displayOptions?.show?.resource?.includes(resource))
		.filter((property) => property.name === name)
		.flatMap(({ options }) => (options ?? []) as INodePropertyOptions[]);

const namesOf = (choices: INodePropertyOptions[]) => choices.map(({ name }) => name).sort();

test('the table of nodes has each resource, operation and event, and no other', () => {
	const expected = nodes.flatMap((node) => {
		const { displayName } = node.description;
		const resources = choicesOf(node, 'resource').map(({ name, value }) => [
			`**${displayName}**`,
			name,
			namesOf(choicesOf(node, 'operation', String(value))),
		]);
		const events = namesOf([...choicesOf(node, 'event'), ...choicesOf(node, 'events')]);
		return resources.length > 0 ? resources : [[`**${displayName}**`, '', events]];
	});
	const table = readme.split('\n| Node |')[1]?.split('\n\n')[0] ?? '';
	const rows = table.split('\n').filter((line) => line.startsWith('| '));
	let node = '';
	const documented = rows.map((line) => {
		const [, first, resource, names = ''] = line.split('|').map((cell) => cell.trim());
		// A node is named in the first of its rows only.
		node = first || node;
		return [
			node,
			resource,
			names
				.replace(/ \(.*\)$/, '')
				.split(', ')
				.sort(),
		];
	});
	expect(documented).toHaveLength(expected.length);
	expect(documented).toEqual(expect.arrayContaining(expected));
});

test('the page of metadata has each field with its titles and limits', () => {
	const section = pageAt('docs/samples-and-metadata.md').split('## Metadata')[1] ?? '';
	const rows = section.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
	const said = METADATA_FIELDS.map((field) => {
		const { label, ...entry }: MetadataEntry = METADATA_TABLE[field];
		const row = rows.find(([, labels]) => labels?.split(', ').includes(label)) ?? [];
		const limits = [
			...('most' in entry && entry.most ? [`at most ${entry.most} characters`] : []),
			...('limits' in entry ? [`from ${entry.limits.join(' to ')}`] : []),
		];
		const columns = row[2]?.split(/[,;] /) ?? [];
		const lacking = [label, ...(entry.titles ?? [])].filter((title) => !columns.includes(title));
		return [label, ...lacking, ...limits.filter((limit) => !row[3]?.includes(limit))];
	});
	expect(said).toEqual(METADATA_FIELDS.map((field) => [METADATA_TABLE[field].label]));
});
