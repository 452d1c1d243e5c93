import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { OneCodexApi } from '../../credentials/OneCodexApi.credentials';
import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { OneCodexEventTrigger } from '../../nodes/OneCodexEventTrigger/OneCodexEventTrigger.node';
import { OneCodexTrigger } from '../../nodes/OneCodexTrigger/OneCodexTrigger.node';
import { LABELS } from '../../nodes/OneCodex/wording/labels';
import { repository } from '../../scripts/lib/paths.cts';

/** All labels of a description, and of what is in it. */
function labelsIn(entry: object): string[] {
	const { displayName, name, options, values } = entry as Partial<INodeProperties> & {
		values?: object[];
	};
	const label = displayName ?? name;
	const inside = [...(options ?? []), ...(values ?? [])];
	return [...(label === undefined ? [] : [label]), ...inside.flatMap(labelsIn)];
}

const shown = new Set(
	[
		...[new OneCodex(), new OneCodexTrigger(), new OneCodexEventTrigger()].flatMap(
			({ description }) => description.properties,
		),
		...new OneCodexApi().properties,
	].flatMap(labelsIn),
);
// n8n's own, of its resource mapper.
shown.add('Map Each Column Manually');

test.each(Object.values(LABELS))('%s, which messages name, is in the editor', (label) => {
	expect(shown).toContain(label.slice(1, -1));
});

const docs = join(repository, 'docs');
// The page of messages is generated, so it always has the labels.
const pages = readdirSync(docs)
	.filter((file) => file.endsWith('.md') && file !== 'messages.md')
	.map((file) => readFileSync(join(docs, file), 'utf8'))
	.join('\n');
// These explain themselves in the editor.
const { apiKey, baseUrl, event, operation, options, updateFields } = LABELS;
const plain: string[] = [apiKey, baseUrl, event, operation, options, updateFields];
const explained = Object.values(LABELS).filter((label) => !plain.includes(label));

test.each(explained)('%s, which messages name, is in docs/', (label) => {
	expect(pages).toContain(`*${label.slice(1, -1)}*`);
});
