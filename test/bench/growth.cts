import { setTimeout as delay } from 'node:timers/promises';
import type { Lab } from '../../scripts/lib/lab.cts';
import { latestRun } from './compare.cts';
import type { createProbe } from './probe-log.cts';
import { makeRows } from './rows.cts';
import { median } from './statistics.cts';
import { callAgain, listen, timeCall } from './webhook-call.cts';
import { ways, type OwnWay } from './ways.cts';
import { growthWorkflow, smallWorkflow } from './workflows.cts';

/** What very many rows took, in milliseconds and megabytes. Times are medians over the rounds. */
export interface Growth {
	rows: number;
	batches: number;
	/** From the webhook call to its answer. */
	webhook: number;
	/** In the node, all in all: the next three together, but for the medians. */
	node: number;
	http: number;
	waiting: number;
	own: number;
	/** The longest that nothing else in n8n had its turn, of all rounds. */
	stretch: number;
	/** The highest resident memory of n8n's process after the first round of this many rows. */
	peakMb: number;
}

/** What very many rows took by one way, and the memory that n8n needed before the first of them. */
export interface GrowthResult {
	way: OwnWay;
	baselineMb: number;
	sizes: Growth[];
	/** What a webhook that does nothing takes in milliseconds: alone, and the longest while the node has most rows. */
	small: { alone: number; longest: number };
}

const ROWS_PER_BATCH = 5_000;

/**
 * Sends more and more rows through the node by one way, in an n8n that has done nothing else. The memory is that
 * of the first time for each size, in rising order, since a peak never falls again.
 */
export async function measureGrowth(
	lab: Lab,
	probe: ReturnType<typeof createProbe>,
	way: OwnWay,
	{ sizes, rounds }: { sizes: number[]; rounds: number },
	progress: (line: string) => void,
): Promise<GrowthResult> {
	const listening = await listen(lab.client, 'growth', growthWorkflow(way));
	const send = async (rows: number) => {
		lab.sandbox.reset();
		const { ms } = await timeCall(lab.client, listening, makeRows(rows, ROWS_PER_BATCH));
		const run = await latestRun(probe, rows);
		const tubes = lab.sandbox.batches().reduce((sum, batch) => sum + batch.tubes.length, 0);
		if (tubes !== rows) throw new Error(`The sandbox has ${tubes} tubes of ${rows}`);
		return { ms, run };
	};

	const baseline = await send(10);
	await send(ROWS_PER_BATCH);
	const results = new Map(
		sizes.map((rows) => [rows, [] as Array<Awaited<ReturnType<typeof send>>>]),
	);
	for (let round = 1; round <= rounds; round++) {
		for (const rows of sizes) {
			results.get(rows)?.push(await send(rows));
			progress(`  ${ways[way]}: ${rows} rows, round ${round} of ${rounds}`);
		}
	}
	const small = await listen(lab.client, 'small', smallWorkflow());
	const besides = async <T,>(work: () => Promise<T>) => {
		const stop = callAgain(lab.client, small);
		const done = await work();
		return { done, calls: await stop() };
	};
	const { calls: alone } = await besides(async () => await delay(2_000));
	const during: number[] = [];
	for (let round = 1; round <= rounds; round++) {
		const { done, calls } = await besides(async () => await send(sizes.at(-1) ?? 0));
		const { endedAt, total } = done.run;
		const ofNode = calls.filter(({ begun }) => begun >= endedAt - total && begun <= endedAt);
		during.push(...ofNode.map(({ ms }) => ms));
	}
	if (during.length === 0) throw new Error('No webhook was called while the node was at work');
	return {
		way,
		small: { alone: median(alone.map(({ ms }) => ms)), longest: Math.max(...during) },
		baselineMb: baseline.run.peakKb / 1024,
		sizes: [...results].map(([rows, sent]) => {
			const middle = (of: (one: (typeof sent)[number]) => number) => median(sent.map(of));
			return {
				rows,
				batches: Math.ceil(rows / ROWS_PER_BATCH),
				webhook: middle(({ ms }) => ms),
				node: middle(({ run }) => run.total),
				http: middle(({ run }) => run.http),
				waiting: middle(({ run }) => run.waiting),
				own: middle(({ run }) => run.total - run.http - run.waiting),
				stretch: Math.max(...sent.map(({ run }) => run.stretch)),
				peakMb: (sent[0]?.run.peakKb ?? 0) / 1024,
			};
		}),
	};
}
