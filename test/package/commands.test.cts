import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { parseDocument } from 'yaml';
import { z } from 'zod/v4';

import { ROOT, textOf } from './sources.cts';

const FOLDER = join('.github', 'workflows');
const workflows = readdirSync(join(ROOT, FOLDER)).map((file) => join(FOLDER, file));

const workflowSchema = z.object({
	on: z.record(z.string(), z.unknown()),
	permissions: z.record(z.string(), z.string()),
	jobs: z.record(
		z.string(),
		z.object({
			'timeout-minutes': z.number(),
			steps: z
				.array(z.union([z.object({ uses: z.string() }), z.object({ run: z.string() })]))
				.min(1),
		}),
	),
});

function stepsOf(path: string) {
	const document = parseDocument(textOf(path));
	expect([...document.errors, ...document.warnings]).toEqual([]);
	const { jobs } = workflowSchema.parse(document.toJS());
	return Object.values(jobs).flatMap(({ steps }) => steps);
}

test('there are workflows', () => {
	expect(workflows.length).toBeGreaterThan(0);
});

// Whether their actions are pinned is asked in github.test.cts.
test.each(workflows)('%s is a workflow with steps', (path) => {
	expect(stepsOf(path)).not.toEqual([]);
});

const { scripts } = z
	.object({ scripts: z.record(z.string(), z.string()) })
	.parse(JSON.parse(textOf('package.json')));

const named = (text: string) => [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name);

const pages = [
	'README.md',
	'CONTRIBUTING.md',
	join('docs', 'speed.md'),
	join('docs', 'triggers.md'),
	join('docs', 'editor.md'),
	join('examples', 'README.md'),
	join('.github', 'pull_request_template.md'),
];

test.each([...pages, join('.ci', 'run'), ...workflows])(
	'%s names scripts that are there',
	(path) => {
		const missing = named(textOf(path)).filter((name) => name === undefined || !(name in scripts));
		expect(missing).toEqual([]);
	},
);

test('some of them name scripts', () => {
	for (const path of [...pages, join('.ci', 'run'), join(FOLDER, 'nightly.yml')]) {
		expect(named(textOf(path))).not.toEqual([]);
	}
});
