import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** The folders of nodes/OneCodex/ that know neither n8n nor HTTP. Mutation testing changes these. */
export const CORE_ROOMS = ['checking', 'domain', 'metadata', 'registration'];

/** All code as it is built, in one file, by its path from the root. */
export const BUNDLE = 'dist/onecodex.js';

/** The TypeScript that ships, by paths from the root. */
export function sources(): string[] {
	return ['credentials', 'nodes'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.ts'))
			.map((path) => join(folder, path)),
	);
}

export const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** All modules that a source imports, exports from, or requires. */
export function importsOf(path: string): string[] {
	const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g;
	return [...textOf(path).matchAll(pattern)].map((match) => match[2] ?? '');
}
