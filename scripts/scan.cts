// Runs n8n's own package scanner as n8n runs it on a published package: first on the sources, then
// on what `npm pack` puts into the tarball. n8n downloads both; here they come from disk.
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './lib/processes/temporary-folder.cts';

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		folder: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

const root = join(__dirname, '..');
const TARBALL_PATTERNS = ['**/*.js', 'package.json'];

async function scan(): Promise<void> {
	const { path: folder, remove } = temporaryFolder('scan');
	try {
		const sources = join(folder, 'sources');
		for (const part of ['package.json', 'nodes', 'credentials', 'icons', 'tsconfig.json']) {
			cpSync(join(root, part), join(sources, part), { recursive: true });
		}
		// @ts-expect-error the scanner comes without types
		const scanner = (await import('@n8n/scan-community-package/scanner/scanner.mjs')) as Scanner;
		await check(scanner, 'sources', sources, scanner.SOURCE_FILE_PATTERNS);
		await check(scanner, 'tarball', unpackTarball(folder), TARBALL_PATTERNS);
	} finally {
		remove();
	}
}

function unpackTarball(folder: string): string {
	const options = { cwd: folder, encoding: 'utf8' } as const;
	const [{ filename }] = JSON.parse(
		execFileSync('npm', ['pack', root, '--json', '--silent'], options),
	) as [{ filename: string }];
	execFileSync('tar', ['-xzf', filename], options);
	return join(folder, 'package');
}

async function check(scanner: Scanner, what: string, folder: string, patterns: string[]) {
	const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
	if (!passed || message?.startsWith('No files')) {
		throw new Error(`n8n's scanner refuses the ${what}: ${message ?? ''}\n${details ?? ''}`);
	}
	console.log(`n8n's scanner accepts the ${what}.`);
}

scan().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
