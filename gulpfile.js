const { spawn } = require('node:child_process');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, posix } = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { n8n } = require('./package.json');

const clean = () => rm('dist', { recursive: true, force: true });

// All code is in one file: n8n loads that in less than half the time of 200. The nodes have to share it, since
// they share the rate limit.
const BUNDLE = 'dist/onecodex.js';

/** The files that package.json names, with the class that n8n looks for in each. */
const entries = [...n8n.credentials, ...n8n.nodes].map((path) => ({
	path,
	source: `./${path.replace(/^dist\//, '').replace(/\.js$/, '.ts')}`,
	name: basename(path).split('.')[0],
}));

// esbuild leaves types out without checking them.
const check = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], {
		stdio: 'inherit',
	});

const bundle = () =>
	build({
		stdin: {
			contents: entries
				.map(({ name, source }) => `export { ${name} } from '${source}';`)
				.join('\n'),
			resolveDir: __dirname,
			loader: 'ts',
		},
		bundle: true,
		packages: 'external',
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		// A quarter of what is downloaded otherwise. Short lines let a stack trace name the place.
		minify: true,
		lineLimit: 120,
		outfile: BUNDLE,
		logLevel: 'warning',
	});

const stubs = () =>
	Promise.all(
		entries.map(async ({ path, name }) => {
			const bundled = posix.relative(posix.dirname(path), BUNDLE).replace(/\.js$/, '');
			await mkdir(dirname(path), { recursive: true });
			await writeFile(path, `exports.${name} = require('${bundled}').${name};\n`);
		}),
	);

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

exports.default = series(clean, parallel(check, bundle, stubs, icons, codex));
