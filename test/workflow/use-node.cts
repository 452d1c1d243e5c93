import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runNode, type NodeSettings } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';
import type { RequestRecord, SandboxOptions } from '../../sandbox/server.cts';

/** An id that no object has. */
export const UNKNOWN = 'ffffffffffffffff';

/** An id picked from a list, or given by an expression. */
export const locator = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

/** What Register gives for a tube, as far as other operations need it. */
interface Registered extends IDataObject {
	tube_barcode: string;
	sample_id: string;
	sample_uri: string;
	batch_id: string;
}

/** A sandbox for the tests of one file, and ways to run operations of the node against it. */
export function useNode(options: SandboxOptions = {}) {
	// The clock of the tests jumps, so that of many requests at once some would seem to be too close.
	const context = useSandbox({ rateLimit: false, ...options });
	const { sandbox, credential } = context;

	/**
	 * Runs an operation such as `sample: get` on items.
	 * @returns the run, and the requests that it made
	 */
	const run = async (
		name: string,
		rows: object[],
		parameters: INodeParameters = {},
		settings: NodeSettings = {},
	) => {
		const [resource, operation] = name.split(': ') as [string, string];
		const before = sandbox().requests.length;
		const done = await runNode(rows, {
			credential: credential(),
			...settings,
			parameters: { resource, operation, ...parameters },
		});
		const requests = sandbox().requests.slice(before);
		const routes = requests.map(({ method, path }) => `${method} ${path}`);
		return { ...done, json: done.output.map(({ json }) => json), requests, routes };
	};

	// The first answer of a route takes so long to be checked that the node would ask again.
	beforeAll(async () => {
		const sample_id = sandbox().addSample();
		const rows = [{ sample_id }];
		await run('sequencingBatch: register', [tube(1)], {
			batchName: 'A',
			returnTrackingNumbers: 'T',
		});
		const [batch] = sandbox().batches();
		const analysis_id = sandbox().finishSample(sample_id);
		await run('analysis: get', [{ analysis_id }]);
		await run('analysis: getAll', rows);
		await run('sequencingBatch: getAll', rows);
		await run('sequencingBatch: getSamples', rows, { batchId: locator(batch?.id) });
		await run('sample: getAll', rows);
		await run('sample: getResults', rows);
		await run('sample: update', rows, { updateFields: { tags: 'a' } });
		await run('metadata: update', [
			{ sample_id, name: 'a' },
			{ sample_id, name: 'b' },
		]);
	}, 60_000);

	return {
		...context,
		run,
		/** Registers a batch of tubes with the numbers from one on, and gives what came out. */
		register: async (count: number, batchName = 'Rack 1', from = 0) => {
			const rows = Array.from({ length: count }, (_, index) => tube(from + index));
			const { json } = await run('sequencingBatch: register', rows, {
				batchName,
				returnTrackingNumbers: 'T1',
			});
			return json as Registered[];
		},
		/** Adds samples that are in no batch, and gives their ids. */
		addSamples: (count: number) => Array.from({ length: count }, () => sandbox().addSample()),
		/** The Metadata record of a sample. */
		metadataOf: (sampleId: string) => {
			const found = sandbox()
				.metadata()
				.find(({ sample }) => sample.$ref.endsWith(sampleId));
			if (!found) throw new Error(`The sample ${sampleId} has no metadata`);
			return found;
		},
	};
}

/** The id at the end of an address. */
export const idIn = (address: string) => address.split('/').at(-1) ?? '';

/** The requests that change something there is. */
export const patchesIn = (requests: readonly RequestRecord[]) =>
	requests.filter(({ method }) => method === 'PATCH');

/** Numbers from 0 on. */
export const range = (count: number) => Array.from({ length: count }, (_, index) => index);
