// Prepares what a container that runs n8n needs, see .github/workflows/nightly.yml:
// `node --require tsx/cjs scripts/prepare-container.cts FOLDER` makes FOLDER/.n8n and FOLDER/n8n.env.
import { resolve } from 'node:path';
import { prepareContainer } from './lib/install/container.cts';

async function main([folder, ...others]: string[]): Promise<void> {
	if (folder === undefined || others.length > 0) throw new Error('Name one folder');
	const { n8nFolder, settingsFile } = await prepareContainer(resolve(folder));
	console.log(`${n8nFolder}\n${settingsFile}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
