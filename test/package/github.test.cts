import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod/v4';

import { commonSettings } from '../../scripts/lib/n8n/environment.cts';
import { ROOT, textOf } from './sources.cts';

const permissions = z.record(z.string(), z.string());
const workflow = z.object({
	permissions,
	jobs: z.record(
		z.string(),
		z.object({
			permissions: permissions.optional(),
			'timeout-minutes': z.number(),
			steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })),
		}),
	),
});
const filesOf = (folder: string) =>
	readdirSync(join(ROOT, '.github', folder)).map((file) => join('.github', folder, file));
const workflows = filesOf('workflows').map((path) => ({
	path,
	...workflow.parse(parse(textOf(path))),
}));
const jobs = workflows.flatMap(({ path, ...flow }) =>
	Object.entries(flow.jobs).map(([name, job]) => ({
		name: `${path}: ${name}`,
		permissions: job.permissions ?? flow.permissions,
		uses: job.steps.flatMap(({ uses }) => uses ?? []),
		runs: job.steps.flatMap(({ run }) => run ?? []).join('\n'),
	})),
);
const jobsThat = (may: string) =>
	jobs.filter((job) => job.permissions[may] === 'write').map(({ name }) => name);

test('every action is pinned to a commit', () => {
	const uses = jobs.flatMap((job) => job.uses);
	expect(uses.length).toBeGreaterThan(3);
	expect(uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test('no workflow may write by default, and each job no more than it needs', () => {
	expect(workflows.filter((flow) => Object.values(flow.permissions).includes('write'))).toEqual([]);
	expect(jobsThat('id-token')).toEqual(['.github/workflows/publish.yml: publish']);
	expect(jobsThat('contents')).toEqual(['.github/workflows/publish.yml: release']);
});

test('the nightly run tries the images of n8n on what a container is given', () => {
	const [image] = jobs.filter(({ name }) => name.endsWith('nightly.yml: image'));
	const [, ...commands] = image?.runs.split('\n') ?? [];
	expect(commands[0]).toBe('node --require tsx/cjs scripts/prepare-container.cts "$RUNNER_TEMP"');
	expect(commands[1]).toMatch(/^docker run .*--network host .* "docker.n8n.io\/n8nio\/n8n:\$TAG"$/);
	expect(commands[1]).toContain('--env-file "$RUNNER_TEMP/n8n.env"');
	expect(commands[1]).toContain('--volume "$RUNNER_TEMP/.n8n:/home/node/.n8n"');
	expect(commands[2]).toBe('npm run test:running');
	expect(commonSettings).toMatchObject({ N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' });
});

test('the job that may write to the repository runs no code of it and no action', () => {
	const [job] = jobs.filter(({ permissions }) => permissions.contents === 'write');
	expect(job?.uses).toEqual([]);
	expect(job?.runs).toMatch(/^gh release create \S+ [^\n]*--verify-tag[^\n]*$/);
});

test('a release is checked and tested before it is published with provenance', () => {
	const [test, publish] = ['test', 'publish'].map((name) =>
		jobs.find((job) => job.name === `.github/workflows/publish.yml: ${name}`),
	);
	expect(test?.runs).toMatch(/release-notes\.cts "\$GITHUB_REF_NAME"[^]*\.ci\/run/);
	expect(publish?.runs).toContain('npm publish --provenance');
	const needs = z.object({ jobs: z.record(z.string(), z.object({ needs: z.unknown() })) });
	const { jobs: ordered } = needs.parse(parse(textOf('.github/workflows/publish.yml')));
	expect(ordered.publish?.needs).toBe('test');
	expect(ordered.release?.needs).toContain('publish');
});

const update = z.object({
	'package-ecosystem': z.string(),
	directory: z.string().optional(),
	directories: z.array(z.string()).optional(),
});

/** The folders below one that pin packages, as Dependabot names them. */
const pinningFolders = (folder = ''): string[] =>
	readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		if (entry.name === 'package-lock.json') return [folder || '/'];
		const isOurs = !/^(\..*|node_modules|dist|coverage)$/.test(entry.name);
		return entry.isDirectory() && isOurs ? pinningFolders(`${folder}/${entry.name}`) : [];
	});

test('updates are looked for wherever something is pinned', () => {
	const dependabot = z.object({ updates: z.array(update) });
	const { updates } = dependabot.parse(parse(textOf('.github/dependabot.yml')));
	expect(updates.map((one) => one['package-ecosystem'])).toEqual(['npm', 'github-actions']);
	const [npm, actions] = updates;
	expect(actions?.directory).toBe('/');
	const folders = pinningFolders();
	expect(folders.length).toBeGreaterThan(3);
	const patterns = npm?.directories?.map((one) => new RegExp(`^${one.replace('*', '[^/]+')}$`));
	expect(folders.filter((folder) => !patterns?.some((one) => one.test(folder)))).toEqual([]);
});

test.each(filesOf('ISSUE_TEMPLATE').filter((path) => !path.endsWith('config.yml')))(
	'%s is a form that GitHub takes',
	(path) => {
		const element = z.object({
			type: z.enum(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes']),
			id: z.string().optional(),
			attributes: z.looseObject({ label: z.string().optional(), value: z.string().optional() }),
		});
		const form = z.object({
			name: z.string().min(3),
			description: z.string().min(3),
			body: z.array(element).min(1),
		});
		const { body } = form.parse(parse(textOf(path)));
		const questions = body.filter(({ type }) => type !== 'markdown');
		expect(questions.every(({ attributes }) => attributes.label)).toBe(true);
		expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
	},
);
