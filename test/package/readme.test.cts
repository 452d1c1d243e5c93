import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { failureWords } from '../../nodes/OneCodex/api/wording';
import { deliveryOfStatus, type ApiFailure } from '../../nodes/OneCodex/api/failure';
import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { getMetadataFields } from '../../nodes/OneCodex/resources/metadata/fields';
import { OneCodexEventTrigger } from '../../nodes/OneCodexEventTrigger/OneCodexEventTrigger.node';
import { OneCodexTrigger } from '../../nodes/OneCodexTrigger/OneCodexTrigger.node';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

const failures: ApiFailure[] = [
	...[302, 400, 401, 403, 404, 405, 409, 412, 413, 418, 429, 500, 503].map((status) => ({
		status,
		delivery: deliveryOfStatus(status, false),
		said: '',
	})),
	{ delivery: 'not sent', code: 'ECONNREFUSED', said: '' },
	{ delivery: 'unknown', code: 'ECONNRESET', said: '' },
	{ delivery: 'unknown', came: 'HTML', said: '' },
	{ delivery: 'not sent', unusable: 'bad', said: '' },
];

test('every headline of an API error stands in the README, and the README has no other', () => {
	const headlines = new Set(failures.map((failure) => failureWords(failure).headline));
	const section = readme.split('### Errors of One Codex and the way there')[1]?.split('\n## ')[0];
	const rows = (section ?? '').split('\n').filter((line) => line.startsWith('| '));
	const documented = rows.slice(1).map((line) => line.split('|')[1]?.trim());
	expect(documented).toHaveLength(headlines.size);
	expect(new Set(documented)).toEqual(headlines);
});

const nodes = [new OneCodex(), new OneCodexTrigger(), new OneCodexEventTrigger()];
const properties = nodes.flatMap(({ description }) => description.properties);
const isCollection = ({ type }: INodeProperties) => type === 'collection';

test('every parameter and option stands in the README', () => {
	const options = properties
		.filter(isCollection)
		.flatMap((collection) => (collection.options ?? []) as INodeProperties[]);
	const fields = [...properties, ...options].filter(
		(property) => !isCollection(property) && property.type !== 'notice',
	);
	const names = new Set(fields.map(({ displayName }) => displayName));
	// These stand in the table of operations.
	['Resource', 'Operation', 'Event'].forEach((name) => names.delete(name));
	expect(names.size).toBeGreaterThan(30);
	expect([...names].filter((name) => !readme.includes(`**${name}**`))).toEqual([]);
});

test('every resource and operation, and every event, stands in the table of nodes', () => {
	const table = readme.split('## Install')[0] ?? '';
	const choices = properties.filter(({ name }) =>
		['resource', 'operation', 'event', 'events'].includes(name),
	);
	const names = choices.flatMap(({ options }) =>
		((options ?? []) as INodePropertyOptions[]).map(({ name }) => name),
	);
	expect(names.length).toBeGreaterThan(15);
	expect(names.filter((name) => name !== 'Any Event' && !table.includes(name))).toEqual([]);
});

test('every field of the metadata stands in the README', async () => {
	const section = readme.split('### Metadata')[1]?.split('## Triggers')[0] ?? '';
	const { fields } = await getMetadataFields();
	expect(fields.length).toBeGreaterThan(10);
	expect(fields.filter(({ displayName }) => !section.includes(displayName))).toEqual([]);
});
