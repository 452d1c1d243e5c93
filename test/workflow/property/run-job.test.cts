import fc from 'fast-check';

import { injection, world } from './scenario.cts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.cts';
import { now, pass } from '../../fake-timing.cts';
import { runNode, type NodeRun } from '../harness.cts';
import { locator } from '../use-node.cts';

// `npm run test:soak` draws more.
const RUNS = Number(process.env.SOAK_RUNS ?? 60);
const KEY = 'property-test-key-0123456789';
const JOB = 'Resistance genes';
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ now, apiKeys: [KEY], rateLimit: false });
});
afterAll(() => sandbox.close());

const oneOf = fc.constantFrom;
const scenario = fc.record({
	/** Which sample each row names. */
	rows: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 }),
	world,
	type: oneOf('panel' as const, 'classification' as const),
	lagMs: oneOf(0, 0, 5_000, 40_000),
	/** How many analyses of other jobs the samples have. */
	others: oneOf(0, 3, 130),
	/** The sample for which the job was run before. */
	before: fc.option(fc.nat({ max: 4 })),
	onError: oneOf('stopWorkflow' as const, 'continueErrorOutput' as const),
	troubledRuns: fc.array(
		fc.record({
			injections: fc.array(injection, { maxLength: 4 }),
			isStopped: fc.boolean(),
			pauseMs: oneOf(0, 30_000, 61_000, 7_200_000),
		}),
		{ maxLength: 3 },
	),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const runsOf = (sample = '') =>
	sandbox
		.runsOf(JOB)
		.filter((one) => one.sample === sample)
		.map(({ id }) => id);

async function nextRun(): Promise<void> {
	const posts = () => sandbox.requests.filter(({ method }) => method === 'POST').length;
	const before = posts();
	for (let turn = 0; posts() === before && turn < 2_000; turn++) {
		await new Promise((resolve) => setImmediate(resolve));
	}
}

/** Checks what must hold whatever went wrong: once at most, and each row has its analysis or an error. */
function expectOnce(samples: string[], rows: Array<{ sample_id?: string }>, result: NodeRun): void {
	for (const sample of samples) expect(runsOf(sample).length).toBeLessThanOrEqual(1);
	expect(result.stored).not.toContain(KEY);
	// What n8n gives of an execution that was stopped are the items that came in.
	if (result.status !== 'success') return;
	for (const { json } of result.output) {
		expect(runsOf(json.sample_id as string)).toEqual([json.analysis_id]);
	}
	expect(result.output.length + result.errorOutput.length).toBe(rows.length);
}

async function play(drawn: Scenario): Promise<void> {
	pass(3_600_000);
	sandbox.reset();
	sandbox.setWorld(drawn.world);
	const samples = Array.from({ length: 5 }, () => sandbox.addSample());
	const job = sandbox.addJob({ name: JOB, type: drawn.type });
	for (let other = 0; other < drawn.others; other++) {
		sandbox.addAnalysis(samples[other % 5] ?? '', { type: 'mlst' });
	}
	const { before } = drawn;
	if (before !== null) sandbox.addAnalysis(samples[before] ?? '', { type: drawn.type, job: JOB });
	sandbox.setLag(drawn.lagMs);
	const rows = drawn.rows.map((place) => ({ sample_id: samples[place] }));
	const run = async (cancelled?: Promise<void>) =>
		await runNode(rows, {
			credential: { apiKey: KEY, baseUrl: sandbox.url },
			onError: drawn.onError,
			parameters: { resource: 'analysis', operation: 'run', jobId: locator(job) },
			...(cancelled && { cancelled }),
		});
	for (const { injections, isStopped, pauseMs } of drawn.troubledRuns) {
		injections.forEach((one) => sandbox.inject(one));
		expectOnce(samples, rows, await run(isStopped ? nextRun() : undefined));
		// What was on its way when the execution was stopped arrives, before the clock of the tests jumps.
		if (isStopped) await new Promise((resolve) => setTimeout(resolve, 25));
		sandbox.clearFaults();
		pass(pauseMs);
	}
	pass(120_000);
	const healthy = await run();
	expectOnce(samples, rows, healthy);
	// Without the jobs of analyses, nothing can be said of them.
	if (drawn.world.otherFields === 'odd') return;
	expect(healthy.output).toHaveLength(rows.length);
	for (const { sample_id } of rows) expect(runsOf(sample_id)).toHaveLength(1);
}

test(`each job is run once for a sample in ${RUNS} random runs`, async () => {
	await fc.assert(fc.asyncProperty(scenario, play), { numRuns: RUNS });
}, 3_600_000);
