import { setTimeout as delay } from 'node:timers/promises';
import type { Lab } from '../../scripts/lib/lab.cts';
import type { createProbe } from './probe-log.cts';
import { latestRun } from './compare.cts';
import { makeRows } from './rows.cts';
import { RATE_LIMIT } from './updates.cts';
import { listen, timeCall } from './webhook-call.cts';
import { racksWorkflow } from './workflows.cts';

/** What registering many batches took, or finding them registered. */
export interface Racks {
	what: 'new' | 'registered before';
	batches: number;
	/** Seconds in the node, all in all. */
	seconds: number;
	requests: number;
	/** Seconds that One Codex's rate limit takes for so many requests. */
	limitSeconds: number;
}

// As long as a request over the internet may take.
const ANSWER_MS = 300;
// The node remembers for a minute what it sent, and is to find it again without that.
const FORGOTTEN_MS = 62_000;

/**
 * Registers batches of one tube each, and runs the same rows again when the node has forgotten them. The
 * sandbox keeps to the rate limit and takes its time for each answer.
 */
export async function measureRacks(
	lab: Lab,
	probe: ReturnType<typeof createProbe>,
	batches: number,
	progress: (line: string) => void,
): Promise<Racks[]> {
	const listening = await listen(lab.client, 'racks', racksWorkflow());
	lab.sandbox.reset();
	const rows = makeRows(batches).map((row, index) => ({ ...row, Rack: `Rack ${index}` }));
	lab.sandbox.inject({ times: 'always', fault: { kind: 'delay', ms: ANSWER_MS } });
	const results: Racks[] = [];
	for (const what of ['new', 'registered before'] as const) {
		if (what === 'registered before') await delay(FORGOTTEN_MS);
		const before = lab.sandbox.requests.length;
		await timeCall(lab.client, listening, rows);
		const requests = lab.sandbox.requests.length - before;
		const { total } = await latestRun(probe, batches);
		if (lab.sandbox.batches().length !== batches) throw new Error('Not each batch stands once');
		const limitSeconds = requests / RATE_LIMIT;
		results.push({ what, batches, seconds: total / 1000, requests, limitSeconds });
		progress(`  ${batches} batches, ${what}`);
	}
	return results;
}
