import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { npm } from '../processes/command.cts';
import { repository, runtimeFolder } from '../paths.cts';

/** Gets a line about what the installation is doing. */
export type Progress = (line: string) => void;

/** Something to be installed once, from a lock file of its own. */
export interface Pinned {
	/** The folder below `scripts` that holds the package.json and its lock file. */
	folder: string;
	/** The package whose version names the installation. */
	main: string;
	/** What is installed, how long that takes and how large it is, for the person who waits. */
	title: string;
	/** Does what is left to do after npm has placed the packages. */
	finish?: (dir: string, progress: Progress) => Promise<void>;
}

/** Arguments that keep npm quiet unless it fails. */
export const silence = ['--no-audit', '--no-fund', '--loglevel=error'];

const lockSchema = z.object({
	packages: z.record(z.string(), z.object({ version: z.string() }).partial()),
});

/** Returns the folder that something pinned is installed in, and installs it on first use. */
export async function ensurePinned(pinned: Pinned, progress: Progress): Promise<string> {
	const source = join(repository, 'scripts', pinned.folder);
	const lockText = await readFile(join(source, 'package-lock.json'), 'utf8');
	const { packages } = lockSchema.parse(JSON.parse(lockText));
	const hash = createHash('sha256').update(lockText).digest('hex').slice(0, 8);
	const version = packages[`node_modules/${pinned.main}`]?.version;
	return await ensureFolder(`${pinned.main}-${version}-${hash}`, async (partial) => {
		for (const file of ['package.json', 'package-lock.json']) {
			await copyFile(join(source, file), join(partial, file));
		}
		await place(partial, pinned.title, Object.keys(packages), progress);
		await pinned.finish?.(partial, progress);
	});
}

/**
 * Returns a folder in `.runtime` that is filled on first use. It gets its final name only when it is
 * complete, so an interrupted installation is never mistaken for a finished one.
 */
export async function ensureFolder(
	name: string,
	fill: (partial: string) => Promise<void>,
): Promise<string> {
	const dir = join(runtimeFolder, name);
	if (!existsSync(dir)) {
		const partial = `${dir}.partial-${process.pid}`;
		await removeAbandoned(name);
		await mkdir(partial, { recursive: true });
		await fill(partial);
		await moveIntoPlace(partial, dir);
	}
	return dir;
}

async function place(dir: string, title: string, packages: string[], progress: Progress) {
	const placed = () =>
		packages.filter((path) => existsSync(join(dir, path, 'package.json'))).length;
	await withProgress(
		`Installing ${title}`,
		() => `${placed() - 1} of about ${packages.length - 1} packages placed`,
		() => npm(['ci', '--ignore-scripts', ...silence], { cwd: dir, quiet: true }),
		progress,
	);
}

/** Reports what is being done, every ten seconds how far it is, and how long it took. */
export async function withProgress(
	what: string,
	state: () => string,
	work: () => Promise<unknown>,
	progress: Progress,
): Promise<void> {
	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
	progress(`${what} ...`);
	const timer = setInterval(() => progress(`  ${elapsed()}: ${state()}`), 10_000);
	try {
		await work();
	} finally {
		clearInterval(timer);
	}
	progress(`${what}: done after ${elapsed()}`);
}

async function moveIntoPlace(partial: string, dir: string): Promise<void> {
	try {
		await rename(partial, dir);
	} catch (error) {
		// Another process was faster. Both installed the same, so its folder is fine.
		if (!existsSync(dir)) throw error;
		await rm(partial, { recursive: true, force: true });
	}
}

async function removeAbandoned(name: string): Promise<void> {
	if (!existsSync(runtimeFolder)) return;
	for (const entry of readdirSync(runtimeFolder)) {
		const [base, pid] = entry.split('.partial-');
		if (base === name && pid !== undefined && !isRunning(Number(pid))) {
			await rm(join(runtimeFolder, entry), { recursive: true, force: true });
		}
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
