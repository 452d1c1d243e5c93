import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup, hasEnded, spawnGroup } from '../../scripts/lib/child-processes.cts';
import { freePort } from '../../scripts/lib/n8n-environment.cts';

/** A running Redis that keeps nothing. */
export interface Redis {
	port: number;
	stop: () => Promise<void>;
}

const patience = 30_000;

/** Finds Redis on the PATH, or says how to get it. */
export function findRedis(): string {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const found = folders.map((folder) => join(folder, 'redis-server')).find(existsSync);
	if (found !== undefined) return found;
	throw new Error(
		"n8n's queue mode needs Redis, and there is no redis-server on the PATH. Install it: with Debian or Ubuntu by `apt-get install redis-server`, with Homebrew by `brew install redis`.",
	);
}

/** Starts a Redis that is empty and writes no files. */
export async function startRedis(): Promise<Redis> {
	const port = await freePort();
	const keepNothing = ['--save', '', '--appendonly', 'no'];
	const address = ['--bind', '127.0.0.1', '--port', String(port)];
	const child = spawnGroup(findRedis(), [...address, ...keepNothing], { stdio: 'ignore' });
	let failure: Error | undefined;
	child.once('error', (error) => (failure = error));
	const deadline = Date.now() + patience;
	while (!(await answersPing(port))) {
		if (failure !== undefined || hasEnded(child) || Date.now() > deadline) {
			await endGroup(child, 'SIGKILL');
			throw failure ?? new Error(`Redis cannot be started (exit code ${child.exitCode})`);
		}
		await delay(50);
	}
	return { port, stop: () => endGroup(child, 'SIGTERM') };
}

async function answersPing(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		const end = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
		socket.once('error', () => end(false));
		socket.setTimeout(1_000, () => end(false));
	});
}
