import { setTimeout as delay } from 'node:timers/promises';
import type { Lab } from '../../scripts/lib/lab.cts';
import { postRows } from './bare-request.cts';
import type { createProbe } from './probe-log.cts';
import { latestRun } from './compare.cts';
import { makeRows } from './rows.cts';
import { listen, timeCall } from './webhook-call.cts';
import { updatesWorkflow } from './workflows.cts';

/** What writing the metadata of some samples took. */
export interface Updates {
	samples: number;
	/** Seconds in the node, all in all. */
	seconds: number;
	requests: number;
	/** How many of them One Codex refused because of its rate limit. */
	refused: number;
	/** The highest resident memory of n8n's process by then, in megabytes. */
	peakMb: number;
}

/** What One Codex allows, in requests a second. */
export const RATE_LIMIT = 10;

// As long as a request over the internet may take: many have to be under way at once to reach the limit.
const ANSWER_MS = 200;

/**
 * Registers samples and writes columns of their rows to their metadata, half of them to custom values,
 * in rising numbers. The sandbox keeps to the rate limit and takes its time for each answer.
 */
export async function measureUpdates(
	lab: Lab,
	probe: ReturnType<typeof createProbe>,
	sizes: number[],
	progress: (line: string) => void,
): Promise<Updates[]> {
	const listening = await listen(lab.client, 'updates', updatesWorkflow());
	const results: Updates[] = [];
	for (const samples of sizes) {
		lab.sandbox.reset();
		const rows = await registerRows(lab, samples);
		// The registration counts for the limit as well.
		await delay(1_000);
		lab.sandbox.inject({ times: 'always', fault: { kind: 'delay', ms: ANSWER_MS } });
		const before = lab.sandbox.requests.length;
		await timeCall(lab.client, listening, rows);
		const requests = lab.sandbox.requests.slice(before);
		assertWritten(lab, rows);
		const run = await latestRun(probe, samples);
		results.push({
			samples,
			seconds: run.total / 1000,
			requests: requests.length,
			refused: requests.filter(({ status }) => status === 429).length,
			peakMb: run.peakKb / 1024,
		});
		progress(`  ${samples} samples`);
	}
	return results;
}

type Row = ReturnType<typeof rowOf>;

const rowOf = (sample_id: string, index: number) => ({
	sample_id,
	'External Sample ID': `LIMS-${index}`,
	'Date Collected': '2026-01-05',
	Location: 'Berlin',
	Patient: `P-${index}`,
	Site: index % 7,
});

async function registerRows(lab: Lab, count: number): Promise<Row[]> {
	await postRows(lab, makeRows(count));
	return lab.sandbox.samples().map(({ $uri }, index) => rowOf($uri.split('/').at(-1) ?? '', index));
}

function assertWritten(lab: Lab, rows: Row[]): void {
	const written = lab.sandbox.metadata().map((record) => ({
		sample_id: record.sample.$ref.split('/').at(-1),
		'External Sample ID': record.external_sample_id,
		'Date Collected': record.date_collected?.slice(0, 10),
		Location: record.location_string,
		...record.custom,
	}));
	if (JSON.stringify(written) !== JSON.stringify(rows)) throw new Error('Not all was written');
}
