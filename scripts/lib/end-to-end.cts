import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod/v4';
import { nodeScript } from './processes/command.cts';

const reportSchema = z.object({
	success: z.boolean(),
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	testResults: z.array(
		z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
	),
});

/** jest's report of a run. */
export type Report = z.infer<typeof reportSchema>;

/**
 * Runs the end-to-end tests and returns jest's report, or undefined if no test was run.
 * @param settings environment variables, which test/e2e/target.cts reads
 * @param reportFile where jest may write its report
 */
export async function runEndToEnd(
	settings: NodeJS.ProcessEnv,
	reportFile: string,
	more: string[] = [],
): Promise<Report | undefined> {
	const env = { ...process.env, ...settings };
	const reporting = ['--json', '--outputFile', reportFile];
	const args = ['--ci', '--selectProjects', 'e2e', '--maxWorkers=2', ...reporting, ...more];
	// jest has printed what failed, and the report has it.
	await nodeScript('jest/bin/jest', args, { env }).catch(() => undefined);
	if (!existsSync(reportFile)) return undefined;
	return reportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
}

/** The names of the tests that were not run. */
export const skippedIn = ({ testResults }: Report): string[] =>
	testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => !['passed', 'failed'].includes(status))
		.map(({ fullName }) => fullName);
