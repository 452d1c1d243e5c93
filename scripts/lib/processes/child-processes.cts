import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

const living = new Set<ChildProcess>();
const awaited = new Set<ChildProcess>();
let watching = false;

/** Starts a program, in a process group of its own, that does not outlive this process. */
export function spawnGroup(file: string, args: string[], options: SpawnOptions): ChildProcess {
	watchOwnEnd();
	// n8n starts more processes; a signal to the group reaches them all.
	const child = spawn(file, args, { ...options, detached: process.platform !== 'win32' });
	living.add(child);
	child.once('exit', () => living.delete(child));
	return child;
}

/** Passes signals on to a program that was started, and lets it end before this process does. */
export function endBefore(child: ChildProcess): void {
	watchOwnEnd();
	awaited.add(child);
	child.once('close', () => awaited.delete(child));
}

/** Ends a process group with a signal, and kills it if it still runs after ten seconds. */
export async function endGroup(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (hasEnded(child)) return;
	const ended = once(child, 'exit');
	signalGroup(child, signal);
	const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), 10_000);
	await ended;
	clearTimeout(impatience);
	// This ends what the leader has left in its group.
	signalGroup(child, 'SIGKILL');
}

/** Whether the process has ended, by itself or by a signal. */
export function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
}

/**
 * Makes a signal to this process end its children first and then the process itself, so that
 * listeners to its `exit` can clean up.
 */
export function watchOwnEnd(): void {
	if (watching) return;
	watching = true;
	process.once('exit', () => living.forEach((child) => signalGroup(child, 'SIGKILL')));
	let ending = false;
	for (const [signal, number] of [
		['SIGHUP', 1],
		['SIGINT', 2],
		['SIGTERM', 15],
	] as const) {
		// A signal may come twice, from the terminal and from the parent process.
		process.on(signal, () => {
			if (ending) return;
			ending = true;
			const ends = [...living].map((child) => endGroup(child, 'SIGTERM'));
			const others = [...awaited].filter((child) => !hasEnded(child));
			others.forEach((child) => child.kill('SIGTERM'));
			const gone = others.map((child) => once(child, 'close'));
			void Promise.all([...ends, ...gone]).then(() => process.exit(128 + number));
		});
	}
}
