import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort } from '../../scripts/lib/n8n/environment.cts';
import { startService } from '../../scripts/lib/processes/service.cts';
import { inOwnFolder } from './own-folder.cts';

/** A running Redis that keeps nothing. */
export interface Redis {
	port: number;
	stop: () => Promise<void>;
}

/**
 * Finds Redis on the PATH.
 * @throws an error that says how to install it
 */
export function findRedis(): string {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const found = folders.map((folder) => join(folder, 'redis-server')).find(existsSync);
	if (found !== undefined) return found;
	throw new Error(
		"n8n's queue mode needs Redis, and there is no redis-server on the PATH. Install it: with Debian or Ubuntu by `apt-get install redis-server`, with Homebrew by `brew install redis`.",
	);
}

/** Starts a Redis that is empty and saves nothing. */
export async function startRedis(): Promise<Redis> {
	return await inOwnFolder('redis', async (cwd) => {
		const port = await freePort();
		const { stop } = await startService({
			name: 'Redis',
			program: findRedis(),
			args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'],
			cwd,
			ready: { prints: 'Ready to accept connections' },
		});
		return { port, stop };
	});
}
