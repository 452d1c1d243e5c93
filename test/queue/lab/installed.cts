import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import {
	ensureN8n,
	ensureN8n1,
	type Progress,
	type Runtime,
} from '../../../scripts/lib/install/n8n.cts';
import { installPackage } from '../../../scripts/lib/install/package.cts';
import { ensurePostgres } from '../../services/postgres.cts';
import { findRedis } from '../../services/redis.cts';
import { temporaryFolder } from '../../../scripts/lib/processes/temporary-folder.cts';

/** The installed programs that the tests of queue mode start. */
export interface Installed {
	n8n2: Runtime;
	n8n1: Runtime;
	/** The folder of PostgreSQL's programs. */
	postgres: string;
}

/** Looks for Redis, which must be there already, and then installs what else is missing. */
export async function ensureInstalled(progress: Progress): Promise<Installed> {
	findRedis();
	const postgres = await ensurePostgres(progress);
	const n8n2 = await ensureN8n(progress);
	const n8n1 = await ensureN8n1(n8n2, progress);
	return { n8n2, n8n1, postgres };
}

/** Creates user folders for n8n that hold the package. It is packed and installed only once. */
export async function userFolders() {
	const { path: root, remove } = temporaryFolder('queue');
	const packed = join(root, 'packed');
	await installPackage(packed);
	let count = 0;
	return {
		make: async () => {
			const folder = join(root, String(++count));
			await cp(packed, folder, { recursive: true });
			return folder;
		},
		stop: () => Promise.resolve(remove()),
	};
}
