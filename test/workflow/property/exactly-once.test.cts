import fc from 'fast-check';

import { goodLines, scenario, toItems, type Scenario } from './scenario.cts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.cts';
import { now, pass } from '../../fake-timing.cts';
import { runNode, type NodeRun } from '../harness.cts';

// `npm run test:soak` draws more.
const RUNS = Number(process.env.SOAK_RUNS ?? 500);

const OTHERS = 'Other batch';
const KEY = 'property-test-key-0123456789';
let sandbox: Sandbox;

beforeAll(async () => {
	// The clock of the tests jumps, so that of requests beside each other some would seem too close.
	sandbox = await startSandbox({ now, apiKeys: [KEY], rateLimit: false });
});
afterAll(() => sandbox.close());

async function run(drawn: Scenario, stopped = false): Promise<NodeRun> {
	const done = new AbortController();
	const result = await runNode(toItems(drawn.rows), {
		...(stopped && { cancelled: nextRegistration(done.signal) }),
		credential: { apiKey: KEY, baseUrl: sandbox.url },
		onError: drawn.onError,
		retryOnFail: drawn.retryOnFail,
		maxTries: 2,
		parameters: {
			batchName: '={{ $json.Rack }}',
			options: {
				maxSamplesPerBatch: drawn.maxSamplesPerBatch,
				includeInputFields: true,
				lookBack: drawn.lookBack,
			},
		},
	});
	done.abort();
	return result;
}

/** Resolves when One Codex gets a registration; never, if the run is done before. */
async function nextRegistration(done: AbortSignal): Promise<void> {
	const posts = () => sandbox.requests.filter(({ method }) => method === 'POST').length;
	const before = posts();
	while (posts() === before) {
		if (done.aborted) await new Promise(() => {});
		await new Promise((resolve) => setImmediate(resolve));
	}
}

/** The barcodes of the rows that stand, as One Codex may show them. */
const standing = () =>
	sandbox
		.batches()
		.filter(({ name }) => !name.startsWith(OTHERS))
		.flatMap(({ tubes }) => tubes.map((tube) => tube.barcode.toUpperCase()));

function expectOnce(result: NodeRun): void {
	expect(standing()).toEqual([...new Set(standing())]);
	const bad = sandbox.requests.filter(
		({ method, status }) => method === 'POST' && (status === 400 || status === 409),
	);
	expect(bad).toEqual([]);
	expect(result.stored).not.toContain(KEY);
}

function expectComplete(drawn: Scenario, result: NodeRun): void {
	const good = goodLines(drawn.rows);
	if (drawn.onError === 'stopWorkflow' && good.length < drawn.rows.length) {
		const named = result.error?.description?.match(/^Rows? /gm) ?? [];
		expect(named.length).toBeGreaterThan(0);
		expect(result.error?.message).toContain(`${drawn.rows.length - good.length} of `);
		expect(standing()).toEqual([]);
		return;
	}
	const items = [...result.output, ...result.errorOutput];
	const lines = (list: typeof items) => list.map(({ json }) => json.Line).sort();
	const isError = ({ json }: (typeof items)[number]) => 'error' in json;
	const faulty = drawn.rows.map((_, line) => line).filter((line) => !good.includes(line));
	expect(lines(items.filter((item) => !isError(item)))).toEqual([...good].sort());
	expect(lines(items.filter(isError))).toEqual([...faulty].sort());
	const delivered = items.filter((item) => !isError(item)).map(({ json }) => json.tube_barcode);
	expect(
		delivered.map((one) => (typeof one === 'string' ? one.toUpperCase() : one)).sort(),
	).toEqual(standing().sort());
}

test(`each tube is registered once in ${RUNS} random runs`, async () => {
	let faults = 0;
	await fc.assert(
		fc.asyncProperty(scenario, async (drawn) => {
			pass(3_600_000);
			sandbox.reset();
			sandbox.setWorld(drawn.world);
			sandbox.setLag(drawn.lagMs);
			for (let other = 0; other < drawn.others; other++) {
				sandbox.addBatch(`${OTHERS} ${other}`, [String(90_000_000_000_000 + other)]);
			}
			pass(3_600_000);
			for (const { injections, stopped, pauseMs } of drawn.troubledRuns) {
				injections.forEach((injection) => sandbox.inject(injection));
				faults += injections.length;
				expectOnce(await run(drawn, stopped));
				sandbox.clearFaults();
				pass(pauseMs);
			}
			const healthy = await run(drawn);
			expectOnce(healthy);
			expectComplete(drawn, healthy);
		}),
		{ numRuns: RUNS },
	);
	expect(faults).toBeGreaterThan(RUNS / 2);
}, 3_600_000);
