import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod/v4';
import { nodeType } from '../../scripts/lib/examples.cts';
import { startLab } from '../../scripts/lib/lab.cts';
import { connect } from '../../scripts/lib/n8n/client.cts';
import { answersWell } from '../../scripts/lib/processes/service.cts';
import { temporaryFolder } from '../../scripts/lib/processes/temporary-folder.cts';
import { elsewhere, findN8n, settings, type Elsewhere } from './target.cts';

// A container may have to be started first.
const PATIENCE_MS = 180_000;

let stop: (() => Promise<void>) | undefined;

/**
 * Starts the n8n that all end-to-end tests share, or connects to one that runs elsewhere, and passes its
 * address to the tests in the environment, which jest's workers inherit. Each test has its own sandbox
 * and leaves the lab's alone.
 */
export async function startInstance(): Promise<void> {
	if (elsewhere) return await findInstance(elsewhere);
	const { path: userFolder, remove } = temporaryFolder('e2e');
	// One test reads all that n8n logs.
	const env = { ...settings, N8N_LOG_LEVEL: 'debug' };
	const lab = await startLab({ userFolder, findN8n, env, progress: (line) => console.log(line) });
	stop = async () => {
		await lab.stop();
		remove();
	};
	process.env.N8N_E2E_VERSION = lab.version;
	process.env.N8N_E2E_URL = lab.server.url;
	process.env.N8N_E2E_COOKIE = lab.client.cookie;
	process.env.N8N_E2E_FILES = lab.files;
	process.env.N8N_E2E_LOG = lab.server.logFile;
}

/** Stops it, unless it runs elsewhere, and removes what it left. */
export async function stopInstance(): Promise<void> {
	await stop?.();
	stop = undefined;
}

async function findInstance({ url, user }: Elsewhere): Promise<void> {
	const deadline = Date.now() + PATIENCE_MS;
	// n8n reports that it is ready before it answers the editor's requests.
	for (const sign of ['healthz/readiness', 'rest/settings']) {
		while (!(await answersWell(`${url}/${sign}`))) {
			if (Date.now() > deadline) throw new Error(`No n8n answers at ${url}`);
			await delay(250);
		}
	}
	const client = await connect(url, undefined, user);
	if (!(await client.nodeTypes()).includes(nodeType)) {
		throw new Error(
			`The n8n at ${url} has not loaded ${nodeType}. Install the package there; n8n 3 needs N8N_UNVERIFIED_PACKAGES_ENABLED=true`,
		);
	}
	const { versionCli } = z
		.object({ versionCli: z.string() })
		.parse(await client.request('GET', '/settings'));
	console.log(`Found n8n ${versionCli} at ${url}`);
	process.env.N8N_E2E_VERSION = versionCli;
	process.env.N8N_E2E_URL = url;
	process.env.N8N_E2E_COOKIE = client.cookie;
}
