import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** What differs between one n8n and another. */
export interface EnvironmentOptions {
	/** n8n keeps its database and installed packages in `.n8n` below it. */
	userFolder: string;
	/** Folders whose files workflows may read and write; n8n allows none of ours by itself. */
	files?: string[];
	/** More settings, which win over those made here. */
	env?: NodeJS.ProcessEnv;
}

/** The settings of each n8n that tests and scripts use, in a container as well. */
export const commonSettings: Readonly<Record<string, string>> = {
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	// Without it, n8n 3 loads no package that n8n has not verified.
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
};

// Settings of the person's own n8n, of npm and of jest must not reach ours.
const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|npm_|NODE_ENV$|NODE_PATH$|JEST_)/i;

/**
 * The environment of one n8n. The server and the command line get the same, so that both find the
 * same database and can read its credentials.
 */
export async function n8nEnvironment(
	{ userFolder, files = [], env }: EnvironmentOptions,
	port?: number,
): Promise<NodeJS.ProcessEnv> {
	// n8n leaves there what is uploaded to it.
	const temporary = join(userFolder, 'tmp');
	await mkdir(temporary, { recursive: true });
	const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(inherited),
		TMPDIR: temporary,
		NODE_ENV: 'production',
		DB_TYPE: 'sqlite',
		// As n8n 2 has it. n8n 1 has one connection for all, on which transactions disturb each other.
		DB_SQLITE_POOL_SIZE: '3',
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'local-sandbox-only',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port ?? (await freePort())),
		// Taken even by the command line; two of one number end the later process.
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_RESTRICT_FILE_ACCESS_TO: files.join(';'),
		...commonSettings,
		...env,
	};
}

/** A port of 127.0.0.1 that is free now: the preferred one if it is. */
export async function freePort(preferred = 0): Promise<number> {
	return await new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', (error: NodeJS.ErrnoException) => {
			if (preferred !== 0 && error.code === 'EADDRINUSE') resolve(freePort());
			else reject(error);
		});
		probe.listen(preferred, '127.0.0.1', () => {
			const address = probe.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			probe.close(() => resolve(port));
		});
	});
}
