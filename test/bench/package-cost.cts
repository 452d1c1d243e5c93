import { join } from 'node:path';
import { z } from 'zod/v4';
import { npm, run } from '../../scripts/lib/processes/command.cts';
import type { Runtime } from '../../scripts/lib/install/n8n.cts';
import { median } from './statistics.cts';

const packed = z.array(z.object({ size: z.number() })).length(1);

const loading = z.object({ workflowMs: z.number(), ownMs: z.number() });

/** What loading the package takes. */
export interface LoadCost {
	/** Milliseconds. */
	ms: number;
	/** The same as a share of what n8n-workflow takes in the same process. */
	ofWorkflow: number;
}

// What n8n has loaded long before it comes to this package is loaded before it.
const script = `
function time(...modules) {
	const begun = process.hrtime.bigint();
	modules.forEach((module) => require(module));
	return Number(process.hrtime.bigint() - begun) / 1e6;
}
const workflowMs = time('n8n-workflow');
time('zod/v4');
const ownMs = time(
	'./dist/nodes/OneCodex/OneCodex.node.js',
	'./dist/credentials/OneCodexApi.credentials.js',
);
console.log(JSON.stringify({ workflowMs, ownMs }));
`;

/**
 * Requires the package's node and credential, as installed in an n8n's user folder, on top of n8n-workflow
 * and zod: the medians over fresh processes of n8n's Node.js.
 */
export async function measureRequire(
	runtime: Runtime,
	userFolder: string,
	processes: number,
): Promise<LoadCost> {
	const cwd = join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-onecodex');
	// As n8n itself does it: its own modules are what the package finds.
	const env = { ...process.env, NODE_PATH: join(runtime.dir, 'node_modules') };
	const costs: LoadCost[] = [];
	for (let count = 0; count <= processes; count++) {
		const printed = await run(runtime.node, ['--eval', script], { cwd, env, quiet: true });
		// The first one reads the files from the disk.
		if (count === 0) continue;
		const { workflowMs, ownMs } = loading.parse(JSON.parse(printed));
		costs.push({ ms: ownMs, ofWorkflow: ownMs / workflowMs });
	}
	return {
		ms: median(costs.map(({ ms }) => ms)),
		ofWorkflow: median(costs.map(({ ofWorkflow }) => ofWorkflow)),
	};
}

/** The size of the tarball that would be published, in bytes. */
export async function measureTarball(): Promise<number> {
	const answer = await npm(['pack', '--json', '--dry-run'], { quiet: true });
	return packed.parse(JSON.parse(answer))[0]?.size ?? 0;
}
