import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod/v4';
import { npm } from './command.cts';
import { repository, runtimeFolder } from './paths.cts';

/** An installed n8n. */
export interface Runtime {
	/** A Node.js 24, which n8n needs. */
	node: string;
	/** The script that is n8n's command line. */
	n8n: string;
	/** The folder that holds both. */
	dir: string;
}

/** Told, in one line, what the installation is doing. */
export type Progress = (line: string) => void;

const pinned = join(repository, 'scripts', 'n8n');
const lockSchema = z.object({
	packages: z.record(z.string(), z.object({ version: z.string() }).partial()),
});

/**
 * Gives the n8n that scripts/n8n pins, installing it on first use (some minutes, 3 GB). The folder
 * gets its final name only when it is complete, so an interrupted installation leaves nothing
 * that could be taken for a finished one.
 */
export async function ensureN8n(progress: Progress): Promise<Runtime> {
	const lockText = await readFile(join(pinned, 'package-lock.json'), 'utf8');
	const { packages } = lockSchema.parse(JSON.parse(lockText));
	const hash = createHash('sha256').update(lockText).digest('hex').slice(0, 8);
	const name = `n8n-${packages['node_modules/n8n']?.version}-${hash}`;
	const dir = join(runtimeFolder, name);
	if (!existsSync(dir)) {
		const partial = `${dir}.partial-${process.pid}`;
		await removeAbandoned(name);
		await install(partial, Object.keys(packages), progress);
		await moveIntoPlace(partial, dir);
	}
	return {
		dir,
		node: node24(dir),
		n8n: join(dir, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

async function install(dir: string, packages: string[], progress: Progress): Promise<void> {
	await mkdir(dir, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(join(pinned, file), join(dir, file));
	}
	const placed = () =>
		packages.filter((path) => existsSync(join(dir, path, 'package.json'))).length;
	await withProgress(
		'Installing n8n (once, some minutes, 3 GB)',
		() => `${placed() - 1} of about ${packages.length - 1} packages placed`,
		() => npm(['ci', '--ignore-scripts', ...silence], { cwd: dir, quiet: true }),
		progress,
	);
	// Most install scripts are not needed and one of them fails; only the database driver is built.
	await withProgress(
		'Building the SQLite driver',
		() => 'downloading or compiling it',
		() => npm(['rebuild', 'sqlite3', '--ignore-scripts=false', ...silence], buildOptions(dir)),
		progress,
	);
}

const silence = ['--no-audit', '--no-fund', '--loglevel=error'];

// Compiling wants Node's headers. Those beside an installed Node save a download; the driver uses
// Node-API, so the headers of any version do.
function buildOptions(dir: string) {
	const nodedir = [nodePackage(dir), resolve(dirname(process.execPath), '..')].find(
		(folder) => folder !== undefined && existsSync(join(folder, 'include', 'node')),
	);
	const nodedirSetting = nodedir === undefined ? {} : { npm_config_nodedir: nodedir };
	return { cwd: dir, quiet: true, env: { ...process.env, ...nodedirSetting } };
}

async function withProgress(
	what: string,
	state: () => string,
	work: () => Promise<unknown>,
	progress: Progress,
): Promise<void> {
	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
	progress(`${what} ...`);
	const timer = setInterval(() => progress(`  ${elapsed()}: ${state()}`), 10_000);
	try {
		await work();
	} finally {
		clearInterval(timer);
	}
	progress(`${what}: done after ${elapsed()}`);
}

async function moveIntoPlace(partial: string, dir: string): Promise<void> {
	try {
		await rename(partial, dir);
	} catch (error) {
		// Another process was faster: both installed the same lock file, so its folder will do.
		if (!existsSync(dir)) throw error;
		await rm(partial, { recursive: true, force: true });
	}
}

async function removeAbandoned(name: string): Promise<void> {
	if (!existsSync(runtimeFolder)) return;
	for (const entry of readdirSync(runtimeFolder)) {
		const [base, pid] = entry.split('.partial-');
		if (base === name && pid !== undefined && !isRunning(Number(pid))) {
			await rm(join(runtimeFolder, entry), { recursive: true, force: true });
		}
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

function node24(dir: string): string {
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	const folder = nodePackage(dir);
	if (folder === undefined) {
		throw new Error(
			`n8n needs Node.js 24 or newer, and npm has none for ${process.platform} ${process.arch}: please run this with Node.js 24.`,
		);
	}
	return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

// The lock file lists a Node.js for several systems, of which npm installs the fitting one.
function nodePackage(dir: string): string | undefined {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	return [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]
		.map((name) => join(dir, 'node_modules', name))
		.find((folder) => existsSync(join(folder, 'bin')));
}
