import type { IHttpRequestOptions } from 'n8n-workflow';

import { OneCodexApi } from '../../credentials/OneCodexApi.credentials';
import { CREDENTIAL_FLAWS, KEY_NOT_SENT } from '../../nodes/OneCodex/wording/credentialTexts';

const KEY = 'the-secret-key';
const credential = new OneCodexApi();

async function authenticate(options: object, baseUrl: unknown = 'https://app.onecodex.com') {
	if (typeof credential.authenticate !== 'function') throw new Error('not a function');
	const credentials = { apiKey: KEY, baseUrl: baseUrl as string };
	return await credential.authenticate(credentials, options as IHttpRequestOptions);
}

const ACCOUNT = 'https://app.onecodex.com/api/v1/account';
const OTHER = 'https://evil.example/api';

// All that n8n's helpers could take for the address: `url` and `uri`, before or behind `baseURL`.
test.each<[string, object]>([
	['a whole address', { url: ACCOUNT }],
	['baseURL and url', { baseURL: 'https://app.onecodex.com', url: '/api/v1/account' }],
	['slashes on both sides', { baseURL: 'https://app.onecodex.com//', url: '/api/v1/account' }],
	['baseURL and a whole address', { baseURL: 'https://app.onecodex.com', url: ACCOUNT }],
	['a whole address before another baseURL', { baseURL: OTHER, url: ACCOUNT }],
	['baseURL alone', { baseURL: ACCOUNT }],
	['baseURL and an empty url', { baseURL: ACCOUNT, url: '' }],
	['uri of the HTTP Request node', { uri: ACCOUNT }],
	['uri beside an empty field', { url: undefined, uri: ACCOUNT }],
	['the same url and uri', { url: ACCOUNT, uri: ACCOUNT }],
	['url before another uri', { url: ACCOUNT, uri: OTHER }],
	['an address object', { url: new URL(ACCOUNT) }],
])('%s gets the key, goes there and nowhere else, and follows no redirect', async (_, options) => {
	expect(await authenticate(options)).toEqual({
		url: ACCOUNT,
		headers: { 'X-API-Key': KEY },
		disableFollowRedirect: true,
		followRedirect: false,
		followAllRedirects: false,
	});
});

test.each<[string, object]>([
	['another host', { url: 'https://evil.example/api' }],
	['a host that begins alike', { url: 'https://app.onecodex.com.evil.example/' }],
	['the host as user name', { url: 'https://app.onecodex.com@evil.example/' }],
	['another port', { url: 'https://app.onecodex.com:8443/' }],
	['the same host unencrypted', { url: 'http://app.onecodex.com/' }],
	['another baseURL', { baseURL: 'https://evil.example', url: '/api' }],
	[
		'a whole address past the baseURL',
		{ baseURL: 'https://app.onecodex.com', url: 'https://evil.example' },
	],
	['another uri', { uri: OTHER }],
	['another url before uri', { url: OTHER, uri: ACCOUNT }],
	['an empty url before uri', { url: '', uri: ACCOUNT }],
	[
		'another baseURL before the uri that n8n 1 leaves out',
		{ baseURL: OTHER, url: null, uri: '/x' },
	],
	// These are addresses to a browser; n8n's client appends them to the baseURL.
	['a scheme without slashes', { baseURL: OTHER, url: 'https:app.onecodex.com/api' }],
	['a blank before the address', { baseURL: OTHER, url: ` ${ACCOUNT}` }],
	['a path alone', { url: '/api/v1/account' }],
	['no address', {}],
])('%s does not get the key', async (_, options) => {
	await expect(authenticate(options)).rejects.toThrow(
		KEY_NOT_SENT.otherHost('https://app.onecodex.com'),
	);
});

test.each([
	{ proxy: 'http://proxy.example:3128' },
	{ proxy: { host: 'proxy.example', port: 3128 } },
])('the unencrypted key for this computer does not go to a proxy, %j', async (options) => {
	const local = 'http://localhost:1234';
	await expect(authenticate({ url: `${local}/x`, ...options }, local)).rejects.toThrow(
		KEY_NOT_SENT.unencryptedProxy(),
	);
	// A proxy sees nothing of what is encrypted.
	expect(await authenticate({ url: ACCOUNT, ...options })).toMatchObject(options);
});

test.each([
	{ rejectUnauthorized: false },
	{ skipSslCertificateValidation: true },
	{ agentOptions: { rejectUnauthorized: false } },
])('the key does not go to a host whose certificate is not checked, %j', async (options) => {
	await expect(authenticate({ url: ACCOUNT, ...options })).rejects.toThrow(
		KEY_NOT_SENT.uncheckedCertificate(),
	);
	const local = 'http://localhost:1234';
	expect(await authenticate({ url: `${local}/x`, ...options }, local)).toMatchObject(options);
});

test('a certificate that is checked may be checked with more', async () => {
	const options = { rejectUnauthorized: true, agentOptions: { ca: 'an authority' } };
	expect(await authenticate({ url: ACCOUNT, ...options })).toMatchObject(options);
});

test('no header names another host, or the key twice', async () => {
	const headers = {
		HOST: 'evil.example',
		host: 'evil.example',
		'x-api-key': 'other',
		Accept: '*/*',
	};
	const { headers: sent } = await authenticate({ url: ACCOUNT, headers });
	expect(sent).toEqual({ Accept: '*/*', 'X-API-Key': KEY });
});

// axios takes an address that begins with two slashes for a whole one, whatever the baseURL.
test('an address without a scheme does not get the key past the baseURL', async () => {
	const options = { baseURL: 'https://app.onecodex.com', url: '//evil.example/api' };
	await expect(authenticate(options)).rejects.toThrow();
});

test.each([
	['http://app.onecodex.com', 'unencrypted'],
	['ftp://app.onecodex.com', 'other protocol'],
	['nonsense', 'no address'],
	[undefined, 'no address'],
] as const)('a credential with the base URL %j gives no key', async (baseUrl, flaw) => {
	const error = await authenticate({ url: 'http://app.onecodex.com/' }, baseUrl ?? null).catch(
		String,
	);
	expect(error).toContain(CREDENTIAL_FLAWS[flaw]);
	expect(error).not.toContain(KEY);
});

test.each(['http://localhost:1234', 'http://127.0.0.1:1234', ' https://gateway.example/prefix/ '])(
	'a credential with the base URL %s gives the key to its host',
	async (baseUrl) => {
		const url = new URL('/api/v1/account', baseUrl.trim()).href;
		expect(await authenticate({ url }, baseUrl)).toMatchObject({
			url,
			headers: { 'X-API-Key': KEY },
		});
	},
);

test('what was there stays, and the options given are not changed', async () => {
	const options = Object.freeze({
		method: 'POST',
		url: 'https://app.onecodex.com/x',
		headers: Object.freeze({ Accept: 'application/json' }),
		body: { a: 1 },
	});
	expect(await authenticate(options)).toMatchObject({
		method: 'POST',
		body: { a: 1 },
		headers: { Accept: 'application/json', 'X-API-Key': KEY },
	});
	expect(options.headers).toEqual({ Accept: 'application/json' });
});

test('a request cannot ask for redirects or for another key', async () => {
	const asked = { disableFollowRedirect: false, followRedirect: true, followAllRedirects: true };
	const url = 'https://app.onecodex.com/x';
	const result = await authenticate({ url, ...asked, headers: { 'X-API-Key': 'other' } });
	expect(result).toMatchObject({ disableFollowRedirect: true, followRedirect: false });
	expect(result.headers).toEqual({ 'X-API-Key': KEY });
});

test('the key is a password field, and the test asks for the account', () => {
	const [apiKey, baseUrl] = credential.properties;
	expect(apiKey).toMatchObject({ name: 'apiKey', typeOptions: { password: true } });
	expect(baseUrl).toMatchObject({ name: 'baseUrl', default: 'https://app.onecodex.com' });
	expect(credential.test.request).toMatchObject({
		url: '/api/v1/account',
		disableFollowRedirect: true,
	});
});
