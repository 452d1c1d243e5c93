import type { INodeParameters } from 'n8n-workflow';

import { toItems, type Scenario } from './scenario.cts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.cts';
import { now, pass } from '../../fake-timing.cts';
import { runNode, type NodeRun } from '../harness.cts';

/** How many scenarios to draw; `npm run test:soak` draws more. */
export const RUNS = Number(process.env.SOAK_RUNS ?? 500);

/** The name that batches of other tubes begin with. */
export const OTHERS = 'Other batch';
export const KEY = 'property-test-key-0123456789';

/** How a run differs from what its scenario says. */
interface Change {
	operation?: string;
	options?: INodeParameters;
	/** Stops the execution as soon as One Codex gets a registration. */
	stopped?: boolean;
}

/** A sandbox for scenarios. */
export function useScenarios() {
	let sandbox: Sandbox | undefined;
	const running = () => {
		if (!sandbox) throw new Error('The sandbox runs during tests only');
		return sandbox;
	};
	beforeAll(async () => {
		// The clock of the tests jumps, so that of requests beside each other some would seem too close.
		sandbox = await startSandbox({ now, apiKeys: [KEY], rateLimit: false });
	});
	afterAll(() => running().close());

	/** Resolves when One Codex gets a registration; never, if the run is done before. */
	async function nextRegistration(done: AbortSignal): Promise<void> {
		const posts = () => running().requests.filter(({ method }) => method === 'POST').length;
		const before = posts();
		while (posts() === before) {
			if (done.aborted) await new Promise(() => {});
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	return {
		sandbox: running,
		/** Makes the lab of a scenario, in its world. */
		prepare: (drawn: Scenario) => {
			pass(3_600_000);
			running().reset();
			running().setWorld(drawn.world);
			running().setLag(drawn.lagMs);
			for (let other = 0; other < drawn.others; other++) {
				running().addBatch(`${OTHERS} ${other}`, [String(90_000_000_000_000 + other)]);
			}
			pass(3_600_000);
		},
		/** Runs the node on the sheet of a scenario. */
		run: async (drawn: Scenario, change: Change = {}): Promise<NodeRun> => {
			const { operation = 'register', options, stopped } = change;
			const done = new AbortController();
			const result = await runNode(toItems(drawn.rows), {
				...(stopped && { cancelled: nextRegistration(done.signal) }),
				credential: { apiKey: KEY, baseUrl: running().url },
				onError: drawn.onError,
				retryOnFail: drawn.retryOnFail,
				maxTries: 2,
				parameters: {
					operation,
					batchName: '={{ $json.Rack }}',
					options: {
						maxSamplesPerBatch: drawn.maxSamplesPerBatch,
						includeInputFields: true,
						lookBack: drawn.lookBack,
						...options,
					},
				},
			});
			done.abort();
			return result;
		},
	};
}
