import { setTimeout as delay } from 'node:timers/promises';
import { startLab, type Lab } from '../../scripts/lib/lab.cts';
import { outputItems, type WorkflowContent } from '../../scripts/lib/n8n/client.cts';
import {
	temporaryFolder,
	type TemporaryFolder,
} from '../../scripts/lib/processes/temporary-folder.cts';
import { registerElsewhere } from '../other-program.cts';
import { findN8n, settings } from './target.cts';
import { barcode } from './workflows.cts';

// There is a poll every minute: on the minute, or with the durable scheduler at a second of its choice.
// On a busy machine, one of them may fail and the next one make up for it.
const PATIENCE_MS = 180_000;

/**
 * An n8n and its sandbox for the tests of one file, which may stop it and start it again. Its workflows
 * are known by the names of their triggers.
 */
export function usePollingLab() {
	// Some tests wait for several polls and restart n8n in between.
	jest.setTimeout(900_000);
	let running: Lab | undefined;
	let folder: TemporaryFolder | undefined;
	const workflows = new Map<string, string>();
	const lab = () => {
		if (!running) throw new Error('The lab exists only during tests');
		return running;
	};
	beforeAll(async () => {
		folder = temporaryFolder('polling');
		const userFolder = folder.path;
		running = await startLab({ userFolder, findN8n, env: settings, progress: () => undefined });
	});
	afterAll(async () => {
		await running?.stop();
		folder?.remove();
	});

	/** Waits until a condition returns something. */
	async function until<T>(what: string, condition: () => Promise<T | undefined>): Promise<T> {
		for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(200)) {
			const value = await condition();
			if (value !== undefined) return value;
		}
		throw new Error(`Not within ${PATIENCE_MS / 1000} s: ${what}`);
	}

	/** Waits until a trigger has started so many executions and they have ended. The oldest is first. */
	const executionsOf = async (trigger: string, count: number) => {
		const { client } = lab();
		const ids = await until(`${count} executions started by ${trigger}`, async () => {
			const found = await client.executions(workflows.get(trigger) ?? '');
			const over = found.filter(({ status }) => ['success', 'error'].includes(status));
			return over.length < count ? undefined : over.map(({ id }) => id).reverse();
		});
		return await Promise.all(ids.map((id) => client.executionData(id)));
	};

	return {
		lab,
		executionsOf,
		/** Creates a workflow and activates it. */
		activate: async (trigger: string, workflow: WorkflowContent) => {
			const id = await lab().client.createWorkflow(workflow);
			workflows.set(trigger, id);
			await lab().client.activate(id);
		},
		/** Deactivates the workflow of a trigger and activates it again. */
		publishAgain: async (trigger: string) => {
			const id = workflows.get(trigger) ?? '';
			await lab().client.deactivate(id);
			await lab().client.activate(id);
		},
		/** Waits as executionsOf does, and returns the trigger's items in each execution. */
		emitted: async (trigger: string, count: number) =>
			(await executionsOf(trigger, count)).map((execution) =>
				outputItems(execution, trigger).map(({ json }) => json),
			),
		/** Waits until each active trigger has polled again. One of them must wait for a sample. */
		untilAllPolled: async () => {
			const { requests } = lab().sandbox;
			const before = requests.length;
			await until('a poll of each trigger', () => {
				const answered = requests.slice(before).filter(({ status }) => status === 200);
				const lists = answered.filter(({ path }) => path.endsWith('/batches'));
				// This is requested last.
				const isDone = answered.some(({ path }) => /\/samples\/\w+$/.test(path));
				return Promise.resolve(isDone && lists.length >= workflows.size ? true : undefined);
			});
		},
		/** Registers a batch as another program would. */
		register: (name: string, ...numbers: number[]) =>
			registerElsewhere(lab().sandbox, name, numbers.map(barcode)),
		/** The id of the batch of a name, and the ids of its samples. */
		batchOf: (name: string): { id: string; samples: string[] } => {
			const batch = lab()
				.sandbox.batches()
				.find((one) => one.name === name);
			if (!batch) throw new Error(`There is no batch ${name}`);
			return { id: batch.id, samples: batch.tubes.map(({ sampleId }) => sampleId) };
		},
	};
}
