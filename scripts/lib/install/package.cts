import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../processes/command.cts';
import { installFrom } from './community-packages.cts';
import { repository } from '../paths.cts';

/** The name of this package. */
export const packageName = 'n8n-nodes-onecodex';

/** Packs this package and installs it in an n8n's user folder in the same steps as n8n. */
export async function installPackage(userFolder: string): Promise<void> {
	await ensureBuilt();
	await installFrom(userFolder, packageName, repository);
}

/** Builds this package if it has changed, so that tests never run an old build. */
export async function ensureBuilt(): Promise<void> {
	if (isBuildStale()) await npm(['run', 'build'], { quiet: true });
}

function isBuildStale(): boolean {
	const sources = [
		'nodes',
		'credentials',
		'icons',
		'gulpfile.js',
		'package.json',
		'tsconfig.json',
	].map((path) => join(repository, path));
	return Math.max(...sources.map(newestChange)) > newestChange(join(repository, 'dist'));
}

function newestChange(path: string): number {
	const stats = statSync(path, { throwIfNoEntry: false });
	if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
	const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
	return Math.max(0, ...names.map((name) => statSync(join(path, name)).mtimeMs));
}
