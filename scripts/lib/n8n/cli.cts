import { run } from '../processes/command.cts';
import { n8nEnvironment, type EnvironmentOptions } from './environment.cts';
import type { Runtime } from '../install/n8n.cts';

/** Which n8n's command line, on which data. */
export interface CliOptions extends EnvironmentOptions {
	runtime: Runtime;
}

/** Imports a file that holds a list of credentials, whose data may be unencrypted. */
export async function importCredentials(options: CliOptions, file: string): Promise<void> {
	await n8nCommand(options, ['import:credentials', `--input=${file}`]);
}

/** Runs a command of n8n to its end and gives what it printed. */
async function n8nCommand(options: CliOptions, args: string[]): Promise<string> {
	const { runtime, userFolder } = options;
	const env = await n8nEnvironment(options);
	return await run(runtime.node, [runtime.n8n, ...args], { cwd: userFolder, env, quiet: true });
}
