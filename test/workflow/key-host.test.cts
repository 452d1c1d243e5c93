import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type IHttpRequestOptions, type INode, type INodeTypes } from 'n8n-workflow';

import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { additionalData } from './harness.cts';

const KEY = 'the-secret-key';
const CREDENTIAL = 'oneCodexApi';

interface Host {
	server: Server;
	url: string;
	/** The headers of each request. */
	asked: IncomingHttpHeaders[];
}

/** A server that notes what it is asked. */
async function startHost(): Promise<Host> {
	const asked: IncomingHttpHeaders[] = [];
	const server = createServer((request, response) => {
		asked.push(request.headers);
		response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

let own: Host;
let other: Host;

beforeAll(async () => {
	own = await startHost();
	other = await startHost();
});
beforeEach(() => {
	own.asked.length = other.asked.length = 0;
});
afterAll(() => {
	for (const { server } of [own, other]) {
		server.closeAllConnections();
		server.close();
	}
});

/** n8n's context of a node with a credential for the host `own`. */
function makeContext() {
	const credentials = { oneCodexApi: { id: '1', name: 'One Codex account' } };
	const node: INode = {
		...{ id: '1', name: 'Request', type: 'n8n-nodes-onecodex.oneCodex', typeVersion: 1 },
		...{ position: [0, 0], parameters: {}, credentials },
	};
	const type = new OneCodex();
	const nodeTypes: INodeTypes = {
		...{ getByName: () => type, getByNameAndVersion: () => type },
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const data = additionalData([node], {}, { apiKey: KEY, baseUrl: own.url });
	return new LoadOptionsContext(workflow, node, data, 'parameters');
}

/** Sends a request by n8n's two helpers, and passes over how it fails. */
async function sendBoth(options: object): Promise<void> {
	const context = makeContext();
	const { helpers } = context;
	await helpers.httpRequestWithAuthentication
		.call(context, CREDENTIAL, { ...options } as IHttpRequestOptions)
		.catch(() => undefined);
	await helpers.requestWithAuthentication
		.call(context, CREDENTIAL, { ...options })
		.catch(() => undefined);
}

const withKey = ({ asked }: Host) => asked.filter((headers) => 'x-api-key' in headers);

test('whichever fields of a request hold an address, the key goes home', async () => {
	const fields = [
		...[own.url, other.url].flatMap((url) => [url, url.replace('//', ''), ` ${url}`]),
		...[`//${new URL(other.url).host}`, '/x', '', null, undefined],
	];
	for (const url of fields)
		for (const uri of fields)
			await Promise.all(
				[undefined, own.url, other.url].map((baseURL) => sendBoth({ url, uri, baseURL })),
			);
	expect(withKey(own).length).toBeGreaterThan(100);
	expect(withKey(other)).toEqual([]);
}, 30_000);

test('no header names another host to the gateway of One Codex', async () => {
	await sendBoth({
		url: `${own.url}/x`,
		headers: { host: 'other.example', HOST: 'other.example' },
	});
	expect(own.asked.map(({ host }) => host)).toEqual(Array(2).fill(new URL(own.url).host));
});
