import { execFileSync } from 'node:child_process';

import { temporaryFolder } from '../../scripts/lib/processes/temporary-folder.cts';
import { ROOT, sources } from './sources.cts';

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

test('holds JavaScript, icons and codex files only, each from a source', () => {
	const built = packed.files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
	const code = built.filter((path) => path.endsWith('.js')).toSorted();
	const expected = sources().map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
	expect(code).toEqual(expected.toSorted());
	expect(built.filter((path) => !/\.js$|\/icons\/[\w.]+\.svg$|\.node\.json$/.test(path))).toEqual(
		[],
	);
});

test('is at most 135 kB', () => {
	expect(packed.size).toBeGreaterThan(0);
	expect(packed.size).toBeLessThanOrEqual(135_000);
});
