import { startCluster, type Cluster } from './cluster.cts';
import { createClosing } from './closing.cts';
import { ensureInstalled, userFolders, type Installed } from './installed.cts';
import { startSingle, type Single } from './single.cts';

/** The functions that start an n8n for the tests of queue mode. */
export interface QueueLab {
	/** An n8n in queue mode: version 2, or version 1. */
	cluster: (version: 'n8n1' | 'n8n2') => Promise<Cluster>;
	/** An n8n in its default mode: version 2, or version 1. */
	single: (version: 'n8n1' | 'n8n2') => Promise<Single>;
}

/** Prepares all that the tests share. Its `stop` also stops what the tests leave running. */
export async function openLab(): Promise<QueueLab & { stop: () => Promise<void> }> {
	const installed: Installed = await ensureInstalled((line) => console.log(line));
	const closing = createClosing();
	const folders = closing.add(await userFolders());
	return {
		cluster: async (version) => {
			const runtime = installed[version];
			const { postgres } = installed;
			return closing.add(await startCluster({ runtime, postgres, userFolder: folders.make }));
		},
		single: async (version) => {
			const userFolder = await folders.make();
			return closing.add(await startSingle({ runtime: installed[version], userFolder }));
		},
		stop: closing.stop,
	};
}
