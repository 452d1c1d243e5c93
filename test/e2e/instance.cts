import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLab, type Lab } from '../../scripts/lib/lab.cts';

let running: { lab: Lab; userFolder: string } | undefined;

/**
 * Starts the sandbox and the n8n that all end-to-end tests share, and tells the tests where they
 * are: jest's workers get this process's environment.
 */
export async function startInstance(): Promise<void> {
	const userFolder = await mkdtemp(join(tmpdir(), 'onecodex-e2e-'));
	const lab = await startLab({ userFolder, progress: (line) => console.log(line) });
	running = { lab, userFolder };
	process.env.N8N_E2E_URL = lab.server.url;
	process.env.N8N_E2E_FILES = lab.files;
	process.env.SANDBOX_URL = lab.sandbox.url;
	process.env.SANDBOX_API_KEY = lab.sandbox.apiKey;
}

/** Stops both and removes what they left. */
export async function stopInstance(): Promise<void> {
	await running?.lab.stop();
	if (running) await rm(running.userFolder, { recursive: true, force: true });
	running = undefined;
}
