import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.cts';
import { createFaults } from './faults.cts';
import type { Injection } from './faults.cts';
import { createRateLimit } from './rate-limit.cts';
import type { RequestRecord } from './request-log.cts';
import { createState } from './state.cts';
import type { Batch, BatchStatus } from './state.cts';

export type { Fault, Injection } from './faults.cts';
export type { RequestRecord } from './request-log.cts';
export type { Batch, BatchStatus, Tube } from './state.cts';

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
	/** Whether a barcode may be registered while it stands in a live batch; false by default. */
	acceptRepeatedBarcodes?: boolean;
	/** Milliseconds until a registered batch can be read; 0 by default. */
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
	/** Moves a batch on, as the lab would; throws for an id it does not have. */
	setBatchStatus: (id: string, status: BatchStatus) => void;
	/** Lets something go wrong with requests to come. */
	inject: (injection: Injection) => void;
	/** Forgets the faults still to happen. */
	clearFaults: () => void;
	/** Changes the lag, in milliseconds, for the batches there are as well. */
	setLag: (ms: number) => void;
	/** Makes it as new: no batches, requests or faults, the lag of the options. */
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
		acceptRepeatedBarcodes = false,
		lagMs = 0,
		validateAnswers = true,
		now = () => performance.timeOrigin + performance.now(),
	} = options;
	const [apiKey] = apiKeys;
	if (apiKey === undefined) throw new Error('A sandbox needs a key');

	const state = createState({ apiKeys, acceptRepeatedBarcodes, lagMs, now });
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

	const server = createServer(
		createApp({
			state,
			faults,
			limit,
			requests,
			reset,
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
		batches: state.all,
		setBatchStatus: state.setStatus,
		inject: faults.inject,
		clearFaults: faults.clear,
		setLag: state.setLag,
		reset,
		close: () =>
			new Promise((resolve, reject) => {
				closing.abort();
				server.close((error) => (error ? reject(error) : resolve()));
				server.closeAllConnections();
			}),
	};
}
