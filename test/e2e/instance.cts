import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLab, type Lab } from '../../scripts/lib/lab.cts';
import { findN8n, settings } from './target.cts';

let running: { lab: Lab; userFolder: string } | undefined;

/**
 * Starts the n8n that all end-to-end tests share, and tells the tests where it is: jest's workers get
 * this process's environment. Each test has a sandbox of its own; the lab's is left alone.
 */
export async function startInstance(): Promise<void> {
	const userFolder = await mkdtemp(join(tmpdir(), 'onecodex-e2e-'));
	// One test reads all that n8n logs.
	const env = { ...settings, N8N_LOG_LEVEL: 'debug' };
	const lab = await startLab({ userFolder, findN8n, env, progress: (line) => console.log(line) });
	running = { lab, userFolder };
	process.env.N8N_E2E_VERSION = lab.version;
	process.env.N8N_E2E_URL = lab.server.url;
	process.env.N8N_E2E_COOKIE = lab.client.cookie;
	process.env.N8N_E2E_FILES = lab.files;
	process.env.N8N_E2E_LOG = lab.server.logFile;
}

/** Stops both and removes what they left. */
export async function stopInstance(): Promise<void> {
	await running?.lab.stop();
	if (running) await rm(running.userFolder, { recursive: true, force: true });
	running = undefined;
}
