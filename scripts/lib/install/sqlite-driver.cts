import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { npm } from '../processes/command.cts';
import { nodePackage } from './node24.cts';
import { silence, withProgress, type Progress } from './pinned.cts';

/**
 * Builds the database driver of the n8n in a folder, unless it is built. Most install scripts are not
 * needed and one of them fails, so n8n is installed without.
 * @param nodeDir the folder that may hold a Node.js, whose headers save a download
 */
export async function ensureDriver(dir: string, nodeDir: string, progress: Progress) {
	const release = join(dir, 'node_modules', 'sqlite3', 'build', 'Release');
	if (existsSync(join(release, 'node_sqlite3.node'))) return;
	await withProgress(
		'Building the SQLite driver',
		() => 'downloading or compiling it',
		() =>
			npm(['rebuild', 'sqlite3', '--ignore-scripts=false', ...silence], {
				cwd: dir,
				quiet: true,
				env: { ...process.env, ...headersOf(nodeDir) },
			}),
		progress,
	);
}

// Compiling wants Node's headers. The driver uses Node-API, so those of any version do.
function headersOf(nodeDir: string) {
	const nodedir = [nodePackage(nodeDir), resolve(dirname(process.execPath), '..')].find(
		(folder) => folder !== undefined && existsSync(join(folder, 'include', 'node')),
	);
	return nodedir === undefined ? {} : { npm_config_nodedir: nodedir };
}
