import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { failureWords } from '../../nodes/OneCodex/api/wording';
import { deliveryOfStatus, type ApiFailure } from '../../nodes/OneCodex/api/failure';
import { tubeFields } from '../../nodes/OneCodex/resources/sequencingBatch/fields';
import { options } from '../../nodes/OneCodex/resources/sequencingBatch/options';

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

test('every parameter and option stands in the README', () => {
	const fields = [...tubeFields, ...((options.options ?? []) as INodeProperties[])];
	const names = fields.map(({ displayName }) => displayName);
	expect(names.length).toBeGreaterThan(10);
	expect(names.filter((name) => !readme.includes(`**${name}**`))).toEqual([]);
});
