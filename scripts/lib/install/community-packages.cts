import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { npm, run } from '../processes/command.cts';

/** The command lines that n8n 2.41 installs a community package with; `test/e2e` compares them. */
export const commands = {
	/** Packs a package into a file and prints the file's name. */
	pack: (source: string) => ['pack', source, '--quiet'],
	unpack: (file: string, folder: string) => ['-xzf', file, '-C', folder, '--strip-components=1'],
	/** Installs the dependencies of the package. */
	install: [
		'install',
		'--audit=false',
		'--fund=false',
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
	],
};

/** The sections that n8n removes from a package's package.json, since running it needs none of them. */
export const stripped = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

const manifestSchema = z.looseObject({ version: z.string() });
const ledgerSchema = z.looseObject({ dependencies: z.record(z.string(), z.string()) });

/** The folder that n8n keeps a community package in. */
export const packageFolder = (userFolder: string, name: string) =>
	join(nodesFolder(userFolder), 'node_modules', name);

/**
 * Installs the latest version of a package from an npm registry, over an older one if there is one,
 * as Install and Update of n8n's Community nodes do; n8n loads it at its next start.
 */
export async function installByName(
	userFolder: string,
	name: string,
	registry: string,
): Promise<void> {
	const { ok, status } = await fetch(`${registry}/${encodeURIComponent(name)}/latest`);
	if (!ok) throw new Error(`The registry has no ${name}: it answered with ${status}`);
	await installFrom(userFolder, name, `${name}@latest`, [`--registry=${registry}`]);
}

/**
 * Installs a package from whatever `npm pack` takes, such as a folder, in n8n's steps: pack, unpack,
 * remove the sections that running it does not need, npm install, add it to the list of packages.
 */
export async function installFrom(
	userFolder: string,
	name: string,
	source: string,
	npmSettings: string[] = [],
): Promise<void> {
	const folder = packageFolder(userFolder, name);
	const npmIn = (cwd: string, args: string[]) =>
		npm([...args, ...npmSettings], { cwd, quiet: true });

	// n8n moves the old version aside and brings it back if something fails.
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const cwd = nodesFolder(userFolder);
	const file = (await npmIn(cwd, commands.pack(source))).trim();
	try {
		await run('tar', commands.unpack(file, folder), { cwd, quiet: true });
		const { version } = await stripManifest(join(folder, 'package.json'));
		await npmIn(folder, commands.install);
		await changeLedger(userFolder, (dependencies) => {
			dependencies[name] = version;
		});
	} finally {
		await rm(join(cwd, file));
	}
}

/** Removes a package as Uninstall of n8n's Community nodes does. n8n notices at its next start. */
export async function removePackage(userFolder: string, name: string): Promise<void> {
	await rm(packageFolder(userFolder, name), { recursive: true, force: true });
	await changeLedger(userFolder, (dependencies) => {
		delete dependencies[name];
	});
}

/** The packages in the list of those installed, and their versions. */
export async function readLedger(userFolder: string): Promise<Record<string, string>> {
	return ledgerSchema.parse(await readJson(ledgerFile(userFolder))).dependencies;
}

const nodesFolder = (userFolder: string) => join(userFolder, '.n8n', 'nodes');
const ledgerFile = (userFolder: string) => join(nodesFolder(userFolder), 'package.json');

async function stripManifest(file: string) {
	const manifest = manifestSchema.parse(await readJson(file));
	for (const section of stripped) delete manifest[section];
	await writeJson(file, manifest);
	return manifest;
}

async function changeLedger(
	userFolder: string,
	change: (dependencies: Record<string, string>) => void,
): Promise<void> {
	const file = ledgerFile(userFolder);
	const empty = { name: 'installed-nodes', private: true, dependencies: {} };
	const ledger = ledgerSchema.parse(existsSync(file) ? await readJson(file) : empty);
	change(ledger.dependencies);
	await writeJson(file, ledger);
}

async function readJson(file: string): Promise<unknown> {
	return JSON.parse(await readFile(file, 'utf8'));
}

async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(file, JSON.stringify(value, null, 2));
}
