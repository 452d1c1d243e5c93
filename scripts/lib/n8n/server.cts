import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, n8nEnvironment, type EnvironmentOptions } from './environment.cts';
import type { Runtime } from '../install/n8n.cts';
import { startService, type Service } from '../processes/service.cts';

/** How to start n8n. */
export interface ServerOptions extends EnvironmentOptions {
	runtime: Runtime;
	/** A free one by default; another free one if this is taken. */
	port?: number;
	/** Gets what n8n prints; `n8n.log` in the user folder by default. */
	logFile?: string;
}

/** A running n8n. Start another on the same folder to go on after it was stopped. */
export interface N8nServer extends Service {
	/** Where it listens, without a slash at the end. */
	url: string;
}

/** Starts n8n and waits until it answers. */
export async function startN8n(options: ServerOptions): Promise<N8nServer> {
	// n8n 1 reports that it is ready before it answers the editor's requests.
	const signs = ['healthz/readiness', 'rest/settings'];
	return await startProcess(options, 'start', await freePort(options.port), signs);
}

/** Starts a worker of an n8n in queue mode and waits until it takes jobs. Its port reports its health. */
export async function startWorker(options: ServerOptions): Promise<N8nServer> {
	const port = await freePort(options.port);
	const health = {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
	const env = { ...options.env, ...health };
	return await startProcess({ ...options, env }, 'worker', port, ['healthz/readiness']);
}

async function startProcess(
	options: ServerOptions,
	command: string,
	port: number,
	signs: string[],
): Promise<N8nServer> {
	const { runtime, userFolder, logFile = join(userFolder, 'n8n.log') } = options;
	const url = `http://127.0.0.1:${port}`;
	await mkdir(userFolder, { recursive: true });
	const service = await startService({
		name: 'n8n',
		program: runtime.node,
		args: [runtime.n8n, command],
		cwd: userFolder,
		env: await n8nEnvironment(options, port),
		logFile,
		ready: { answers: signs.map((sign) => `${url}/${sign}`) },
	});
	return { ...service, url };
}
