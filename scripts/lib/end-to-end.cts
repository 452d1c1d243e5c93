import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod/v4';
import { nodeScript } from './processes/command.cts';

const reportSchema = z.object({
	success: z.boolean(),
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	testResults: z.array(
		z.object({
			// Of a file that could not be run.
			message: z.string(),
			assertionResults: z.array(
				z.object({
					fullName: z.string(),
					status: z.string(),
					failureMessages: z.array(z.string()),
				}),
			),
		}),
	),
});

/** jest's report of a run. */
export type Report = z.infer<typeof reportSchema>;

/** One run of the end-to-end tests. */
export interface EndToEnd {
	/** Environment variables, which test/e2e/target.cts reads. */
	settings: NodeJS.ProcessEnv;
	/** Where jest may write its report. */
	reportFile: string;
	/** More arguments of jest. */
	more?: string[];
	/** Prints nothing. */
	quiet?: boolean;
}

/** Runs the end-to-end tests and returns jest's report, or undefined if no test was run. */
export async function runEndToEnd({
	settings,
	reportFile,
	more = [],
	quiet = false,
}: EndToEnd): Promise<Report | undefined> {
	const env = { ...process.env, ...settings };
	const reporting = ['--json', '--outputFile', reportFile];
	const args = ['--ci', '--selectProjects', 'e2e', '--maxWorkers=2', ...reporting, ...more];
	const failure = await nodeScript('jest/bin/jest', args, { env, quiet }).catch(String);
	if (!existsSync(reportFile)) {
		console.log(failure);
		return undefined;
	}
	// It has what failed.
	return reportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
}

/** The names of the tests that were not run. */
export const skippedIn = ({ testResults }: Report): string[] =>
	testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => !['passed', 'failed'].includes(status))
		.map(({ fullName }) => fullName);

/** What jest says of the tests that failed, and of files that could not be run. */
export const failuresIn = ({ testResults }: Report): string[] =>
	testResults.flatMap(({ message, assertionResults }) => {
		const failed = assertionResults.filter(({ status }) => status === 'failed');
		if (assertionResults.length === 0) return message === '' ? [] : [message];
		return failed.map(({ fullName, failureMessages }) => [fullName, ...failureMessages].join('\n'));
	});
