// Runs the end-to-end tests with other versions of n8n than `npm test` does and with n8n's other
// expression engine, and those of the polling trigger with n8n's other schedulers:
// `npm run test:versions`, or with versions of npm named, such as `-- latest`.
import { join } from 'node:path';
import { failuresIn, runEndToEnd, skippedIn, type Report } from './lib/end-to-end.cts';
import { ensureN8n } from './lib/install/n8n.cts';
import { ensureBuilt } from './lib/install/package.cts';
import { versionOfN8n } from './lib/install/unpinned.cts';
import { temporaryFolder } from './lib/processes/temporary-folder.cts';

/** Which n8n and engine, as test/e2e/target.cts reads them. */
interface Run {
	n8n?: string;
	engine?: string;
	/** How polls are scheduled. Only the tests of the trigger that polls are run then. */
	scheduler?: 'durable' | 'cursors';
}

// What npm test leaves out: it runs the pinned n8n with vm, its default.
const usual: Run[] = [{ n8n: '1' }, { engine: 'legacy' }];

// These wait for polls most of their time, so they run beside the others.
const schedulers: Run[] = [{ scheduler: 'durable' }, { scheduler: 'cursors' }];

const withBothEngines = (n8n: string): Run[] => [{ n8n }, { n8n, engine: 'legacy' }];

const nameOf = ({ n8n, engine = 'vm', scheduler }: Run) => {
	const which = n8n === undefined || n8n === '1' ? `${n8n ?? '2'} as pinned` : n8n;
	const polls = scheduler ? `, scheduler ${scheduler}` : '';
	return `n8n ${which}, engine ${engine}${polls}`;
};

async function main(versions: string[]): Promise<void> {
	const unknown = versions.find((version) => version.startsWith('-'));
	if (unknown !== undefined) throw new Error(`Unknown argument ${unknown}; name versions of n8n`);
	// Looked up once, so that both engines run in the same n8n even if a new one is released meanwhile.
	const exact = await Promise.all(versions.map(versionOfN8n));
	// Once, since two runs that begin together would be in each other's way.
	await ensureBuilt();
	await ensureN8n((line) => console.log(line));
	const { path: folder } = temporaryFolder('versions');
	const inTurn = async (runs: Run[], quiet: boolean) => {
		const summaries: Summary[] = [];
		for (const run of runs) summaries.push(await runOne(run, folder, quiet));
		return summaries;
	};
	const both =
		exact.length === 0
			? [inTurn(usual, false), inTurn(schedulers, true)]
			: [inTurn(exact.flatMap(withBothEngines), false)];
	const summaries = (await Promise.all(both)).flat();
	console.log(`\n=== versions\n${summaries.map(({ text }) => text).join('\n')}`);
	if (summaries.some(({ isGood }) => !isGood)) process.exitCode = 1;
}

/** What came of one run, as the end of the output shows it. */
interface Summary {
	isGood: boolean;
	text: string;
}

async function runOne(run: Run, folder: string, quiet: boolean): Promise<Summary> {
	console.log(`\n=== ${nameOf(run)}${quiet ? ', beside the others' : ''}`);
	const started = Date.now();
	const { n8n, engine, scheduler } = run;
	const report = await runEndToEnd({
		settings: {
			E2E_N8N: n8n,
			E2E_ENGINE: engine,
			E2E_SCHEDULER: scheduler,
			N8N_URL: undefined,
		},
		reportFile: join(folder, `${nameOf(run)}.json`),
		more: scheduler ? ['--testPathPatterns', 'test/e2e/trigger\\.test'] : [],
		quiet,
	});
	// jest has printed it otherwise.
	if (quiet && report) failuresIn(report).forEach((text) => console.log(text));
	return summaryOf(run, report, Math.round((Date.now() - started) / 1000));
}

function summaryOf(run: Run, report: Report | undefined, seconds: number): Summary {
	if (!report) return { isGood: false, text: `FAIL ${nameOf(run)}: no test was run` };
	const { success, numPassedTests, numFailedTests } = report;
	const skipped = skippedIn(report);
	// The reason comes from testSinceN8n2 in test/e2e/versions.cts.
	const isExplained = skipped.every((name) => name.includes('(not in n8n 1: '));
	const isGood = success && numPassedTests > 0 && isExplained;
	const counts = [
		`${numPassedTests} passed`,
		`${numFailedTests} failed`,
		`${skipped.length} skipped`,
	];
	const first = `${isGood ? 'PASS' : 'FAIL'} ${nameOf(run)}: ${counts.join(', ')} in ${seconds} s`;
	return { isGood, text: [first, ...skipped.map((name) => `     skipped: ${name}`)].join('\n') };
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
