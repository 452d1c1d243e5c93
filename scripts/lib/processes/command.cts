import { spawn, type ChildProcess } from 'node:child_process';
import { endBefore } from './child-processes.cts';
import { repository } from '../paths.cts';

export interface CommandOptions {
	cwd?: string;
	/** The whole environment; this process's own by default. */
	env?: NodeJS.ProcessEnv;
	/** Keeps what the command prints and shows it only when it fails. */
	quiet?: boolean;
	/** As whom it runs; as this process's user by default. */
	uid?: number;
	gid?: number;
}

// npm tells its children where it is; without that, Windows finds npm.cmd only through a shell.
const npmCommand = () => {
	const npm = process.env.npm_execpath;
	return npm?.endsWith('npm-cli.js')
		? { file: process.execPath, first: [npm], shell: false }
		: { file: 'npm', first: [], shell: process.platform === 'win32' };
};

/** Runs a program to its end; rejects, with what it printed last, unless its exit code is 0. */
export async function run(
	file: string,
	args: string[],
	{
		cwd = repository,
		env = process.env,
		quiet = false,
		shell = false,
		...identity
	}: CommandOptions & { shell?: boolean } = {},
): Promise<string> {
	const child = spawn(file, args, {
		cwd,
		shell,
		env,
		...identity,
		stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
	});
	const printed = collect(child);
	endBefore(child);
	const code = await exitCode(child);
	if (code === 0) return printed.stdout();
	const tail = printed.all().trim().split('\n').slice(-20).join('\n');
	const name = [file, ...args].join(' ');
	throw new Error(`"${name}" ended with ${code}${tail === '' ? '' : `:\n${tail}`}`);
}

/** Runs npm, the one that started this script if there is one. */
export async function npm(args: string[], options: CommandOptions = {}): Promise<string> {
	const { file, first, shell } = npmCommand();
	return await run(file, [...first, ...args], { ...options, shell });
}

/** Runs the program of an installed development dependency with this Node.js. */
export async function nodeScript(script: string, args: string[], options: CommandOptions = {}) {
	return await run(process.execPath, [require.resolve(script), ...args], options);
}

function collect(child: ChildProcess) {
	const stdout: string[] = [];
	const all: string[] = [];
	child.stdout?.on('data', (chunk: Buffer) => {
		stdout.push(chunk.toString());
		all.push(chunk.toString());
	});
	child.stderr?.on('data', (chunk: Buffer) => all.push(chunk.toString()));
	return { stdout: () => stdout.join(''), all: () => all.join('') };
}

async function exitCode(child: ChildProcess): Promise<number | string> {
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve(code ?? signal ?? 'no exit code'));
	});
}
