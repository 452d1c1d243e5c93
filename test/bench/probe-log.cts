import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';

const nodeRun = z.object({
	items: z.number(),
	total: z.number(),
	http: z.number(),
	waiting: z.number(),
	requests: z.number(),
	stretch: z.number(),
	peakKb: z.number(),
	endedAt: z.number(),
});

/**
 * One run of the node, timed inside n8n's process. `total`, `http` (a request under way) and
 * `waiting` (the process idle outside a request) are milliseconds, and so is `stretch`, the longest time for
 * which nothing else in the process had its turn; `peakKb` is the highest resident memory of the process up
 * to the run's end, which is given in milliseconds since 1970.
 */
export type NodeRun = z.infer<typeof nodeRun>;

/** Makes an n8n time the node: the settings for n8n, and a reader of the runs so far. */
export function createProbe(folder: string) {
	const log = join(folder, 'node-runs.jsonl');
	return {
		env: {
			// In quotes with escapes, so that a path may hold spaces and backslashes.
			NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, 'probe.cjs'))}`,
			ONECODEX_BENCH_LOG: log,
		},
		/** All runs so far, oldest first. */
		read: async (): Promise<NodeRun[]> => {
			if (!existsSync(log)) return [];
			const lines = (await readFile(log, 'utf8')).trim().split('\n');
			return lines.map((line) => nodeRun.parse(JSON.parse(line)));
		},
	};
}
