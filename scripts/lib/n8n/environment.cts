import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** What differs from n8n to n8n. */
export interface EnvironmentOptions {
	/** n8n keeps its database and installed packages in `.n8n` below it. */
	userFolder: string;
	/** Folders where workflows may read and write files. By default, n8n allows none of them. */
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

// The settings of the user's own n8n, of npm and of jest must not reach this n8n.
const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|npm_|NODE_ENV$|NODE_PATH$|JEST_)/i;

/**
 * The environment of an n8n. It is the same for the server and the command line, so that both find the
 * same database and can read its credentials.
 */
export async function n8nEnvironment(
	{ userFolder, files = [], env }: EnvironmentOptions,
	port?: number,
): Promise<NodeJS.ProcessEnv> {
	// n8n leaves uploaded files there.
	const temporary = join(userFolder, 'tmp');
	await mkdir(temporary, { recursive: true });
	const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(inherited),
		TMPDIR: temporary,
		NODE_ENV: 'production',
		DB_TYPE: 'sqlite',
		// The default of n8n 2. n8n 1 shares one connection, where transactions disturb each other.
		DB_SQLITE_POOL_SIZE: '3',
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'local-sandbox-only',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port ?? (await freePort())),
		// The command line uses one, too; the later of two processes with the same port ends.
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_RESTRICT_FILE_ACCESS_TO: files.join(';'),
		...commonSettings,
		...env,
	};
}

/** Finds a free port of 127.0.0.1: the preferred one if it is free. */
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
