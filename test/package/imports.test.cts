import { join } from 'node:path';

import { importsOf, sources, textOf } from './sources.cts';

const all = sources();
const CORE = ['checking', 'metadata', 'registration', 'results'].map((room) =>
	join('nodes', 'OneCodex', room),
);
const isCore = (path: string) => CORE.some((room) => path.startsWith(`${room}/`));
const core = all.filter(isCore);

// Of the few that n8n's linter lets through, those that this package needs.
const ALLOWED = ['n8n-workflow', 'luxon', 'zod/v4', 'node:crypto'];
// They know nothing of the world outside either.
const PURE = ['luxon', 'zod/v4'];

test('there are sources, and they import each other', () => {
	expect(core.length).toBeGreaterThan(5);
	expect(all.length).toBeGreaterThan(core.length);
	const imports = all.flatMap(importsOf);
	expect(imports).toEqual(expect.arrayContaining(['n8n-workflow', 'zod/v4', './schema']));
});

test.each(all)('%s imports only what n8n allows', (path) => {
	const others = importsOf(path).filter((module) => !module.startsWith('.'));
	expect(ALLOWED).toEqual(expect.arrayContaining(others));
});

test.each(all)('%s imports nothing from outside of what ships', (path) => {
	const targets = importsOf(path)
		.filter((module) => module.startsWith('.'))
		.map((module) => join(path, '..', module));
	expect(targets.filter((target) => !/^(nodes|credentials)\//.test(target))).toEqual([]);
});

test.each(core)('%s, of the core, knows neither n8n nor HTTP nor the node', (path) => {
	const outside = importsOf(path)
		.map((module) => (module.startsWith('.') ? join(path, '..', module) : module))
		.filter((module) => !PURE.includes(module) && !isCore(module));
	expect(outside).toEqual([]);
});

test.each(all)('%s silences no linter and no compiler', (path) => {
	expect(textOf(path)).not.toMatch(/eslint-disable|@ts-(ignore|expect-error|nocheck)/);
});
