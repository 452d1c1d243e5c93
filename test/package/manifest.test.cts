import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT, sources } from './sources.cts';

interface Manifest {
	name: string;
	license: string;
	dependencies?: object;
	optionalDependencies?: object;
	bundleDependencies?: unknown;
	bundledDependencies?: unknown;
	peerDependencies: object;
	devDependencies: Record<string, string>;
	files: string[];
	keywords: string[];
	main?: string;
	n8n: { strict: boolean; n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
	scripts: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const { n8n } = manifest;

test('names itself as n8n looks for community nodes', () => {
	expect(manifest.name).toBe('n8n-nodes-onecodex');
	expect(manifest.license).toBe('MIT');
	expect(manifest.keywords).toContain('n8n-community-node-package');
	expect(n8n).toMatchObject({ strict: true, n8nNodesApiVersion: 1 });
});

test('brings nothing with it that runs', () => {
	expect(manifest.dependencies ?? {}).toEqual({});
	expect(manifest.optionalDependencies ?? {}).toEqual({});
	expect(manifest.bundleDependencies ?? manifest.bundledDependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.files).toEqual(['dist']);
});

test.each(['preinstall', 'install', 'postinstall', 'prepare'])('runs no %s script', (name) => {
	expect(manifest.scripts).not.toHaveProperty(name);
});

test('every development dependency has an exact version', () => {
	const versions = Object.values(manifest.devDependencies);
	expect(versions.length).toBeGreaterThan(0);
	expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

describe('what was built', () => {
	test('is there', () => {
		if (!existsSync(join(ROOT, 'dist'))) throw new Error('There is no dist: run `npm run build`');
	});

	test.each([...n8n.nodes, ...n8n.credentials])('%s exists', (path) => {
		if (!existsSync(join(ROOT, path))) throw new Error(`No ${path}: run \`npm run build\``);
	});

	test('names icons that are there, and differ for light and dark', () => {
		const icons = ['onecodex.svg', 'onecodex.dark.svg'].map((name) =>
			readFileSync(join(ROOT, 'dist', 'icons', name), 'utf8'),
		);
		expect(icons[0]).toContain('<svg');
		expect(icons[1]).toContain('<svg');
		expect(icons[0]).not.toBe(icons[1]);
	});
});

test('names each node and credential once', () => {
	expect(n8n.nodes.length).toBeGreaterThan(0);
	expect(n8n.credentials.length).toBeGreaterThan(0);
	const shipped = sources().filter((path) => /\.(node|credentials)\.ts$/.test(path));
	const named = [...n8n.credentials, ...n8n.nodes].map((path) =>
		path.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
	);
	expect(named.toSorted()).toEqual(shipped.toSorted());
});
