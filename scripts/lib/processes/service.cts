import type { SpawnOptions } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup, hasEnded, spawnGroup } from './child-processes.cts';

/** How to start a program that runs until it is stopped. */
export interface ServiceOptions extends Pick<SpawnOptions, 'env' | 'uid' | 'gid'> {
	/** Its name in messages. */
	name: string;
	program: string;
	args: string[];
	/** The folder that it runs in. */
	cwd: string;
	/** Gets what it prints; `log` in its folder by default. */
	logFile?: string;
	/** The sign that it is ready: a text that it prints, or addresses that all answer well. */
	ready: { prints: string } | { answers: string[] };
}

/** A program that runs. */
export interface Service {
	logFile: string;
	/** Ends it and what it started; with 'SIGKILL' as a crash would. */
	stop: (signal?: NodeJS.Signals) => Promise<void>;
}

const patience = 180_000;

/**
 * Starts a program, which does not outlive this process, and waits until it is ready.
 * @throws an error with the end of its log if it ends before, or takes more than three minutes
 */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { name, program, args, cwd, logFile = join(cwd, 'log'), ready, ...more } = options;
	const log = await open(logFile, 'a');
	const child = spawnGroup(program, args, { ...more, cwd, stdio: ['ignore', log.fd, log.fd] });
	let failure: Error | undefined;
	child.once('error', (error) => (failure = error));
	await log.close();
	const isReady = async () =>
		'prints' in ready
			? (await readFile(logFile, 'utf8')).includes(ready.prints)
			: (await Promise.all(ready.answers.map(answersWell))).every(Boolean);

	const deadline = Date.now() + patience;
	const whyNever = () => {
		if (failure) return `cannot be started: ${failure.message}`;
		if (hasEnded(child)) return `ended before it was ready (${child.exitCode ?? child.signalCode})`;
		return Date.now() > deadline && `is not ready after ${patience / 1000} s`;
	};

	for (;;) {
		// Asked first: once it has ended, another program may have its port, and answer in its place.
		const reason = whyNever();
		if (reason) {
			await endGroup(child, 'SIGTERM');
			throw new Error(`${name} ${reason}. The end of ${logFile}:\n${await tail(logFile)}`);
		}
		if (await isReady()) return { logFile, stop: (signal = 'SIGTERM') => endGroup(child, signal) };
		await delay(100);
	}
}

/** Whether something answers at an address, with a status of success. */
export async function answersWell(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		// Nothing listens there yet.
		return false;
	}
}

async function tail(file: string): Promise<string> {
	const text = await readFile(file, 'utf8');
	return text.trim().split('\n').slice(-30).join('\n');
}
