import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';

import { BUNDLE, CORE_ROOMS, importsOf, sources, textOf } from './sources.cts';

const all = sources();
const CORE = CORE_ROOMS.map((room) => join('nodes', 'OneCodex', room));
const isCore = (path: string) => CORE.some((room) => path.startsWith(`${room}/`));
const core = all.filter(isCore);

// Of the few that n8n's linter lets through, those that this package needs.
const ALLOWED = ['n8n-workflow', 'luxon', 'zod/v4', 'node:crypto'];
// They know nothing of the world outside either.
const PURE = ['luxon', 'zod/v4'];

const outsideOf = (path: string) => importsOf(path).filter((module) => !module.startsWith('.'));

test('there are sources, and they import each other', () => {
	expect(core.length).toBeGreaterThan(5);
	expect(all.length).toBeGreaterThan(core.length);
	const imports = all.flatMap(importsOf);
	expect(imports).toEqual(expect.arrayContaining(['n8n-workflow', 'zod/v4', './schema']));
});

test.each(all)('%s imports only what n8n allows', (path) => {
	expect(ALLOWED).toEqual(expect.arrayContaining(outsideOf(path)));
});

test('what was built requires what the sources import, and nothing else', () => {
	const required = [...textOf(BUNDLE).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
	expect(new Set(required)).toEqual(new Set(ALLOWED));
});

interface Lock {
	packages: Record<string, { version: string; dependencies?: Record<string, string> }>;
}

// The package brings no copy of what it imports, and n8n lends its own. A package that n8n does not
// depend on itself is found only as long as npm happens to place it where n8n looks.
describe.each(['n8n', 'n8n-1'])('the n8n of scripts/%s', (folder) => {
	const { packages } = JSON.parse(textOf(`scripts/${folder}/package-lock.json`)) as Lock;
	const lent = ALLOWED.filter((module) => !isBuiltin(module)).map((module) => module.split('/')[0]);

	test.each(lent)('depends on %s itself', (name) => {
		expect(packages['node_modules/n8n']?.dependencies).toHaveProperty([name ?? '']);
	});

	test('has a zod that holds zod/v4, as 3.25 and later do', () => {
		const zod = packages['node_modules/n8n/node_modules/zod'] ?? packages['node_modules/zod'];
		const [major = 0, minor = 0] = (zod?.version ?? '').split('.').map(Number);
		expect(major * 1000 + minor).toBeGreaterThanOrEqual(3025);
	});
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

/** The rooms of the node, each with those that it may import from: down, never up. */
const BELOW: Record<string, string[]> = {
	domain: [],
	checking: ['domain'],
	metadata: ['checking', 'domain'],
	registration: ['checking', 'domain'],
	wording: ['registration', 'checking', 'domain'],
	api: ['checking', 'domain'],
	parameters: ['wording', 'checking', 'domain'],
	mapping: ['parameters', 'wording', 'registration', 'metadata', 'checking', 'domain'],
	resources: [
		...['mapping', 'parameters', 'api', 'wording'],
		...['registration', 'metadata', 'checking', 'domain'],
	],
};
const NODE = join('nodes', 'OneCodex');
const roomOf = (path: string) =>
	Object.keys(BELOW).find((room) => path.startsWith(join(NODE, room, '/')));

/** The sources that a source imports. */
function importedBy(path: string): string[] {
	return importsOf(path)
		.filter((module) => module.startsWith('.'))
		.map((module) => join(path, '..', module))
		.map(
			(target) =>
				[`${target}.ts`, join(target, 'index.ts')].find((one) => all.includes(one)) ?? target,
		);
}

test('all folders of the node are rooms', () => {
	const inFolders = all.filter((path) => path.startsWith(`${NODE}/`) && dirname(path) !== NODE);
	expect(inFolders.filter((path) => roomOf(path) === undefined)).toEqual([]);
});

test.each(all.filter(roomOf))('%s imports from its own room and those below', (path) => {
	const room = roomOf(path) ?? '';
	const rooms = [room, ...(BELOW[room] ?? [])];
	const above = importedBy(path).filter((target) => !rooms.includes(roomOf(target) ?? ''));
	expect(above).toEqual([]);
});

test('no source imports itself by way of others', () => {
	const reached = (path: string, seen: Set<string>): Set<string> => {
		for (const target of importedBy(path)) {
			if (!seen.has(target)) reached(target, seen.add(target));
		}
		return seen;
	};
	expect(reached(join(NODE, 'OneCodex.node.ts'), new Set()).size).toBeGreaterThan(100);
	expect(all.filter((path) => reached(path, new Set()).has(path))).toEqual([]);
});

test('mutation testing changes all of the core', () => {
	const [, changed] = /mutate: \['(.*?)'\]/.exec(textOf('test/mutation/stryker.config.mjs')) ?? [];
	expect(changed).toBe(`nodes/OneCodex/{${CORE_ROOMS.join(',')}}/**/*.ts`);
});

test.each(all)('%s silences no linter and no compiler', (path) => {
	expect(textOf(path)).not.toMatch(/eslint-disable|@ts-(ignore|expect-error|nocheck)/);
});
