import type { Runtime } from '../install/n8n.cts';
import { run } from '../processes/command.cts';
import { n8nEnvironment, type EnvironmentOptions } from './environment.cts';

/** Imports a file with a list of credentials into an n8n. Their data may be unencrypted. */
export async function importCredentials(
	options: EnvironmentOptions & { runtime: Runtime },
	file: string,
): Promise<void> {
	const { runtime, userFolder: cwd } = options;
	const args = [runtime.n8n, 'import:credentials', `--input=${file}`];
	await run(runtime.node, args, { cwd, env: await n8nEnvironment(options), quiet: true });
}
