import { nodeScript, npm } from './lib/processes/command.cts';
import { ensureN8n } from './lib/install/n8n.cts';

const checks = [
	'lint',
	'lint:dev',
	'lint:unused',
	'lint:api',
	'typecheck',
	'lint:types',
	'build',
	'lint:package',
	'scan',
];

const heading = (text: string) => console.log(`\n=== ${text}`);

async function main(jestArguments: string[]): Promise<void> {
	for (const check of checks) {
		heading(check);
		await npm(['run', '--silent', check]);
	}
	heading('n8n');
	const { dir } = await ensureN8n((line) => console.log(line));
	console.log(`Ready in ${dir}`);

	heading('jest');
	// The limit of coverage is for all tests; some of them cannot reach it.
	const coverage = jestArguments.length === 0 ? ['--coverage'] : [];
	try {
		await nodeScript('jest/bin/jest', ['--ci', '--maxWorkers=2', ...coverage, ...jestArguments]);
	} catch {
		// jest has printed what failed, and its summary should stay at the end.
		process.exitCode = 1;
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
