import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { npm } from '../processes/command.cts';
import { repository } from '../paths.cts';
import { ensureFolder, silence, withProgress, type Progress } from './pinned.cts';

const manifestSchema = z.looseObject({
	dependencies: z.object({ n8n: z.string() }),
	overrides: z.record(z.string(), z.string()),
});

/** The version of n8n that a tag of npm, such as `latest`, means. */
export async function versionOfN8n(wanted: string): Promise<string> {
	const answer = await npm(['view', `n8n@${wanted}`, 'version', '--json'], { quiet: true });
	return z.string(`npm knows no single n8n by ${wanted}`).parse(JSON.parse(answer));
}

/**
 * Installs a version of n8n without a lock file, and returns its folder.
 * @param finish what is left to do after npm has placed the packages
 */
export async function installUnpinned(
	version: string,
	finish: (dir: string) => Promise<void>,
	progress: Progress,
): Promise<string> {
	return await ensureFolder(`n8n-${version}-unpinned`, async (partial) => {
		const manifest = JSON.stringify(await manifestFor(version), null, 2);
		await writeFile(join(partial, 'package.json'), manifest);
		const arguments_ = ['install', '--ignore-scripts', '--no-package-lock', ...silence];
		await withProgress(
			`Installing n8n ${version} (once, some minutes, 3 GB)`,
			() => 'npm is placing the packages',
			() => npm(arguments_, { cwd: partial, quiet: true }),
			progress,
		);
		await finish(partial);
	});
}

/** The package.json of scripts/n8n with another version, and with the overrides of an older n8n. */
async function manifestFor(version: string) {
	const newer = await readManifest('n8n');
	const older = await readManifest('n8n-1');
	const overrides = { ...older.overrides, ...newer.overrides };
	return { ...newer, dependencies: { n8n: version }, overrides };
}

async function readManifest(folder: string) {
	const file = join(repository, 'scripts', folder, 'package.json');
	return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}
