import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from '../test/queue/lab/installed.cts';
import { nodeScript } from './lib/processes/command.cts';
import { temporaryFolder } from './lib/processes/temporary-folder.cts';

const config = join('test', 'queue', 'jest.config.js');

async function main(jestArguments: string[]): Promise<void> {
	await ensureInstalled((line) => console.log(line));
	// All that the processes write goes into one folder, which is removed even if they are killed.
	const { path: scratch } = temporaryFolder('test-queue');
	// PostgreSQL runs as another user under root, and has a folder of its own in it.
	chmodSync(scratch, 0o711);
	try {
		const env = { ...process.env, TMPDIR: scratch };
		await nodeScript('jest/bin/jest', ['--ci', '--config', config, ...jestArguments], { env });
	} catch {
		// jest has printed what failed, and its summary should stay at the end.
		process.exitCode = 1;
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
