import { join } from 'node:path';
import { z } from 'zod/v4';
import { npm, run } from '../../scripts/lib/processes/command.cts';
import type { Runtime } from '../../scripts/lib/install/n8n.cts';
import { median } from './statistics.cts';

const packed = z.array(z.object({ size: z.number() })).length(1);

// What n8n has loaded long before it comes to this package is loaded before the clock starts.
const script = `
require('n8n-workflow');
require('zod/v4');
const begun = process.hrtime.bigint();
require('./dist/nodes/OneCodex/OneCodex.node.js');
require('./dist/credentials/OneCodexApi.credentials.js');
console.log(Number(process.hrtime.bigint() - begun) / 1e6);
`;

/**
 * Milliseconds to require the package's node and credential, as installed in an n8n's user folder, on
 * top of n8n-workflow and zod: the median over fresh processes of n8n's Node.js.
 */
export async function measureRequire(
	runtime: Runtime,
	userFolder: string,
	processes: number,
): Promise<number> {
	const cwd = join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-onecodex');
	// As n8n itself does it: its own modules are what the package finds.
	const env = { ...process.env, NODE_PATH: join(runtime.dir, 'node_modules') };
	const times: number[] = [];
	for (let count = 0; count <= processes; count++) {
		const printed = await run(runtime.node, ['--eval', script], { cwd, env, quiet: true });
		// The first one reads the files from the disk.
		if (count > 0) times.push(Number(printed));
	}
	return median(times);
}

/** The size of the tarball that would be published, in bytes. */
export async function measureTarball(): Promise<number> {
	const answer = await npm(['pack', '--json', '--dry-run'], { quiet: true });
	return packed.parse(JSON.parse(answer))[0]?.size ?? 0;
}
