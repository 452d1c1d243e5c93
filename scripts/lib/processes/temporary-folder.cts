import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchOwnEnd } from './child-processes.cts';

/** A folder below the system's folder for temporary files. */
export interface TemporaryFolder {
	path: string;
	/** Removes it with all that is in it; a second time does nothing. */
	remove: () => void;
}

/**
 * Makes a new, empty folder. It is removed when this process ends, also by a signal. jest's workers do
 * not notice their end; there, the folder is removed when the run ends, and the run fails if the test
 * did not remove it (test/scratch.cts).
 * @param purpose a word for its name
 */
export function temporaryFolder(purpose: string): TemporaryFolder {
	// Before the listener below, so that whatever still writes into the folder ends first.
	watchOwnEnd();
	const path = mkdtempSync(join(tmpdir(), `onecodex-${purpose}-`));
	const remove = () => {
		process.off('exit', remove);
		rmSync(path, { recursive: true, force: true, maxRetries: 5 });
	};
	process.once('exit', remove);
	return { path, remove };
}
