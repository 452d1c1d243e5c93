import { setTimeout as delay } from 'node:timers/promises';
import type { Lab } from '../../scripts/lib/lab.cts';
import type { createProbe } from './probe-log.cts';
import { latestRun } from './compare.cts';
import { listen, timeCall } from './webhook-call.cts';
import { listingWorkflow } from './workflows.cts';

/** What getting all analyses took. */
export interface Listing {
	analyses: number;
	/** Seconds in the node, all in all. */
	seconds: number;
	requests: number;
	/** How many of them One Codex refused because of its rate limit. */
	refused: number;
	/** How many pages of 100 the list has: fewer requests cannot do. */
	pages: number;
}

const PAGE = 100;
// As long as a request over the internet may take.
const ANSWER_MS = 200;

/**
 * Gets all analyses of an account that has more and more of them. The sandbox keeps to the rate limit and takes
 * its time for each answer.
 */
export async function measureListing(
	lab: Lab,
	probe: ReturnType<typeof createProbe>,
	sizes: number[],
	progress: (line: string) => void,
): Promise<Listing[]> {
	const listening = await listen(lab.client, 'listing', listingWorkflow());
	const sample = lab.sandbox.addSample();
	// Afterwards: what one request makes the sandbox do is not to coincide with the arrival of another.
	lab.sandbox.inject({ when: 'after', times: 'always', fault: { kind: 'delay', ms: ANSWER_MS } });
	const results: Listing[] = [];
	let analyses = 0;
	for (const size of sizes) {
		for (; analyses < size; analyses++) lab.sandbox.addAnalysis(sample);
		await delay(1_000);
		const before = lab.sandbox.requests.length;
		await timeCall(lab.client, listening, [{}]);
		const requests = lab.sandbox.requests.slice(before);
		const { total } = await latestRun(probe, size);
		results.push({
			analyses,
			seconds: total / 1000,
			requests: requests.length,
			refused: requests.filter(({ status }) => status === 429).length,
			pages: Math.ceil(size / PAGE),
		});
		progress(`  ${size} analyses`);
	}
	return results;
}
