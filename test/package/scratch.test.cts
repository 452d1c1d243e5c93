import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import {
	temporaryFolder,
	type TemporaryFolder,
} from '../../scripts/lib/processes/temporary-folder.cts';
import { ROOT, textOf } from './sources.cts';

let folder: TemporaryFolder;

beforeEach(() => {
	folder = temporaryFolder('scratch');
});
afterEach(() => folder.remove());

/** Starts a program with the folder for its temporary files, and with the functions that a run uses. */
function start(code: string) {
	const names = [
		`const { openScratch, closeScratch } = require('./test/scratch.cts');`,
		`const { temporaryFolder } = require('./scripts/lib/processes/temporary-folder.cts');`,
	];
	const child = spawn(
		process.execPath,
		['--require', 'tsx/cjs', '--eval', [...names, code].join('\n')],
		{ cwd: ROOT, env: { ...process.env, TMPDIR: folder.path }, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	let said = '';
	child.stderr.on('data', (chunk) => (said += String(chunk)));
	return { child, end: once(child, 'close'), said: () => said };
}

test('a run that leaves a temporary folder fails, names it, and removes it', async () => {
	const { end, said } =
		start(`openScratch(); openScratch(); temporaryFolder('left'); closeScratch();
		console.log(require('node:fs').readdirSync(process.env.TMPDIR).length); closeScratch();`);
	expect(await end).toEqual([1, null]);
	expect(said()).toMatch(/Tests left in the folder for temporary files: onecodex-left-\w+/);
	expect(readdirSync(folder.path)).toEqual([]);
});

test('a run that leaves nothing passes', async () => {
	const { end } = start(`openScratch(); temporaryFolder('gone').remove(); closeScratch();`);
	expect(await end).toEqual([0, null]);
	expect(readdirSync(folder.path)).toEqual([]);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a run, and nothing is left', async (signal) => {
	const { child, end } = start(`openScratch();
		require('node:fs').writeFileSync(require('node:path').join(temporaryFolder('busy').path, 'a'), '');
		setInterval(() => undefined, 1000); console.log('at work');`);
	await once(child.stdout, 'data');
	expect(readdirSync(folder.path)).toHaveLength(1);
	child.kill(signal);
	await end;
	expect(readdirSync(folder.path)).toEqual([]);
});

test('only one helper makes temporary folders', () => {
	const places = ['scripts', 'test', 'sandbox', 'examples'].flatMap((place) =>
		readdirSync(join(ROOT, place), { recursive: true, encoding: 'utf8' }).map((file) =>
			join(place, file),
		),
	);
	const makers = places
		.filter((path) => path.endsWith('.cts'))
		.filter((path) => /\bmkdtemp(Sync)?\(/.test(textOf(path)));
	expect(makers).toEqual([join('scripts', 'lib', 'processes', 'temporary-folder.cts')]);
});
