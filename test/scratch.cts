import { chmodSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import {
	temporaryFolder,
	type TemporaryFolder,
} from '../scripts/lib/processes/temporary-folder.cts';

interface Scratch {
	folder: TemporaryFolder;
	/** The folder for temporary files before. */
	before: string | undefined;
	/** How many projects use it. */
	users: number;
}

// What the browser and its package put there, for the next test to find.
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

/** What the folder of n8n-core is for (user-folder.cts). It is in use until the last test ends. */
export const USER_FOLDER = 'n8n-core';

// jest may load set-up and teardown each with its own modules. They share only this process.
const place = globalThis as { openScratch?: Scratch };

/**
 * Sets up a folder for the temporary files of a run of jest and all that it starts. To be called in the
 * global set-up, before jest starts its workers.
 */
export function openScratch(): void {
	if (place.openScratch === undefined) {
		const before = process.env.TMPDIR;
		const folder = temporaryFolder('tests');
		// PostgreSQL runs as another user under root, and has a folder of its own in it.
		chmodSync(folder.path, 0o711);
		process.env.TMPDIR = folder.path;
		// Otherwise, programs that tests run through tsx would leave what they compiled there.
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
	const isExpected = (name: string) =>
		isOfChromium(name) || name.startsWith(`onecodex-${USER_FOLDER}-`);
	const left = readdirSync(tmpdir()).filter((name) => !isExpected(name));
	place.openScratch = undefined;
	if (scratch.before === undefined) delete process.env.TMPDIR;
	else process.env.TMPDIR = scratch.before;
	scratch.folder.remove();
	if (left.length === 0) return;
	throw new Error(`Tests left in the folder for temporary files: ${left.sort().join(', ')}`);
}
