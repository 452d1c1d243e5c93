import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup, hasEnded, spawnGroup } from '../../scripts/lib/child-processes.cts';
import { npm } from '../../scripts/lib/command.cts';
import { freePort } from '../../scripts/lib/n8n-environment.cts';
import { ensurePinned, type Progress } from '../../scripts/lib/pinned-install.cts';
import { temporaryFolder } from '../../scripts/lib/temporary-folder.cts';

/** A running npm registry that holds what is published to it and nothing else. */
export interface NpmRegistry {
	/** Where it listens, without a slash at the end. */
	url: string;
	/** Publishes a folder that holds a package. */
	publish: (folder: string) => Promise<void>;
	/** Ends it and removes what it holds. */
	stop: () => Promise<void>;
}

const patience = 60_000;

/** Starts an empty npm registry, installing what scripts/registry pins on first use. */
export async function startRegistry(progress: Progress): Promise<NpmRegistry> {
	const title = 'an npm registry (once, 60 MB)';
	const dir = await ensurePinned({ folder: 'registry', main: 'verdaccio', title }, progress);
	const program = join(dir, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
	const { path: home, remove } = temporaryFolder('registry');
	const address = `127.0.0.1:${await freePort()}`;
	const url = `http://${address}`;
	const logFile = join(home, 'log');
	const config = join(home, 'config.yaml');
	// JSON is YAML, too.
	await writeFile(config, JSON.stringify(settings(home)));
	const log = await open(logFile, 'a');
	const child = spawnGroup(process.execPath, [program, '--config', config, '--listen', address], {
		cwd: home,
		stdio: ['ignore', log.fd, log.fd],
	});
	await log.close();
	const stop = async () => {
		await endGroup(child, 'SIGTERM');
		remove();
	};
	for (const deadline = Date.now() + patience; !(await answersPing(url)); await delay(100)) {
		if (hasEnded(child) || Date.now() > deadline) {
			const said = await readFile(logFile, 'utf8');
			await stop();
			throw new Error(`The npm registry cannot be started. It said\n${said}`);
		}
	}
	const publish = async (folder: string) => {
		// npm wants a log-in, and the registry asks nobody who they are.
		const logIn = `--//${address}/:_authToken=anybody`;
		const args = ['publish', folder, '--ignore-scripts', `--registry=${url}`, logIn];
		await npm(args, { cwd: home, quiet: true });
	};
	return { url, publish, stop };
}

const settings = (home: string) => ({
	storage: join(home, 'storage'),
	packages: { '**': { access: '$all', publish: '$all' } },
	web: { enable: false },
	log: { type: 'stdout', format: 'pretty', level: 'warn' },
});

async function answersPing(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/-/ping`)).ok;
	} catch {
		// Nothing listens there yet.
		return false;
	}
}
