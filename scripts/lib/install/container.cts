import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, run } from '../processes/command.cts';
import { commands, packageFolder } from './community-packages.cts';
import { commonSettings } from '../n8n/environment.cts';
import { ensureBuilt, packageName } from './package.cts';
import { repository } from '../paths.cts';

/** What a container that runs n8n needs. */
export interface ForContainer {
	/** The folder to mount as n8n's `.n8n`. It holds only this package, packed and unpacked. */
	n8nFolder: string;
	/** A file of environment variables, as `docker run --env-file` takes it. */
	settingsFile: string;
}

/** Makes two entries in a folder: `.n8n`, which any user may write to, and `n8n.env`. */
export async function prepareContainer(folder: string): Promise<ForContainer> {
	await ensureBuilt();
	const n8nFolder = join(folder, '.n8n');
	const settingsFile = join(folder, 'n8n.env');
	const target = packageFolder(folder, packageName);
	await mkdir(target, { recursive: true });
	const file = (await npm(commands.pack(repository), { cwd: folder, quiet: true })).trim();
	await run('tar', commands.unpack(file, target), { cwd: folder, quiet: true });
	await rm(join(folder, file));
	const entries = await readdir(n8nFolder, { recursive: true, withFileTypes: true });
	const folders = entries.filter((entry) => entry.isDirectory());
	const inside = folders.map((entry) => join(entry.parentPath, entry.name));
	for (const one of [n8nFolder, ...inside]) await chmod(one, 0o777);
	const lines = Object.entries(commonSettings).map(([name, value]) => `${name}=${value}\n`);
	await writeFile(settingsFile, lines.join(''));
	return { n8nFolder, settingsFile };
}
