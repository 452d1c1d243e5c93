import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { run } from '../../scripts/lib/processes/command.cts';
import type { Runtime } from '../../scripts/lib/install/n8n.cts';

const versioned = z.object({ version: z.string() });

/** One line that says where and with what something was measured. */
export async function describeMachine({ node, dir }: Runtime): Promise<string> {
	const processors = cpus();
	const manifest = await readFile(join(dir, 'node_modules', 'n8n', 'package.json'), 'utf8');
	const n8n = versioned.parse(JSON.parse(manifest)).version;
	const nodeVersion = (await run(node, ['--version'], { quiet: true })).trim();
	const model = processors[0]?.model.trim() || 'unknown processor';
	const memory = Math.round(totalmem() / 2 ** 30);
	const date = new Date().toISOString().slice(0, 10);
	return `${processors.length} cores (${model}), ${memory} GB, ${process.platform}, Node.js ${nodeVersion}, n8n ${n8n}, SQLite, ${date}`;
}
