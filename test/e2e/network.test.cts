import { join } from 'node:path';
import type { Failure, Obstacle } from '../../nodes/OneCodex/domain/failure';
import { failureWords } from '../../nodes/OneCodex/wording/failures';
import { startSandbox, type Sandbox } from '../../sandbox/server.cts';
import { startLab, type Lab } from '../../scripts/lib/lab.cts';
import { outputItems, type ExecutionData } from '../../scripts/lib/n8n/client.cts';
import {
	temporaryFolder,
	type TemporaryFolder,
} from '../../scripts/lib/processes/temporary-folder.cts';
import { makeAuthority } from './certificates.cts';
import { startFront, startProxy, type Refusal, type Running } from './proxy.cts';
import { findN8n, settings } from './target.cts';
import { testSinceN8n2 } from './versions.cts';
import { barcode, oneCodexNode, REGISTER_TUBES, rowsWorkflow, tube } from './workflows.cts';

const KEY = 'the-secret-key';
const PROXY_PASSWORD = 'the-secret-of-the-proxy';

// Ports that the proxy refuses to connect to, each in its own way.
const REFUSED: Record<number, Refusal> = { 1: 'hang up', 2: 407, 3: 502, 4: 503, 5: 403 };

let folder: TemporaryFolder | undefined;
let sandbox: Sandbox;
let lab: Lab;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let fronts: Record<'known' | 'unknown' | 'expired' | 'elsewhere', Running>;

jest.setTimeout(120_000);

beforeAll(async () => {
	folder = temporaryFolder('network');
	sandbox = await startSandbox({ apiKeys: [KEY] });
	const known = await makeAuthority(folder.path, 'known');
	const unknown = await makeAuthority(folder.path, 'unknown');
	const port = Number(new URL(sandbox.url).port);
	fronts = {
		known: await startFront(await known.certify('localhost'), port),
		unknown: await startFront(await unknown.certify('localhost'), port),
		expired: await startFront(await known.certify('localhost', 0), port),
		elsewhere: await startFront(await known.certify('elsewhere.example'), port),
	};
	proxy = await startProxy(`lab:${PROXY_PASSWORD}`, REFUSED);
	const proxyUrl = `http://lab:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}`;
	lab = await startLab({
		userFolder: join(folder.path, 'n8n'),
		findN8n,
		env: {
			...settings,
			NODE_EXTRA_CA_CERTS: known.file,
			// Both ways to write them: the lower one wins, and this computer may have it.
			...{ HTTPS_PROXY: proxyUrl, https_proxy: proxyUrl },
			...{ NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' },
			N8N_SSRF_PROTECTION_ENABLED: 'true',
			N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.0/8,::1/128',
			N8N_SSRF_BLOCKED_HOSTNAMES: 'blocked.example',
		},
		progress: () => undefined,
	});
}, 300_000);

afterAll(async () => {
	await lab?.stop();
	await Promise.all(Object.values(fronts ?? {}).map(({ close }) => close()));
	await proxy?.close();
	await sandbox?.close();
	folder?.remove();
}, 60_000);

/** Registers a tube with a One Codex at an address. */
async function register(baseUrl: string): Promise<ExecutionData> {
	const { client } = lab;
	const name = `One Codex at ${baseUrl}`;
	const id = await client.createCredential(name, 'oneCodexApi', { apiKey: KEY, baseUrl });
	const node = oneCodexNode({}, { credentials: { oneCodexApi: { id, name } } });
	const workflow = await client.createWorkflow(rowsWorkflow([tube(1)], [node]));
	await client.runWorkflow(workflow);
	return await client.waitForExecution(workflow, { timeoutMs: 100_000 });
}

const headline = (failure: Partial<Failure>) =>
	failureWords({ delivery: 'not sent', said: '', ...failure }).headline;
const stoppedBy = (obstacle: Obstacle) => headline({ obstacle });
const answered = (status: number) => headline({ status, isPage: true });

/** All ways that fail, and what is said of each. They are gone beside each other: each is tried again. */
const WAYS: Array<[string, () => string, string]> = [
	[
		'an unknown authority',
		() => `https://localhost:${fronts.unknown.port}`,
		stoppedBy('authority'),
	],
	[
		'an unknown authority, without a proxy',
		() => `https://127.0.0.1:${fronts.unknown.port}`,
		stoppedBy('authority'),
	],
	['an old certificate', () => `https://localhost:${fronts.expired.port}`, stoppedBy('validity')],
	['another host', () => `https://localhost:${fronts.elsewhere.port}`, stoppedBy('host name')],
	[
		'another host, without a proxy',
		() => `https://127.0.0.1:${fronts.known.port}`,
		stoppedBy('host name'),
	],
	['a proxy that hangs up', () => 'https://localhost:1', stoppedBy('proxy')],
	['a proxy that asks for a password', () => 'https://localhost:2', answered(407)],
	['a proxy that gets no answer', () => 'https://localhost:3', answered(502)],
	['a proxy that fails', () => 'https://localhost:4', answered(503)],
	['a proxy that forbids it', () => 'https://localhost:5', answered(403)],
];

describe('what stops a request on its way has its own message', () => {
	let executions: ExecutionData[];
	beforeAll(async () => {
		executions = await Promise.all(WAYS.map(([, address]) => register(address())));
	});

	test.each(WAYS.map(([name, , message], index) => ({ name, message, index })))(
		'$name',
		({ message, index }) => {
			const execution = executions[index];
			expect(execution?.error?.message).toBe(message);
			expect(execution?.raw).not.toContain(KEY);
			expect(execution?.raw).not.toContain(PROXY_PASSWORD);
		},
	);

	test('nothing of it reached One Codex', () => {
		expect(sandbox.requests).toEqual([]);
	});

	testSinceN8n2(
		'n8n, whose protection knows no such network',
		'it has no such protection',
		async () => {
			const blocked = await Promise.all(
				['10.1.2.3', 'blocked.example'].map((host) => register(`https://${host}`)),
			);
			for (const { error } of blocked) expect(error?.message).toBe(stoppedBy('n8n'));
		},
	);
});

test('tubes are registered through a proxy, with an authority that n8n is told of', async () => {
	const before = proxy.tunnels();
	const execution = await register(`https://localhost:${fronts.known.port}`);
	expect(outputItems(execution, REGISTER_TUBES)).toMatchObject([
		{ json: { tube_barcode: barcode(1) } },
	]);
	expect(proxy.tunnels()).toBeGreaterThan(before);
});

test('a proxy that does not run is told from a One Codex that does not', async () => {
	const direct = await register('https://127.0.0.1:9');
	expect(direct.error?.message).toBe(headline({ code: 'ECONNREFUSED' }));
	await proxy.close();
	const { error } = await register(`https://localhost:${fronts.known.port}`);
	expect(error?.message).toBe(stoppedBy('proxy'));
});
