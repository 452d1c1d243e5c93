import { startSandbox } from '../../sandbox/server.cts';
import type { Sandbox, SandboxOptions } from '../../sandbox/server.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import type { WireBatch, WireTube } from '../../sandbox/wire.cts';

/** Where batches are. */
export const batches = '/api/v1/sequencing/batches';

/** Where samples, and what belongs to them, are. */
export const samples = '/api/v1/samples';
export const metadata = '/api/v1/metadata';
export const projects = '/api/v1/projects';
export const tags = '/api/v1/tags';
export const classifications = '/api/v1/classifications';
export const analyses = '/api/v1/analyses';
export const jobs = '/api/v1/jobs';

/** An answer as the tests look at it; `body` is what the test says it is. */
export type Answer<Body> = { status: number; headers: Headers; text: string; body: Body };

/** What a registration answers. */
export type Registered = { batch: WireBatch; samples: WireTube[] };

/** What a refusal answers. */
export type Refused = { message: string; status: number };

/** What to send besides method and path; the sandbox's first key unless told otherwise. */
export type Sending = { json?: unknown; key?: string | null; query?: Record<string, unknown> };

/** Reads what is under an address, and is sure that it is there. */
export async function read<Body>(sandbox: Sandbox, address: string, key?: string): Promise<Body> {
	const { status, body, text } = await call<Body>(sandbox, 'GET', address, { key });
	if (status !== 200) throw new Error(`${address} answered ${status}: ${text}`);
	return body;
}

/** Registers so many tubes, and gives the samples they became. */
export async function registerSamples(sandbox: Sandbox, count: number, key?: string) {
	const barcodes = Array.from({ length: count }, (_, index) => barcode(index + 1));
	const { body } = await register(sandbox, 'Plate', barcodes, key);
	const addresses = body.samples.map(({ sample }) => sample.$ref);
	return Promise.all(addresses.map((address) => read<WireSample>(sandbox, address, key)));
}

/** Runs `use` with a sandbox of its own, without a rate limit unless one is asked for. */
export async function withSandbox(
	options: SandboxOptions,
	use: (sandbox: Sandbox) => Promise<void>,
): Promise<void> {
	const sandbox = await startSandbox({ rateLimit: false, ...options });
	try {
		await use(sandbox);
	} finally {
		await sandbox.close();
	}
}

/** Sends a request without following redirects. Objects in the query are written as JSON. */
export async function send(
	sandbox: Sandbox,
	method: string,
	path: string,
	{ json, key = sandbox.apiKey, query = {} }: Sending = {},
): Promise<Response> {
	const url = new URL(path, sandbox.url);
	for (const [name, value] of Object.entries(query)) {
		url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
	}
	const headers = new Headers();
	if (key !== null) headers.set('X-API-Key', key);
	if (json !== undefined) headers.set('Content-Type', 'application/json');
	return fetch(url, { method, headers, body: JSON.stringify(json), redirect: 'manual' });
}

/** Sends a request and reads the answer, which must be JSON. */
export async function call<Body>(...request: Parameters<typeof send>): Promise<Answer<Body>> {
	const response = await send(...request);
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		text,
		body: JSON.parse(text) as Body,
	};
}

/** The body of a registration that nothing is wrong with. */
export function registration(name: string, barcodes: string[]) {
	return {
		batch_name: name,
		return_tracking_numbers: ['1Z 999-AA'],
		samples: barcodes.map((barcode) => ({
			tube_barcode: barcode,
			specimen_type: 'Human stool',
			sequencing_depth: 'Standard',
		})),
	};
}

/** Registers tubes; the answer is a registration if its status is 200. */
export function register(sandbox: Sandbox, name: string, barcodes: string[], key?: string) {
	const json = registration(name, barcodes);
	return call<Registered>(sandbox, 'POST', `${batches}/register`, { json, key });
}

/** A barcode of fourteen digits. */
export function barcode(number: number): string {
	return String(number).padStart(14, '0');
}

/** The id at the end of an object's address. */
export function idOf({ $uri }: { $uri: string }): string {
	return $uri.split('/').at(-1) ?? '';
}
