import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endBefore } from './child-processes.cts';
import { repository } from '../paths.cts';

/** How to run a command. */
export interface CommandOptions {
	cwd?: string;
	/** The whole environment; this process's own by default. */
	env?: NodeJS.ProcessEnv;
	/** Keeps what the command prints and shows it only when it fails. */
	quiet?: boolean;
	/** The user and the group that it runs as; those of this process by default. */
	uid?: number;
	gid?: number;
}

// npm passes its path on to its children. Without that, Windows finds npm.cmd only through a shell.
const npmCommand = () => {
	const npm = process.env.npm_execpath;
	return npm?.endsWith('npm-cli.js')
		? { file: process.execPath, first: [npm], shell: false }
		: { file: 'npm', first: [], shell: process.platform === 'win32' };
};

/**
 * Runs a program to its end and returns what it printed to stdout, which is empty unless `quiet`.
 * @throws an error with the last lines that it printed, unless its exit code is 0
 */
export async function run(
	file: string,
	args: string[],
	{ cwd = repository, quiet = false, ...options }: CommandOptions & { shell?: boolean } = {},
): Promise<string> {
	const output = quiet ? 'pipe' : 'inherit';
	const child = spawn(file, args, { cwd, ...options, stdio: ['ignore', output, output] });
	let stdout = '';
	let all = '';
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		all += text;
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (all += text));
	endBefore(child);
	// This rejects if the program cannot be started.
	const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
	if (code === 0) return stdout;
	const tail = all.trim().split('\n').slice(-20).join('\n');
	const name = [file, ...args].join(' ');
	throw new Error(`"${name}" ended with ${code ?? signal}${tail === '' ? '' : `:\n${tail}`}`);
}

/** Runs npm: the one that started this script, if there is one. */
export async function npm(args: string[], options: CommandOptions = {}): Promise<string> {
	const { file, first, shell } = npmCommand();
	return await run(file, [...first, ...args], { ...options, shell });
}

/** Runs the program of an installed development dependency with this Node.js. */
export async function nodeScript(script: string, args: string[], options: CommandOptions = {}) {
	return await run(process.execPath, [require.resolve(script), ...args], options);
}
