import { z } from 'zod/v4';
import type { Lab } from '../../scripts/lib/lab.cts';
import { postRows } from './bare-request.cts';
import { createProbe, type NodeRun } from './probe-log.cts';
import { makeRows, type BenchRow } from './rows.cts';
import { median } from './statistics.cts';
import { listen, timeCall, type Listening } from './webhook-call.cts';
import { isOwn, ways, type OwnWay, type Way } from './ways.cts';
import { benchWorkflow } from './workflows.cts';

/** Milliseconds from the webhook call to the end of its answer, for each way: one for each round. */
type Times = Record<Way, number[]>;

/** What one number of rows took. */
export interface Comparison {
	rows: number;
	times: Times;
	/** Milliseconds that the request alone takes that registers the rows, sent without n8n: one for each round. */
	bare: number[];
	/** The node's own runs, for the ways that use it. */
	nodeRuns: Record<OwnWay, NodeRun[]>;
}

const allWays = Object.keys(ways) as Way[];

/** Runs every way in turn in one n8n, in another order each round. The first round is not counted. */
export async function compare(
	lab: Lab,
	probe: ReturnType<typeof createProbe>,
	plan: Array<{ rows: number; rounds: number }>,
	progress: (line: string) => void,
): Promise<Comparison[]> {
	const listening = new Map<Way, Listening>();
	for (const way of allWays) {
		const workflow = benchWorkflow(way, lab.sandbox.url);
		listening.set(way, await listen(lab.client, way, workflow));
	}
	const comparisons: Comparison[] = [];
	for (const { rows, rounds } of plan) {
		const comparison = emptyComparison(rows);
		for (let round = 0; round <= rounds; round++) {
			// What earlier rounds registered must not slow the sandbox down.
			lab.sandbox.reset();
			for (const way of inOrder(round)) {
				const sent = makeRows(rows);
				const { ms, text } = await timeCall(lab.client, listening.get(way) as Listening, sent);
				assertAnswer(way, sent, text);
				if (round === 0) continue;
				comparison.times[way].push(ms);
				if (isOwn(way)) {
					comparison.nodeRuns[way].push(await latestRun(probe, rows));
				}
			}
			const bare = await postRows(lab, makeRows(rows));
			if (round > 0) comparison.bare.push(bare);
			progress(`  ${rows} rows, ${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}`);
		}
		comparisons.push(comparison);
	}
	return comparisons;
}

/** The median of each way. */
export function medians({ times }: Comparison): Record<Way, number> {
	const entries = allWays.map((way) => [way, median(times[way])]);
	return Object.fromEntries(entries) as Record<Way, number>;
}

function emptyComparison(rows: number): Comparison {
	return {
		rows,
		times: { automatic: [], manual: [], functions: [], code: [], editFields: [], floor: [] },
		bare: [],
		nodeRuns: { automatic: [], manual: [], functions: [] },
	};
}

// Each way gets each place, and comes as often behind a neighbour as before it.
function inOrder(round: number): Way[] {
	const shift = Math.floor(round / 2) % allWays.length;
	const turned = [...allWays.slice(shift), ...allWays.slice(0, shift)];
	return round % 2 === 0 ? turned : turned.reverse();
}

/** The latest run of the node, which must be the one of these rows. */
export async function latestRun(
	probe: ReturnType<typeof createProbe>,
	rows: number,
): Promise<NodeRun> {
	const run = (await probe.read()).at(-1);
	if (run?.items !== rows) throw new Error(`The node gave ${run?.items} items for ${rows} rows`);
	return run;
}

const floorItem = z.looseObject({ 'Tube Barcode': z.string() });
const sampleItem = z.union([
	z.looseObject({ tube_barcode: z.string(), sample_id: z.string() }),
	z.looseObject({ tube_barcode: z.string(), sample: z.looseObject({ $ref: z.string() }) }),
]);

function assertAnswer(way: Way, sent: BenchRow[], text: string): void {
	const answer: unknown = JSON.parse(text);
	const barcodes =
		way === 'floor'
			? z
					.array(floorItem)
					.parse(answer)
					.map((item) => item['Tube Barcode'])
			: z
					.array(sampleItem)
					.parse(answer)
					.map((item) => item.tube_barcode);
	const expected = new Set(sent.map((row) => row['Tube Barcode']));
	const known = new Set(barcodes.filter((barcode) => expected.has(barcode)));
	if (barcodes.length !== sent.length || known.size !== sent.length) {
		throw new Error(
			`${ways[way]} gave ${barcodes.length} items, ${known.size} of the ${sent.length} tubes`,
		);
	}
}
