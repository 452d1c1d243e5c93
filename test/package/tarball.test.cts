import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';

import { temporaryFolder } from '../../scripts/lib/processes/temporary-folder.cts';
import { n8n } from '../../package.json';
import { BUNDLE, ROOT } from './sources.cts';

interface Packed {
	size: number;
	files: Array<{ path: string }>;
}

let packed: Packed;

beforeAll(() => {
	const { path: cache, remove } = temporaryFolder('pack');
	try {
		const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: ROOT,
			encoding: 'utf8',
			env: { ...process.env, npm_config_cache: cache },
			shell: process.platform === 'win32',
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		[packed] = JSON.parse(output) as [Packed];
	} finally {
		remove();
	}
}, 60_000);

test('holds what was built, and what npm always adds', () => {
	const others = packed.files.map(({ path }) => path).filter((path) => !path.startsWith('dist/'));
	expect(others).toContain('package.json');
	const added = new Set(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']);
	expect(others.filter((path) => !added.has(path))).toEqual([]);
});

test('holds one file of code, those that n8n looks for, icons and codex files', () => {
	const built = packed.files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
	const code = built.filter((path) => path.endsWith('.js')).toSorted();
	expect(code).toEqual([BUNDLE, ...n8n.credentials, ...n8n.nodes].toSorted());
	expect(built.filter((path) => !/\.js$|\/icons\/[\w.]+\.svg$|\.node\.json$/.test(path))).toEqual(
		[],
	);
});

test('all nodes and credentials are in the one file, since they share the rate limit', () => {
	const bundled = jest.requireActual<Record<string, unknown>>(join(ROOT, BUNDLE));
	const entries = [...n8n.credentials, ...n8n.nodes];
	for (const path of entries) {
		const name = basename(path).split('.')[0] ?? '';
		const own = jest.requireActual<Record<string, unknown>>(join(ROOT, path));
		expect(own).toEqual({ [name]: bundled[name] });
		expect(bundled[name]).toBeInstanceOf(Function);
	}
	expect(Object.keys(bundled)).toHaveLength(entries.length);
});

test('is at most 120 kB', () => {
	expect(packed.size).toBeGreaterThan(0);
	expect(packed.size).toBeLessThanOrEqual(120_000);
});
