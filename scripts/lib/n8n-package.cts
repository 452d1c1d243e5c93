import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { npm, run } from './command.cts';
import { repository } from './paths.cts';

const packed = z.array(z.object({ filename: z.string() })).length(1);
const manifestSchema = z.looseObject({ name: z.string() });

/**
 * Packs this package and installs it in an n8n's user folder by the steps that n8n itself takes
 * for a community package: unpack, drop the dependencies that are not for running, npm install.
 */
export async function installPackage(userFolder: string): Promise<void> {
	if (isBuildStale()) await npm(['run', 'build'], { quiet: true });
	const scratch = await mkdtemp(join(tmpdir(), 'onecodex-pack-'));
	try {
		const tarball = await pack(scratch);
		await unpack(scratch, tarball, userFolder);
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

async function pack(scratch: string): Promise<string> {
	const answer = await npm(['pack', '--json', '--pack-destination', scratch], { quiet: true });
	const [tarball] = packed.parse(JSON.parse(answer));
	if (tarball === undefined) throw new Error('npm pack made no file');
	return tarball.filename;
}

async function unpack(scratch: string, tarball: string, userFolder: string): Promise<void> {
	const { name } = manifestSchema.parse(await readJson(join(repository, 'package.json')));
	const target = join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	const tarOptions = { cwd: scratch, quiet: true };
	await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], tarOptions);

	const manifestFile = join(target, 'package.json');
	const manifest = manifestSchema.parse(await readJson(manifestFile));
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[kind];
	}
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
	await npm([...installCommand], { cwd: target, quiet: true });
}

const installCommand = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
] as const;

// Tests that are run by themselves must not try the build of an older state.
function isBuildStale(): boolean {
	const dist = join(repository, 'dist');
	if (!existsSync(dist)) return true;
	const sources = ['nodes', 'credentials', 'icons'].map((folder) => join(repository, folder));
	return Math.max(...sources.map(newestChange)) > newestChange(dist);
}

function newestChange(folder: string): number {
	if (!existsSync(folder)) return 0;
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return Math.max(0, ...names.map((name) => statSync(join(folder, name)).mtimeMs));
}

async function readJson(file: string): Promise<unknown> {
	return JSON.parse(await readFile(file, 'utf8'));
}
