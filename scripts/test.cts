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

/** Begins the next of the steps, which are the checks, the n8n and the tests. */
function stepCounter() {
	let step = 0;
	let began = Date.now();
	return (name: string) => {
		const seconds = Math.round((Date.now() - began) / 1000);
		const after = step === 0 ? '' : ` (the step before took ${seconds} s)`;
		began = Date.now();
		step += 1;
		console.log(`\n=== ${step} of ${checks.length + 2}: ${name}${after}`);
	};
}

async function main(jestArguments: string[]): Promise<void> {
	const begin = stepCounter();
	for (const check of checks) {
		begin(check);
		await npm(['run', '--silent', check]);
	}
	begin('n8n');
	const { dir } = await ensureN8n((line) => console.log(line));
	console.log(`Ready in ${dir}`);

	begin('jest, which takes 15 to 20 minutes');
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
