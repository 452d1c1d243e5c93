import type { Sandbox } from '../../../sandbox/server.cts';
import { connect, type N8nClient } from '../../../scripts/lib/n8n/client.cts';
import { startN8n, type N8nServer, type ServerOptions } from '../../../scripts/lib/n8n/server.cts';
import { startTolerantSandbox } from './cluster.cts';
import { startAll } from './closing.cts';

/** An n8n in its default mode, with a sandbox to register with. */
export interface Single {
	sandbox: Sandbox;
	/** Connects to the n8n that runs now. */
	connect: () => Promise<N8nClient>;
	/** Ends n8n as a crash would. */
	kill: () => Promise<void>;
	/** Starts it again on the same data. */
	restart: () => Promise<void>;
	stop: () => Promise<void>;
}

/** Starts an n8n in its default mode. */
export async function startSingle(options: ServerOptions): Promise<Single> {
	return await startAll<Omit<Single, 'stop'>>(async (closing) => {
		const sandbox = await startTolerantSandbox();
		closing.add({ stop: sandbox.close });
		let running: N8nServer = await startN8n(options);
		closing.add({ stop: () => running.stop() });
		return {
			sandbox,
			connect: () => connect(running.url),
			kill: () => running.stop('SIGKILL'),
			restart: async () => {
				running = await startN8n(options);
			},
		};
	});
}
