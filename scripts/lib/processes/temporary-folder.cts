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
 * Makes a new, empty folder. It is removed at the latest when this process ends, by a signal too; in
 * jest's workers, which learn of no end, when the run ends (test/scratch.cts), which fails if the test
 * did not remove it.
 * @param purpose a word for its name
 */
export function temporaryFolder(purpose: string): TemporaryFolder {
	// Before the listener below: what still writes into the folder is to end first.
	watchOwnEnd();
	const path = mkdtempSync(join(tmpdir(), `onecodex-${purpose}-`));
	const remove = () => {
		process.off('exit', remove);
		rmSync(path, { recursive: true, force: true, maxRetries: 5 });
	};
	process.once('exit', remove);
	return { path, remove };
}
