import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod/v4';
import { USER_AGENT } from '../../nodes/OneCodex/api/http/userAgent';
import {
	CREDENTIAL_FLAWS,
	KEY_NOT_SENT,
	TEST_RESULTS,
} from '../../nodes/OneCodex/wording/credentialTexts';
import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { useN8n } from './use-n8n.cts';
import { isN8n1 } from './versions.cts';
import { makeWorkflow } from './workflows.cts';

const { client, credential, run, sandbox } = useN8n();

const userAgent = USER_AGENT['User-Agent'];
const accountPath = '/api/v1/account';
const verdict = z.object({ status: z.string(), message: z.string() });

/** Another host, which notes what it is asked. */
async function withOtherHost(
	use: (url: string, asked: IncomingHttpHeaders[]) => Promise<void>,
): Promise<void> {
	const asked: IncomingHttpHeaders[] = [];
	const server = createServer((request, response) => {
		asked.push(request.headers);
		response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"email":"other"}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	try {
		await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

describe('the test of the credential', () => {
	// n8n 1 never gets to the messages that a credential has for an answer, and uses words of its own.
	const failure = (message: string, n8n1: string) => ({
		status: 'Error',
		message: isN8n1 ? n8n1 : message,
	});
	const testCredential = async (data: { apiKey?: string; baseUrl?: string } = {}) => {
		const { apiKey, url: baseUrl } = sandbox();
		const credentials = {
			...credential(),
			type: 'oneCodexApi',
			data: { apiKey, baseUrl, ...data },
		};
		return verdict.parse(await client().request('POST', '/credentials/test', { credentials }));
	};

	test.each([(url: string) => url, (url: string) => ` ${url}/ `])(
		'passes for a good key, %s',
		async (write) => {
			expect(await testCredential({ baseUrl: write(sandbox().url) })).toMatchObject({
				status: 'OK',
			});
			expect(sandbox().requests).toMatchObject([
				{ method: 'GET', path: accountPath, status: 200, userAgent },
			]);
		},
	);

	test('fails for a wrong key', async () => {
		expect(await testCredential({ apiKey: 'wrong' })).toEqual(
			failure(TEST_RESULTS[401], 'Authorization failed - please check your credentials'),
		);
		expect(sandbox().requests[0]).toMatchObject({ path: accountPath, status: 401 });
	});

	test('refuses to send the key unencrypted to another host', async () => {
		await withOtherHost(async (url, asked) => {
			// The same server under an address that is not known to be this computer.
			const { status, message } = await testCredential({
				baseUrl: url.replace('127.0.0.1', '0.0.0.0'),
			});
			expect(status).toBe('Error');
			expect(message).toContain(CREDENTIAL_FLAWS.unencrypted);
			expect(asked).toEqual([]);
		});
	});

	test('names an address that leads to another, which never gets the key', async () => {
		await withOtherHost(async (url, asked) => {
			sandbox().inject({ fault: { kind: 'redirect', to: `${url}${accountPath}` } });
			expect(await testCredential()).toEqual(
				failure(TEST_RESULTS[302], 'Request failed with status code 302'),
			);
			expect(asked).toEqual([]);
		});
	});
});

describe('in the HTTP Request node', () => {
	const get = (url: string) =>
		run(
			makeWorkflow(
				[
					{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
					{
						name: 'Request',
						type: 'n8n-nodes-base.httpRequest',
						typeVersion: 4.2,
						parameters: {
							url,
							authentication: 'predefinedCredentialType',
							nodeCredentialType: 'oneCodexApi',
							options: {},
						},
						credentials: { oneCodexApi: credential() },
					},
				],
				[['Start', 'Request']],
			),
		);

	test('the key goes to One Codex', async () => {
		const execution = await get(`${sandbox().url}${accountPath}`);
		expect(outputItems(execution, 'Request')).toMatchObject([
			{ json: { email: 'lab-1@example.org' } },
		]);
	});

	test('the key goes to no other host', async () => {
		await withOtherHost(async (url, asked) => {
			const execution = await get(`${url}${accountPath}`);
			expect(execution.status).toBe('error');
			expect(execution.error?.message).toContain(KEY_NOT_SENT.otherHost(sandbox().url));
			expect(asked).toEqual([]);
		});
	});

	test('no redirect is followed', async () => {
		await withOtherHost(async (url, asked) => {
			sandbox().inject({ fault: { kind: 'redirect', to: `${url}${accountPath}` } });
			await get(`${sandbox().url}${accountPath}`);
			expect(sandbox().requests).toMatchObject([{ status: 302, keyPresented: true }]);
			expect(asked).toEqual([]);
		});
	});
});
