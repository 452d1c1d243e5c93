import { watch } from 'node:fs';
import { cp } from 'node:fs/promises';

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

// Editors write a file in several steps, and often several files.
const QUIET_MS = 200;

/**
 * Builds the package whenever a source changes, and puts the result where n8n loads it from.
 * @returns a function that ends this
 */
export function rebuildOnChange({ sources, build, built, installed, done }: Rebuilding) {
	let timer: NodeJS.Timeout | undefined;
	let last = Promise.resolve();
	const rebuild = async () => {
		try {
			await build();
			await cp(built, installed, { recursive: true, force: true });
			done();
		} catch (error) {
			done(error instanceof Error ? error : new Error(String(error)));
		}
	};
	const watchers = sources.map((folder) =>
		watch(folder, { recursive: true }, () => {
			clearTimeout(timer);
			// A change during a build makes another one after it.
			timer = setTimeout(() => {
				last = last.then(rebuild);
			}, QUIET_MS);
		}),
	);
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
}
