import type { IHttpRequestOptions } from 'n8n-workflow';

import { OneCodexApi } from '../../credentials/OneCodexApi.credentials';

const KEY = 'the-secret-key';
const credential = new OneCodexApi();

async function authenticate(options: object, baseUrl: unknown = 'https://app.onecodex.com') {
	if (typeof credential.authenticate !== 'function') throw new Error('not a function');
	const credentials = { apiKey: KEY, baseUrl: baseUrl as string };
	return await credential.authenticate(credentials, options as IHttpRequestOptions);
}

test.each<[string, object]>([
	['a whole address', { url: 'https://app.onecodex.com/api/v1/account' }],
	['baseURL and url', { baseURL: 'https://app.onecodex.com', url: '/api/v1/account' }],
	['slashes on both sides', { baseURL: 'https://app.onecodex.com/', url: '/api/v1/account' }],
	[
		'baseURL and a whole address',
		{ baseURL: 'https://app.onecodex.com', url: 'https://app.onecodex.com/x' },
	],
	['uri of the HTTP Request node', { uri: 'https://app.onecodex.com/api/v1/samples' }],
])('%s gets the key and follows no redirect', async (_, options) => {
	expect(await authenticate(options)).toEqual({
		...options,
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
	['another uri', { uri: 'https://evil.example/' }],
	['a path alone', { url: '/api/v1/account' }],
	['no address', {}],
])('%s does not get the key', async (_, options) => {
	await expect(authenticate(options)).rejects.toThrow('is for https://app.onecodex.com only');
});

// axios takes an address that begins with two slashes for a whole one, whatever the baseURL.
test('an address without a scheme does not get the key past the baseURL', async () => {
	const options = { baseURL: 'https://app.onecodex.com', url: '//evil.example/api' };
	await expect(authenticate(options)).rejects.toThrow();
});

test.each([
	['http://app.onecodex.com', 'unencrypted'],
	['ftp://app.onecodex.com', 'https://'],
	['nonsense', 'not an address'],
	[undefined, 'not an address'],
])('a credential with the base URL %j gives no key', async (baseUrl, why) => {
	const error = await authenticate({ url: 'http://app.onecodex.com/' }, baseUrl ?? null).catch(
		String,
	);
	expect(error).toContain(why);
	expect(error).not.toContain(KEY);
});

test.each(['http://localhost:1234', 'http://127.0.0.1:1234', ' https://gateway.example/prefix/ '])(
	'a credential with the base URL %s gives the key to its host',
	async (baseUrl) => {
		const url = new URL('/api/v1/account', baseUrl.trim()).href;
		expect((await authenticate({ url }, baseUrl)).headers).toEqual({ 'X-API-Key': KEY });
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
