import { setTimeout as delay } from 'node:timers/promises';
import {
	connect,
	outputItems,
	type ExecutionData,
	type N8nClient,
} from '../../scripts/lib/n8n/client.cts';
import { prepareWorld, WORST_WORLDS, type WorstWorld } from '../worst-worlds.cts';
import { n8nCookie, n8nUrl } from './addresses.cts';
import { openAccount } from './use-n8n.cts';
import { barcode, oneCodexNode, REGISTER_TUBES, rowsWorkflow, tube } from './workflows.cts';

// The node remembers for a minute what it sent, and would need no list for the second run.
const FORGETTING_MS = 61_000;

const numbers = ({ size }: WorstWorld) => Array.from({ length: size }, (_, index) => index + 1);

/** A lost answer is looked for for up to a minute. */
async function runPatiently(client: N8nClient, id: string): Promise<ExecutionData> {
	const execution = await client.runWorkflow(id);
	const after = String(Number(execution) - 1);
	return await client.waitForExecution(id, { after, timeoutMs: 240_000 });
}

/** Runs a workflow, and once more when the node has to go by what One Codex tells it. */
async function runTwice(client: N8nClient, world: WorstWorld) {
	const account = await openAccount(client, { world: world.settings });
	try {
		const { sandbox } = account;
		const { registered } = prepareWorld(sandbox, world);
		const node = oneCodexNode(
			{ batchName: world.batchName },
			{ credentials: { oneCodexApi: account.credential } },
		);
		const rows = numbers(world).map((number) => tube(number));
		const id = await client.createWorkflow(rowsWorkflow(rows, [node]));

		const first = await runPatiently(client, id);
		await delay(FORGETTING_MS);
		const requestsBefore = sandbox.requests.length;
		const second = await runPatiently(client, id);
		const paths = sandbox.requests.slice(requestsBefore).map(({ method, path }) => [method, path]);
		return { first, second, batches: registered(), secondRequests: paths };
	} finally {
		await account.close();
	}
}

const delivered = (execution: ExecutionData) => ({
	status: execution.status,
	error: execution.error?.description ?? execution.error?.message,
	items: outputItems(execution, REGISTER_TUBES).map(({ json }) => [
		json.tube_barcode,
		json.sample_id,
		json.already_registered,
	]),
});

let outcomes: Array<PromiseSettledResult<Awaited<ReturnType<typeof runTwice>>>>;

// All at once, since each of them waits for more than a minute.
beforeAll(async () => {
	const client = await connect(n8nUrl(), n8nCookie());
	outcomes = await Promise.allSettled(WORST_WORLDS.map((world) => runTwice(client, world)));
}, 600_000);

test.each(WORST_WORLDS.map((world, index) => ({ ...world, index })))(
	'each tube stands once where $name',
	({ index, ...world }) => {
		const outcome = outcomes[index];
		if (outcome?.status !== 'fulfilled') throw outcome?.reason;
		const { first, second, batches, secondRequests } = outcome.value;

		expect(batches.map(({ name }) => name)).toEqual([world.batchName]);
		const tubes = batches.flatMap((batch) => batch.tubes);
		expect(tubes.map((one) => one.barcode)).toEqual(numbers(world).map(barcode));
		const success = (alreadyRegistered: boolean) => ({
			status: 'success',
			error: undefined,
			items: tubes.map((one) => [one.barcode, one.sampleId, alreadyRegistered]),
		});
		expect(delivered(first)).toEqual(success(false));
		expect(delivered(second)).toEqual(success(true));
		// Without this, the node may have known it all from the first run.
		const samples = `/api/v1/sequencing/batches/${batches[0]?.id}/samples`;
		expect(secondRequests).toContainEqual(['GET', samples]);
	},
);
