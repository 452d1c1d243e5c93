import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { installUnpinned } from './unpinned.cts';
import { node24 } from './node24.cts';
import { ensurePinned, type Progress } from './pinned.cts';
import { ensureDriver } from './sqlite-driver.cts';

export type { Progress } from './pinned.cts';

/** An installed n8n. */
export interface Runtime {
	version: string;
	/** A Node.js 24, which n8n needs. */
	node: string;
	/** The script that is n8n's command line. */
	n8n: string;
	/** The folder that n8n is installed in. */
	dir: string;
}

const manifest = z.object({ version: z.string() });

/** Finds the n8n that scripts/n8n pins, and installs it on first use (some minutes, 3 GB). */
export async function ensureN8n(progress: Progress): Promise<Runtime> {
	const title = 'n8n (once, some minutes, 3 GB)';
	const finish = (dir: string) => ensureDriver(dir, dir, progress);
	const dir = await ensurePinned({ folder: 'n8n', main: 'n8n', title, finish }, progress);
	return await runtimeIn(dir, node24(dir));
}

/**
 * Finds the n8n 1 that scripts/n8n-1 pins, and installs it on first use (some minutes, 2 GB). It runs
 * with the Node.js of a newer n8n.
 */
export async function ensureN8n1(newer: Runtime, progress: Progress): Promise<Runtime> {
	const title = 'n8n 1 (once, some minutes, 2 GB)';
	const finish = (dir: string) => ensureDriver(dir, newer.dir, progress);
	const dir = await ensurePinned({ folder: 'n8n-1', main: 'n8n', title, finish }, progress);
	// Older installations lack the driver.
	await finish(dir);
	return await runtimeIn(dir, newer.node);
}

/**
 * Finds a version of n8n, and installs it on first use with the latest dependencies that it allows.
 */
export async function ensureN8nVersion(version: string, progress: Progress): Promise<Runtime> {
	const finish = (dir: string) => ensureDriver(dir, dir, progress);
	const dir = await installUnpinned(version, finish, progress);
	return await runtimeIn(dir, node24(dir));
}

async function runtimeIn(dir: string, node: string): Promise<Runtime> {
	const n8n = join(dir, 'node_modules', 'n8n');
	const text = await readFile(join(n8n, 'package.json'), 'utf8');
	const { version } = manifest.parse(JSON.parse(text));
	return { version, dir, node, n8n: join(n8n, 'bin', 'n8n') };
}
