import { join } from 'node:path';
import { npm } from './lib/processes/command.cts';
import { nodeType, readExample, type ExampleWorkflow } from './lib/examples.cts';
import { startLab } from './lib/lab.cts';
import { packageName } from './lib/install/package.cts';
import { outputItems, owner, type ExecutionData, type N8nClient } from './lib/n8n/client.cts';
import { repository } from './lib/paths.cts';
import { rebuildOnChange } from './lib/rebuild.cts';
import { temporaryFolder } from './lib/processes/temporary-folder.cts';

// All columns would be too wide for a terminal.
const columns = [
	'Tube Barcode',
	'tube_barcode',
	'Patient',
	'sample_id',
	'batch_name',
	'batch_number',
	'batch_status',
];

const say = (line: string) => console.log(line);

async function main(args: string[]): Promise<void> {
	const options = ['--once', '--watch'];
	const unknown = args.find((arg) => !options.includes(arg));
	if (unknown !== undefined) {
		throw new Error(`Unknown argument ${unknown}; there are only ${options.join(' and ')}`);
	}
	const [once, watches] = options.map((option) => args.includes(option));

	say('Building the package ...');
	await npm(['run', 'build'], { quiet: true });
	// Outside the repository, whose node_modules the installed package would find before n8n's own.
	const { path: userFolder } = temporaryFolder('start');
	// n8n then reloads a package when its files change.
	const env = watches ? { N8N_DEV_RELOAD: 'true' } : {};
	const lab = await startLab({ userFolder, port: 5678, progress: say, env });
	try {
		const workflow = await readExample('spreadsheet-to-samples', lab.files);
		const id = await runExample(lab.client, workflow);
		if (!once) sayHowToGoOn(lab.server.url, lab.sandbox.url, id);
		if (!once && watches) await watchSources(userFolder);
	} catch (error) {
		await lab.stop();
		throw error;
	}
	if (once) await lab.stop();
}

async function watchSources(userFolder: string): Promise<void> {
	await rebuildOnChange({
		sources: ['nodes', 'credentials', 'icons'].map((folder) => join(repository, folder)),
		build: async () => await npm(['run', 'build'], { quiet: true }),
		built: join(repository, 'dist'),
		installed: join(userFolder, '.n8n', 'nodes', 'node_modules', packageName, 'dist'),
		done: (failure) => {
			const time = new Date().toLocaleTimeString();
			if (failure === undefined) say(`${time} Built and loaded. Reload the editor to see it.`);
			else say(`${time} ${failure.message}`);
		},
	});
	say('Changes in nodes/, credentials/ and icons/ are built and loaded when you save them.');
}

async function runExample(client: N8nClient, workflow: ExampleWorkflow): Promise<string> {
	say(`Running the workflow "${workflow.name}" ...`);
	const id = await client.createWorkflow(workflow);
	await client.runWorkflow(id);
	const execution = await client.waitForExecution(id);
	if (execution.status !== 'success') throw new Error(whyFailed(execution));

	const register = workflow.nodes.find(({ type }) => type === nodeType);
	const items = outputItems(execution, register?.name ?? execution.lastNode ?? '');
	if (items.length === 0) throw new Error('The workflow returned no items');
	say(`\n${items.length} tubes registered:`);
	console.table(
		items.map(({ json }) => json),
		columns,
	);
	return id;
}

function whyFailed({ status, error, lastNode }: ExecutionData): string {
	const reason = [error?.message, error?.description].filter(Boolean).join('\n');
	return `The workflow ended with "${status}" at the node "${lastNode}":\n${reason}`;
}

function sayHowToGoOn(editor: string, sandbox: string, workflowId: string): void {
	say(`
The editor is open: ${editor}/workflow/${workflowId}
  log in with       ${owner.email}
  password          ${owner.password}
The sandbox that plays One Codex listens at ${sandbox}
Stop both with Ctrl+C.`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	process.exit(1);
});
