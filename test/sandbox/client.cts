import { startSandbox } from '../../sandbox/server.cts';
import type { Sandbox, SandboxOptions } from '../../sandbox/server.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import type { WireBatch, WireTube } from '../../sandbox/wire.cts';

/** Where the lists of the API are. */
export const at = {
	analyses: '/api/v1/analyses',
	batches: '/api/v1/sequencing/batches',
	classifications: '/api/v1/classifications',
	jobs: '/api/v1/jobs',
	metadata: '/api/v1/metadata',
	projects: '/api/v1/projects',
	samples: '/api/v1/samples',
	tags: '/api/v1/tags',
};

/** The key of the second account. */
export const otherKey = 'key-two';

/** An answer; `body` is what the test says it is. */
type Answer<Body> = { status: number; headers: Headers; text: string; body: Body };

/** What a registration answers. */
type Registered = { batch: WireBatch; samples: WireTube[] };

/** What a refusal answers. */
export type Refused = { message: string; status: number };

/** An object of which a test looks at any property. */
export type Loose = Record<string, unknown>;

/** What to send besides method and path. The key is the first of the sandbox unless given. */
type Sending = {
	json?: unknown;
	/** The text of a body, in place of `json`. */
	text?: string;
	key?: string | null;
	query?: Record<string, unknown>;
	signal?: AbortSignal;
};

let running: Sandbox | undefined;

/** The sandbox that requests go to. */
export function sandbox(): Sandbox {
	if (!running) throw new Error('The test has no sandbox');
	return running;
}

const withDefaults = (options: SandboxOptions): SandboxOptions => ({
	rateLimit: false,
	apiKeys: ['key-one', otherKey],
	...options,
});

/** Starts a sandbox for a file of tests: two accounts, no rate limit. Without `keepsState`, each test gets it as new. */
export function useSandbox({
	keepsState = false,
	...options
}: SandboxOptions & { keepsState?: boolean } = {}) {
	beforeAll(async () => {
		running = await startSandbox(withDefaults(options));
	});
	if (!keepsState) beforeEach(() => sandbox().reset());
	afterAll(() => sandbox().close());
}

/** Lets requests go to a sandbox with other options while `use` runs. */
export async function withSandbox(options: SandboxOptions, use: () => Promise<void>) {
	const before = running;
	const own = await startSandbox(withDefaults(options));
	running = own;
	try {
		await use();
	} finally {
		running = before;
		await own.close();
	}
}

/** A clock for the option `now`, which only `pass` moves on. */
export function stoppedClock() {
	let time = Date.parse('2026-01-05T08:00:00Z');
	return {
		now: () => time,
		pass: (ms: number) => {
			time += ms;
		},
	};
}

/** Sends a request without following redirects. Objects in the query are written as JSON. */
export function send(method: string, path: string, sending: Sending = {}): Promise<Response> {
	const { json, text, key = sandbox().apiKey, query = {}, signal } = sending;
	const url = new URL(path, sandbox().url);
	for (const [name, value] of Object.entries(query)) {
		url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
	}
	const body = text ?? JSON.stringify(json);
	const headers = new Headers();
	if (key !== null) headers.set('X-API-Key', key);
	if (body !== undefined) headers.set('Content-Type', 'application/json');
	return fetch(url, { method, headers, body, redirect: 'manual', signal });
}

/** The status of an answer to GET, or to another method. */
export const statusOf = async (path: string, sending?: Sending, method = 'GET') =>
	(await send(method, path, sending)).status;

/** Sends a request and reads the answer, which must be JSON. */
export async function call<Body>(
	method: string,
	path: string,
	sending?: Sending,
): Promise<Answer<Body>> {
	const response = await send(method, path, sending);
	const text = await response.text();
	const { status, headers } = response;
	return { status, headers, text, body: JSON.parse(text) as Body };
}

/** Reads a list, or anything else that takes a query. */
export const list = <Body = Loose[],>(path: string, query: Record<string, unknown> = {}) =>
	call<Body>('GET', path, { query });

/** Reads what is under an address, and throws if it is not there. */
export async function read<Body = Loose>(address: string, key?: string): Promise<Body> {
	const { status, body, text } = await call<Body>('GET', address, { key });
	if (status !== 200) throw new Error(`${address} answered ${status}: ${text}`);
	return body;
}

/** The body of a registration that breaks no rule. */
export const registration = (name: string, barcodes: string[]) => ({
	batch_name: name,
	return_tracking_numbers: ['1Z 999-AA'],
	samples: barcodes.map((barcode) => ({
		tube_barcode: barcode,
		specimen_type: 'Human stool',
		sequencing_depth: 'Standard',
	})),
});

/** Registers tubes. The answer is a registration if its status is 200. */
export const register = (name: string, barcodes: string[], key?: string) =>
	call<Registered>('POST', `${at.batches}/register`, { json: registration(name, barcodes), key });

/** Registers so many batches of one tube each, and returns them as they were answered. */
export async function registerMany(count: number): Promise<WireBatch[]> {
	const answered: WireBatch[] = [];
	for (let index = 0; index < count; index += 1) {
		answered.push((await register(`Rack ${index}`, [barcode(index)])).body.batch);
	}
	return answered;
}

/** Registers so many tubes in one batch, and returns their samples. */
export async function registerSamples(count: number, key?: string): Promise<WireSample[]> {
	const { body } = await register('Plate', barcodes(count), key);
	return Promise.all(body.samples.map(({ sample }) => read<WireSample>(sample.$ref, key)));
}

/** Registers one tube, and returns its sample. */
export async function registerSample(key?: string): Promise<WireSample> {
	const [sample] = await registerSamples(1, key);
	if (!sample) throw new Error('The registration has no sample');
	return sample;
}

/** A barcode of fourteen digits. */
export const barcode = (number: number): string => String(number).padStart(14, '0');

/** So many barcodes, from 0. */
export const barcodes = (count: number): string[] =>
	Array.from({ length: count }, (_, index) => barcode(index));

/** The barcodes of tubes. */
export const barcodesOf = (tubes: WireTube[]): string[] => tubes.map((tube) => tube.tube_barcode);

/** The id at the end of an object's address. */
export const idOf = ({ $uri }: { $uri: string }): string => $uri.split('/').at(-1) ?? '';
