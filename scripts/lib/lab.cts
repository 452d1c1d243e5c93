import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.cts';
import { importCredentials } from './n8n/cli.cts';
import { connect, type N8nClient } from './n8n/client.cts';
import { ensureN8n, type Progress, type Runtime } from './install/n8n.cts';
import { installPackage } from './install/package.cts';
import { startN8n, type N8nServer } from './n8n/server.cts';
import { examplesFolder } from './paths.cts';

/** How to set up a lab. */
export interface LabOptions {
	/** Emptied first: the sandbox is empty at its start too, and n8n would refer to what it lacks. */
	userFolder: string;
	/** Finds the n8n to start; the pinned one by default. */
	findN8n?: (progress: Progress) => Promise<Runtime>;
	/** The editor's port if it is free. */
	port?: number;
	sandbox?: SandboxOptions;
	/** More settings of n8n. */
	env?: NodeJS.ProcessEnv;
	/** Installs the package in the user folder; from this checkout by default. */
	install?: (userFolder: string) => Promise<void>;
	progress: Progress;
}

/** A sandbox, and an n8n that holds this package and a credential for the sandbox. */
export interface Lab {
	sandbox: Sandbox;
	/** The version of the n8n. */
	version: string;
	server: N8nServer;
	client: N8nClient;
	/** A folder where workflows may read and write files, besides that of the examples. */
	files: string;
	/** Stops n8n if it runs, and starts it again on what it had stored, perhaps at another port. */
	restart: () => Promise<void>;
	stop: () => Promise<void>;
}

/** The credential in every lab. The example workflows refer to it by this id. */
export const sandboxCredential = {
	id: 'onecodexsandbox',
	name: 'One Codex sandbox',
	type: 'oneCodexApi',
};

/** Starts a sandbox and a real n8n with the packed package, connected to each other. */
export async function startLab(options: LabOptions): Promise<Lab> {
	const {
		userFolder,
		findN8n = ensureN8n,
		install = installPackage,
		port,
		env,
		progress,
	} = options;
	const runtime = await findN8n(progress);
	const files = join(userFolder, 'files');
	await rm(userFolder, { recursive: true, force: true });
	await mkdir(files, { recursive: true });

	progress('Packing this package and installing it as n8n installs community packages ...');
	await install(userFolder);
	const sandbox = await startSandbox(options.sandbox);
	try {
		const n8nOptions = { runtime, userFolder, files: [examplesFolder, files], env };
		progress('Importing the credential ...');
		await importCredentials(n8nOptions, await credentialFile(userFolder, sandbox));
		const start = async () => {
			progress('Starting n8n ...');
			const server = await startN8n({ ...n8nOptions, port });
			return { server, client: await connect(server.url) };
		};
		const lab: Lab = {
			...(await start()),
			sandbox,
			version: runtime.version,
			files,
			restart: async () => {
				await lab.server.stop();
				Object.assign(lab, await start());
			},
			stop: async () => {
				await lab.server.stop();
				await sandbox.close();
			},
		};
		return lab;
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

async function credentialFile(userFolder: string, { apiKey, url }: Sandbox): Promise<string> {
	const file = join(userFolder, 'credentials.json');
	const data = { apiKey, baseUrl: url };
	await writeFile(file, JSON.stringify([{ ...sandboxCredential, data }]));
	return file;
}
