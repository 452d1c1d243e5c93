import { chmodSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import {
	temporaryFolder,
	type TemporaryFolder,
} from '../scripts/lib/processes/temporary-folder.cts';

interface Scratch {
	folder: TemporaryFolder;
	/** Where temporary files went before. */
	before: string | undefined;
	/** The set-ups of projects that want it. */
	users: number;
}

// What the browser of the tests and its package put there, to be found again by the next test.
const unpackedBrowser: ReadonlySet<string> = new Set([
	'chromium',
	'fonts',
	'al2023',
	'locales',
	'libEGL.so',
	'libGLESv2.so',
	'libvk_swiftshader.so',
	'libvulkan.so.1',
	'vk_swiftshader_icd.json',
]);

// jest may load the set-up and the teardown each with modules of its own; they share this process.
const place = globalThis as { openScratch?: Scratch };

/**
 * Gives a run of jest, with all that it starts, a folder of its own for temporary files. To be called
 * in the global set-up, before jest starts its workers.
 */
export function openScratch(): void {
	if (place.openScratch === undefined) {
		const before = process.env.TMPDIR;
		const folder = temporaryFolder('tests');
		// PostgreSQL runs as another user under root, and has a folder of its own in it.
		chmodSync(folder.path, 0o711);
		process.env.TMPDIR = folder.path;
		// Programs that tests run through tsx would keep what they compiled.
		process.env.TSX_DISABLE_CACHE = '1';
		place.openScratch = { folder, before, users: 0 };
	}
	place.openScratch.users++;
}

/** Removes the folder after the last teardown; throws if a test left something there. */
export function closeScratch(): void {
	const scratch = place.openScratch;
	if (scratch === undefined || --scratch.users > 0) return;
	// Chromium removes these itself, some time after it was closed.
	const isOfChromium = (name: string) =>
		unpackedBrowser.has(name) || name.startsWith('.org.chromium.');
	const left = readdirSync(tmpdir()).filter((name) => !isOfChromium(name));
	place.openScratch = undefined;
	if (scratch.before === undefined) delete process.env.TMPDIR;
	else process.env.TMPDIR = scratch.before;
	scratch.folder.remove();
	if (left.length === 0) return;
	throw new Error(`Tests left in the folder for temporary files: ${left.sort().join(', ')}`);
}
