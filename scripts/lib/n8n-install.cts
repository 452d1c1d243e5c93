import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { npm } from './command.cts';
import { ensurePinned, silence, withProgress, type Progress } from './pinned-install.cts';

export type { Progress } from './pinned-install.cts';

/** An installed n8n. */
export interface Runtime {
	/** A Node.js 24, which n8n needs. */
	node: string;
	/** The script that is n8n's command line. */
	n8n: string;
	/** The folder that n8n is installed in. */
	dir: string;
}

/** Gives the n8n that scripts/n8n pins, installing it on first use (some minutes, 3 GB). */
export async function ensureN8n(progress: Progress): Promise<Runtime> {
	const dir = await ensurePinned(
		{
			folder: 'n8n',
			main: 'n8n',
			title: 'n8n (once, some minutes, 3 GB)',
			finish: buildDriver,
		},
		progress,
	);
	return { dir, node: node24(dir), n8n: commandLine(dir) };
}

/**
 * Gives the n8n 1 that scripts/n8n-1 pins, installing it on first use (some minutes, 2 GB), with the
 * Node.js of a newer one. Its SQLite driver is not built: it is for use with PostgreSQL only.
 */
export async function ensureN8n1(newer: Runtime, progress: Progress): Promise<Runtime> {
	const title = 'n8n 1 (once, some minutes, 2 GB)';
	const dir = await ensurePinned({ folder: 'n8n-1', main: 'n8n', title }, progress);
	return { dir, node: newer.node, n8n: commandLine(dir) };
}

const commandLine = (dir: string) => join(dir, 'node_modules', 'n8n', 'bin', 'n8n');

// Most install scripts are not needed and one of them fails; only the database driver is built.
async function buildDriver(dir: string, progress: Progress): Promise<void> {
	await withProgress(
		'Building the SQLite driver',
		() => 'downloading or compiling it',
		() => npm(['rebuild', 'sqlite3', '--ignore-scripts=false', ...silence], buildOptions(dir)),
		progress,
	);
}

// Compiling wants Node's headers. Those beside an installed Node save a download; the driver uses
// Node-API, so the headers of any version do.
function buildOptions(dir: string) {
	const nodedir = [nodePackage(dir), resolve(dirname(process.execPath), '..')].find(
		(folder) => folder !== undefined && existsSync(join(folder, 'include', 'node')),
	);
	const nodedirSetting = nodedir === undefined ? {} : { npm_config_nodedir: nodedir };
	return { cwd: dir, quiet: true, env: { ...process.env, ...nodedirSetting } };
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
