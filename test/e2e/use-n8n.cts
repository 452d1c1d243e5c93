import { randomUUID } from 'node:crypto';
import {
	connect,
	type ExecutionData,
	type N8nClient,
	type WorkflowContent,
} from '../../scripts/lib/n8n/client.cts';
import { startSandbox, type SandboxOptions } from '../../sandbox/server.cts';
import { readExample } from '../../scripts/lib/examples.cts';
import { sandboxCredential } from '../../scripts/lib/lab.cts';
import { n8nCookie, n8nFiles, n8nUrl } from './addresses.cts';
import { elsewhere } from './target.cts';

const CREDENTIAL = 'One Codex of our lab';

/** The only request that changes anything at One Codex. */
export const REGISTER = { method: 'POST', path: '/api/v1/sequencing/batches/register' };

/**
 * The shared n8n for the tests of one file, with a new sandbox for each test and a credential for it:
 * files run side by side, and a fault is to hit the requests of its own test only.
 */
export function useN8n() {
	jest.setTimeout(180_000);
	let client: N8nClient | undefined;
	let own: Awaited<ReturnType<typeof openAccount>> | undefined;
	const connected = () => existing(client);
	const sandbox = () => existing(own).sandbox;

	beforeAll(async () => {
		client = await connect(n8nUrl(), n8nCookie());
	});
	beforeEach(async () => {
		own = await openAccount(connected());
	});
	afterEach(async () => {
		await own?.close();
		own = undefined;
	});

	const importExample = async (
		name: string,
		replacements: Record<string, string> = {},
	): Promise<string> => {
		const { credential } = existing(own);
		const placed = { [sandboxCredential.id]: credential.id, ...replacements };
		// Elsewhere, examples that read or write files are not run.
		const files = elsewhere ? '' : n8nFiles();
		return await connected().createWorkflow(await readExample(name, files, placed));
	};

	return {
		client: connected,
		/**
		 * Stores an example workflow with the credential of this test. Other texts of its JSON can be
		 * replaced as readExample does.
		 */
		importExample,
		sandbox,
		/** The credential for the sandbox, as a node refers to it. */
		credential: () => existing(own).credential,
		/** The registrations that were asked for. */
		posts: () => sandbox().requests.filter(({ method }) => method === 'POST'),
		/** The barcodes of all batches that are not canceled. */
		standing: () =>
			sandbox()
				.batches()
				.filter(({ status }) => status !== 'canceled')
				.flatMap(({ tubes }) => tubes.map(({ barcode }) => barcode)),
		/** Stores a workflow and runs it once, by hand. */
		run: async (workflow: WorkflowContent): Promise<ExecutionData> => {
			const id = await connected().createWorkflow(workflow);
			return await runAgain(connected(), id);
		},
	};
}

/**
 * Starts a sandbox with a key of its own, and stores a credential for it: what the node knows of one
 * account says nothing of another. It has to be closed.
 */
export async function openAccount(client: N8nClient, options: SandboxOptions = {}) {
	const sandbox = await startSandbox({ apiKeys: [`key-${randomUUID()}`], ...options });
	const data = { apiKey: sandbox.apiKey, baseUrl: sandbox.url };
	const id = await client.createCredential(CREDENTIAL, 'oneCodexApi', data);
	return {
		sandbox,
		/** As a node refers to it. */
		credential: { id, name: CREDENTIAL },
		close: async () => {
			// The editor would offer the credentials of all tests before.
			await client.request('DELETE', `/credentials/${id}`);
			await sandbox.close();
		},
	};
}

/** Runs a stored workflow by hand, once more if it has run before. */
export async function runAgain(
	client: N8nClient,
	id: string,
	trigger?: string,
): Promise<ExecutionData> {
	const [latest] = await client.executions(id, 1);
	await client.runWorkflow(id, trigger);
	return await client.waitForExecution(id, { after: latest?.id });
}

function existing<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('n8n and the sandbox are there during tests only');
	return value;
}
