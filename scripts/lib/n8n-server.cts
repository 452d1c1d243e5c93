import type { ChildProcess } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup, hasEnded, spawnGroup } from './child-processes.cts';
import { freePort, n8nEnvironment, type EnvironmentOptions } from './n8n-environment.cts';
import type { Runtime } from './n8n-install.cts';

/** How to start n8n. */
export interface ServerOptions extends EnvironmentOptions {
	runtime: Runtime;
	/** A free one by default; another free one if this is taken. */
	port?: number;
	/** Gets what n8n prints; `n8n.log` in the user folder by default. */
	logFile?: string;
}

/** A running n8n. */
export interface N8nServer {
	/** Where it listens, without a slash at the end. */
	url: string;
	logFile: string;
	/** Ends it; with 'SIGKILL' as a crash would. Start another on the same folder to go on. */
	stop: (signal?: NodeJS.Signals) => Promise<void>;
}

const patience = 180_000;

/** Starts n8n and waits until it answers. */
export async function startN8n(options: ServerOptions): Promise<N8nServer> {
	return await startProcess(options, 'start', await freePort(options.port));
}

/** Starts a worker of an n8n in queue mode and waits until it takes jobs; the port tells its health. */
export async function startWorker(options: ServerOptions): Promise<N8nServer> {
	const port = await freePort(options.port);
	const health = {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
	return await startProcess({ ...options, env: { ...options.env, ...health } }, 'worker', port);
}

async function startProcess(
	options: ServerOptions,
	command: 'start' | 'worker',
	port: number,
): Promise<N8nServer> {
	const { runtime, userFolder, logFile = join(userFolder, 'n8n.log') } = options;
	const url = `http://127.0.0.1:${port}`;
	await mkdir(userFolder, { recursive: true });
	const log = await open(logFile, 'a');
	const env = await n8nEnvironment(options, port);
	const child = spawnGroup(runtime.node, [runtime.n8n, command], {
		cwd: userFolder,
		env,
		stdio: ['ignore', log.fd, log.fd],
	});
	await log.close();
	try {
		// n8n 1 calls itself ready before it answers what the editor asks.
		const signs =
			command === 'start' ? ['healthz/readiness', 'rest/settings'] : ['healthz/readiness'];
		for (const sign of signs) await untilReady(child, `${url}/${sign}`);
	} catch (error) {
		await endGroup(child, 'SIGTERM');
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`${reason}. The end of ${logFile}:\n${await tail(logFile)}`);
	}
	return { url, logFile, stop: (signal = 'SIGTERM') => endGroup(child, signal) };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
	const deadline = Date.now() + patience;
	let failure: Error | undefined;
	child.once('error', (error) => (failure = error));
	while (Date.now() < deadline) {
		if (failure !== undefined) throw new Error(`n8n cannot be started: ${failure.message}`);
		if (hasEnded(child)) throw new Error(`n8n ended before it was ready (${child.exitCode})`);
		if (await isReady(url)) return;
		await delay(250);
	}
	throw new Error(`n8n is not ready after ${patience / 1000} s`);
}

/** Whether something answers well at an address. */
export async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		// Nothing listens there yet.
		return false;
	}
}

async function tail(file: string): Promise<string> {
	const text = await readFile(file, 'utf8');
	return text.trim().split('\n').slice(-30).join('\n');
}
