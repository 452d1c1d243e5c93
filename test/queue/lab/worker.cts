import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	startWorker,
	type N8nServer,
	type ServerOptions,
} from '../../../scripts/lib/n8n/server.cts';

/** A worker of an n8n in queue mode, which can be started again after a crash. */
export type Worker = ReturnType<typeof createWorker>;

/** Creates a worker that is not started yet. */
export function createWorker(options: ServerOptions) {
	const logFile = join(options.userFolder, 'n8n.log');
	let running: N8nServer | undefined;
	return {
		start: async () => {
			running = await startWorker({ ...options, logFile });
		},
		/** Ends it as a crash would. */
		kill: async () => {
			await running?.stop('SIGKILL');
		},
		stop: async () => {
			await running?.stop();
		},
		/** The ids of all executions that it has started, in order. */
		executions: async (): Promise<string[]> => {
			const log = existsSync(logFile) ? await readFile(logFile, 'utf8') : '';
			const started = log.matchAll(/Worker started execution (\d+)/g);
			return [...started].map(([, id]) => id ?? '');
		},
	};
}
