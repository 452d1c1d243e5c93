import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.cts';
import type { Batch, BatchStatus } from './batches.cts';
import { createFaults } from './faults.cts';
import type { Injection } from './faults.cts';
import type { WireProject } from './projects.cts';
import { createRateLimit } from './rate-limit.cts';
import type { RequestRecord } from './request-log.cts';
import type { NewJob, Progress, WireAnalysis } from './analyses.cts';
import type { Finish, NewAnalysis } from './samples.cts';
import { createState } from './state.cts';
import type { StoredFile } from './store.cts';
import type { SampleStatus, Taxon, WireMetadata, WireSample } from './wire-samples.cts';
import type { World } from './worlds.cts';

export type { Batch, BatchStatus, Tube } from './batches.cts';
export type { Fault, Injection } from './faults.cts';
export type { RequestRecord } from './request-log.cts';
export type { Finish } from './samples.cts';
export type { SampleStatus, Taxon, WireMetadata, WireSample } from './wire-samples.cts';
export type { World } from './worlds.cts';

/** How a sandbox is to be. Everything has a default. */
export type SandboxOptions = {
	/** 0, the default, takes a free one. */
	port?: number;
	/** The address to listen at; only this machine's own by default. */
	host?: string;
	/** Each key opens an account of its own; `['sandbox-key']` by default. */
	apiKeys?: string[];
	/** Requests of one key in any one second, at least 1; 10 by default. */
	rateLimit?: number | false;
	/** How One Codex is to be where its documents leave it open; see `World` for the defaults. */
	world?: Partial<World>;
	/** Milliseconds until a registered batch and its samples can be read; 0 by default. */
	lagMs?: number;
	/** Whether answers are checked against the description too; true by default. */
	validateAnswers?: boolean;
	/** The clock, in milliseconds since 1970. Delays do not go by it. */
	now?: () => number;
};

/** A running sandbox. */
export type Sandbox = {
	/** Where it listens, without a slash at the end. */
	url: string;
	/** The first of its keys. */
	apiKey: string;
	/** Every request to the API so far, oldest first. */
	requests: readonly RequestRecord[];
	/** Every batch of every account, oldest first, lag or not. */
	batches: () => readonly Batch[];
	/** Registers tubes for the account of the first key, as another program would. */
	addBatch: (name: string, barcodes: string[]) => Batch;
	/** Moves a batch on, as the lab would; throws for an id it does not have. */
	setBatchStatus: (id: string, status: BatchStatus) => void;
	/** Every sample of every account as the API writes it, oldest first, lag or not. */
	samples: () => readonly WireSample[];
	/** The metadata of every sample as the API writes it, in the order of `samples`. */
	metadata: () => readonly WireMetadata[];
	/** Moves a sample on, without bringing data in; throws for an id it does not have. */
	setSampleStatus: (id: string, status: SampleStatus) => void;
	/**
	 * Brings a sample's data in: it becomes available, with a file and a primary classification.
	 * Done again, it gets a new one. Throws for an id it does not have.
	 *
	 * @param table what was found; seven taxa of a gut by default
	 * @param more the file and the reads, see `Finish`
	 * @returns the id of the classification
	 */
	finishSample: (id: string, table?: Taxon[], more?: Finish) => string;
	/** Every project of every account. */
	projects: () => WireProject[];
	/** Adds a job and gives its id; it makes panels, and takes no arguments by default. */
	addJob: (job: NewJob) => string;
	/** The analyses that are runs of a job of this name, in whatever world, and the ids of their samples. */
	runsOf: (job: string) => Array<{ id: string; sample: string }>;
	/** Adds an analysis of a sample, and gives its id; throws for the id of a sample it does not have. */
	addAnalysis: (sampleId: string, about?: NewAnalysis) => string;
	/** Every analysis of every account as the API writes it, oldest first. */
	analyses: () => readonly WireAnalysis[];
	/** Moves an analysis on, as its run would; throws for an id it does not have. */
	setAnalysis: (id: string, progress: Partial<Omit<Progress, 'job'>>) => void;
	/** Adds a project to the account of a key, the first by default, and gives its id. */
	addProject: (name: string, apiKey?: string) => string;
	/**
	 * Adds a sample that is in no batch, and that can be read whatever the lag.
	 *
	 * @param about.filename none by default
	 * @param about.status 'available' by default; there is no classification even then
	 * @param about.apiKey the key of the account it goes to; the first by default
	 * @returns its id
	 */
	addSample: (about?: { filename?: string; status?: SampleStatus; apiKey?: string }) => string;
	/** Gives an analysis other files than the two that each has; throws for an id it does not have. */
	setFiles: (analysisId: string, files: StoredFile[]) => void;
	/** Tells how many bytes of a file were sent so far, for each part of it; until the reset. */
	onFile: (listen: (sent: number) => void) => void;
	/** Lets something go wrong with requests to come. */
	inject: (injection: Injection) => void;
	/** Forgets the faults still to happen. */
	clearFaults: () => void;
	/** Changes the lag, in milliseconds, for the batches there are as well. */
	setLag: (ms: number) => void;
	/** Changes some settings of the world, for what there is as well; throws for what is none. */
	setWorld: (changes: Partial<World>) => void;
	/**
	 * Makes it as new: nothing registered or added, no requests or faults, the lag and the world of
	 * the options.
	 */
	reset: () => void;
	/** Stops it and ends every connection, answered or not. */
	close: () => Promise<void>;
};

/** Starts a local One Codex. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const {
		port = 0,
		host = '127.0.0.1',
		apiKeys = ['sandbox-key'],
		rateLimit = 10,
		world = {},
		lagMs = 0,
		validateAnswers = true,
		now = () => performance.timeOrigin + performance.now(),
	} = options;
	const [apiKey] = apiKeys;
	if (apiKey === undefined) throw new Error('A sandbox needs a key');

	const state = createState({ apiKeys, world, lagMs, now });
	const faults = createFaults();
	const limit = createRateLimit(rateLimit, now);
	const requests: RequestRecord[] = [];
	const closing = new AbortController();
	const reset = () => {
		state.reset();
		faults.clear();
		limit.reset();
		requests.length = 0;
	};

	const insistOnAccount = (key: string) => {
		const account = state.accountFor(key);
		if (!account) throw new Error('The sandbox does not know this key');
		return account;
	};

	const server = createServer(
		createApp({
			state,
			faults,
			limit,
			requests,
			now,
			validateAnswers,
			closing: closing.signal,
		}),
	);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const { port: taken } = server.address() as AddressInfo;

	return {
		url: `http://${host}:${taken}`,
		apiKey,
		requests,
		batches: state.batches.all,
		addBatch: (name, barcodes) =>
			state.register(insistOnAccount(apiKey), {
				batch_name: name,
				return_tracking_numbers: ['1'],
				samples: barcodes.map((barcode) => ({
					tube_barcode: barcode,
					specimen_type: 'Human stool',
					sequencing_depth: 'Standard',
				})),
			}),
		setBatchStatus: state.batches.setStatus,
		samples: state.samples.all,
		metadata: state.samples.allMetadata,
		setSampleStatus: state.samples.setStatus,
		finishSample: state.samples.finish,
		projects: state.projects.all,
		addJob: state.samples.analyses.addJob,
		runsOf: state.samples.analyses.runsOf,
		addAnalysis: state.samples.addAnalysis,
		analyses: () => state.samples.analyses.analyses(() => true),
		setAnalysis: state.samples.analyses.change,
		addProject: (name, key = apiKey) => state.projects.add(insistOnAccount(key), name),
		addSample: ({ filename = null, status = 'available', apiKey: key = apiKey } = {}) =>
			state.samples.addAlone(insistOnAccount(key), { filename, status }),
		setFiles: state.samples.analyses.setFiles,
		onFile: state.store.onFile,
		inject: faults.inject,
		clearFaults: faults.clear,
		setLag: state.setLag,
		setWorld: state.setWorld,
		reset,
		close: () =>
			new Promise((resolve, reject) => {
				closing.abort();
				server.close((error) => (error ? reject(error) : resolve()));
				server.closeAllConnections();
			}),
	};
}
