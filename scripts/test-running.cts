// Runs the end-to-end tests in an n8n that is running already: `npm run test:running` with N8N_URL,
// N8N_EMAIL and N8N_PASSWORD in the environment. Without them, it starts the pinned n8n on the same files
// and settings that a container gets in .github/workflows/nightly.yml.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { prepareContainer } from './lib/install/container.cts';
import { runEndToEnd, skippedIn } from './lib/end-to-end.cts';
import { ensureN8n } from './lib/install/n8n.cts';
import { startN8n } from './lib/n8n/server.cts';
import { owner } from './lib/n8n/session.cts';
import { repository } from './lib/paths.cts';
import { temporaryFolder } from './lib/processes/temporary-folder.cts';

const say = (line: string) => console.log(line);

async function main(jestArguments: string[]): Promise<void> {
	const { path, remove } = temporaryFolder('running');
	const own = process.env.N8N_URL ? undefined : await startOwn(path);
	try {
		const settings = { N8N_URL: own?.url, N8N_EMAIL: owner.email, N8N_PASSWORD: owner.password };
		await runAndSay(own ? settings : {}, join(path, 'report.json'), jestArguments);
	} finally {
		await own?.stop();
		remove();
	}
}

async function startOwn(folder: string) {
	say('N8N_URL names no n8n: starting the pinned one ...');
	const runtime = await ensureN8n(say);
	const { settingsFile } = await prepareContainer(folder);
	const env = parseEnv(readFileSync(settingsFile, 'utf8'));
	return await startN8n({ runtime, userFolder: folder, env });
}

async function runAndSay(settings: NodeJS.ProcessEnv, reportFile: string, more: string[]) {
	const files = filesWithOwnN8n();
	const ignored = files.flatMap((file) => ['--testPathIgnorePatterns', `/e2e/${file}$`]);
	const report = await runEndToEnd({ settings, reportFile, more: [...ignored, ...more] });
	const { numPassedTests = 0, numFailedTests = 0 } = report ?? {};
	const skipped = report ? skippedIn(report) : [];
	// The reasons come from testInOwnN8n and testSinceN8n2 in test/e2e/versions.cts.
	const isExplained = skipped.every((name) => / \((only in|not in) .*: .*\)$/.test(name));
	const isGood = report?.success === true && numPassedTests > 0 && isExplained;
	say(`\n=== an n8n that is running already
${isGood ? 'PASS' : 'FAIL'}: ${numPassedTests} passed, ${numFailedTests} failed, ${skipped.length} skipped, ${files.length} files left out`);
	skipped.forEach((name) => say(`     skipped: ${name}`));
	files.forEach((file) => say(`     left out: ${file} (starts and stops n8n itself)`));
	if (!isGood) process.exitCode = 1;
}

/** The test files that always start an n8n of their own. */
function filesWithOwnN8n(): string[] {
	const folder = join(repository, 'test', 'e2e');
	return readdirSync(folder)
		.filter((file) => file.endsWith('.test.cts'))
		.filter((file) =>
			/\b(startLab|startN8n|usePollingLab)\b/.test(readFileSync(join(folder, file), 'utf8')),
		);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
