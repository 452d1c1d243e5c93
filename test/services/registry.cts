import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from '../../scripts/lib/processes/command.cts';
import { freePort } from '../../scripts/lib/n8n/environment.cts';
import { ensurePinned, type Progress } from '../../scripts/lib/install/pinned.cts';
import { startService } from '../../scripts/lib/processes/service.cts';
import { inOwnFolder } from './own-folder.cts';

/** A running npm registry that holds only what is published to it. */
export interface NpmRegistry {
	/** Where it listens, without a slash at the end. */
	url: string;
	/** Publishes a folder that holds a package. */
	publish: (folder: string) => Promise<void>;
	/** Ends it and removes what it holds. */
	stop: () => Promise<void>;
}

/** Starts an empty npm registry. What scripts/registry pins is installed on first use. */
export async function startRegistry(progress: Progress): Promise<NpmRegistry> {
	const title = 'an npm registry (once, 60 MB)';
	const dir = await ensurePinned({ folder: 'registry', main: 'verdaccio', title }, progress);
	const verdaccio = join(dir, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
	return await inOwnFolder('registry', async (cwd) => {
		const address = `127.0.0.1:${await freePort()}`;
		const url = `http://${address}`;
		const config = join(cwd, 'config.yaml');
		// JSON is also YAML.
		await writeFile(config, JSON.stringify(settings(cwd)));
		const { stop } = await startService({
			name: 'The npm registry',
			program: process.execPath,
			args: [verdaccio, '--config', config, '--listen', address],
			cwd,
			ready: { answers: [`${url}/-/ping`] },
		});
		const publish = async (folder: string) => {
			// npm wants a log-in, and the registry checks none.
			const logIn = `--//${address}/:_authToken=any`;
			const args = ['publish', folder, '--ignore-scripts', `--registry=${url}`, logIn];
			await npm(args, { cwd, quiet: true });
		};
		return { url, publish, stop };
	});
}

const settings = (home: string) => ({
	storage: join(home, 'storage'),
	packages: { '**': { access: '$all', publish: '$all' } },
	web: { enable: false },
	log: { type: 'stdout', format: 'pretty', level: 'warn' },
});
