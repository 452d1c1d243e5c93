import fc from 'fast-check';

import { expectRows, expectSent, expectUnpolluted, expectWords } from './expectations.cts';
import { sheet, type Sheet } from './sheet.cts';
import { toInput, type Input } from './to-node.cts';
import { useWatchdog } from './watchdog.cts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.cts';
import { now, pass, waitForAnswers } from '../../fake-timing.cts';
import { runNode } from '../harness.cts';

// `npm run test:fuzz` draws more.
const ROWS = Number(process.env.FUZZ_ROWS ?? 20_000);
const MOST_ROWS = 200;

const KEY = 'fuzz-test-key-0123456789';
const beat = useWatchdog(60_000);
let sandbox: Sandbox;

beforeAll(async () => {
	// The clock of the tests jumps, so that of many requests at once some would seem to be too close.
	waitForAnswers();
	sandbox = await startSandbox({ now, apiKeys: [KEY], rateLimit: false });
});
afterAll(() => sandbox.close());

async function runOnce({ settings }: Sheet, { items, parameters }: Input) {
	beat();
	return await runNode(items, {
		credential: { apiKey: KEY, baseUrl: sandbox.url },
		onError: settings.onError,
		parameters,
	});
}

test(`${ROWS} random rows are registered, or told of, in our words`, async () => {
	const seen = { rows: 0, sent: 0 };
	const check = async (drawn: Sheet) => {
		const input = toInput(drawn);
		const { settings, rows } = drawn;
		pass(3_600_000);
		sandbox.reset();
		// What stands already would be refused, which is what is asked for then.
		const isTwice = settings.again && settings.options.ifRegistered !== 'register';
		for (let time = 0; time < (isTwice ? 2 : 1); time++) {
			const run = await runOnce(drawn, input);
			expectWords(run, input, settings);
			expectRows(run, input);
			expectSent(run, input, settings, sandbox);
			expectUnpolluted();
			expect(run.stored).not.toContain(KEY);
			seen.rows += rows.length;
		}
		seen.sent += sandbox.batches().reduce((sum, { tubes }) => sum + tubes.length, 0);
	};
	await fc.assert(fc.asyncProperty(sheet(MOST_ROWS), check), {
		numRuns: Math.ceil(ROWS / (MOST_ROWS / 2)),
	});
	expect(seen.rows).toBeGreaterThan(ROWS);
	expect(seen.sent).toBeGreaterThan(ROWS / 10);
}, 3_600_000);
