import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Finds a Node.js 24: this one, or the one that npm has placed beside n8n in a folder. */
export function node24(dir: string): string {
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	const folder = nodePackage(dir);
	if (folder === undefined) {
		throw new Error(
			`n8n needs Node.js 24 or newer, and npm has none for ${process.platform} ${process.arch}: please run this with Node.js 24.`,
		);
	}
	return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * The package of Node.js for this system in a folder, if it is there: the package.json of scripts/n8n
 * lists one for several systems, of which npm installs the fitting one.
 */
export function nodePackage(dir: string): string | undefined {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	return [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]
		.map((name) => join(dir, 'node_modules', name))
		.find((folder) => existsSync(join(folder, 'bin')));
}
