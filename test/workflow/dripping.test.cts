import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { runNode } from './harness.cts';
import { makeTrigger } from './poll-harness.cts';
import { headlineFor } from '../failures.cts';
import { pass } from '../fake-timing.cts';

// The time-out of n8n's requests begins anew with each byte.
const BYTE_MS = 20;

let server: Server;
let address: string;
let passing: NodeJS.Timeout;

beforeAll(async () => {
	passing = setInterval(() => pass(60_000), BYTE_MS);
	server = createServer((_, response) => {
		response.writeHead(200, { 'Content-Type': 'application/json' });
		const dripping = setInterval(() => response.write(' '), BYTE_MS);
		response.on('close', () => clearInterval(dripping));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
	clearInterval(passing);
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

test('an execution ends though an answer comes byte by byte and never ends', async () => {
	const { error } = await runNode([{}], {
		parameters: { resource: 'sequencingBatch', operation: 'getAll', returnAll: true },
		credential: { apiKey: 'one', baseUrl: address },
	});
	expect(error?.message).toBe(headlineFor({ code: 'ETIMEDOUT' }));
});

test('so does a poll', async () => {
	const trigger = makeTrigger({ event: 'batchRegistered' }, { apiKey: 'one', baseUrl: address });
	await expect(trigger.poll()).rejects.toThrow();
});
