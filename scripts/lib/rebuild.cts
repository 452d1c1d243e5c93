import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { watch } from 'gulp';

/** What to do when a source has changed. */
export interface Rebuilding {
	/** The folders to watch, with all that is in them. */
	sources: string[];
	/** Builds the package; rejects if that fails. */
	build: () => Promise<unknown>;
	/** The folder that a build writes, and the one that n8n loads it from. */
	built: string;
	installed: string;
	/** Called after each build, with why it failed if it did. */
	done: (failure?: Error) => void;
}

/**
 * Builds the package whenever a source changes, and puts the result where n8n loads it from.
 * A change during a build starts another one after it.
 * @returns once changes are noticed, a function that ends this
 */
export async function rebuildOnChange({ sources, build, built, installed, done }: Rebuilding) {
	const rebuild = async () => {
		try {
			await build();
			await cp(built, installed, { recursive: true, force: true });
			done();
		} catch (error) {
			done(error instanceof Error ? error : new Error(String(error)));
		}
	};
	// Node.js's own recursive `watch` loses a file on Linux once an editor has replaced it.
	const watcher = watch(sources, { disableGlobbing: true }, rebuild);
	await once(watcher, 'ready');
	return () => watcher.close();
}
