import { isAt, readBaseUrl } from '../../nodes/OneCodex/api/http/address';

test.each([
	['https://app.onecodex.com', 'https://app.onecodex.com'],
	['https://app.onecodex.com/', 'https://app.onecodex.com'],
	['https://app.onecodex.com///', 'https://app.onecodex.com'],
	['  https://app.onecodex.com\n', 'https://app.onecodex.com'],
	['HTTPS://APP.OneCodex.com', 'https://app.onecodex.com'],
	['https://app.onecodex.com:443', 'https://app.onecodex.com'],
	['https://app.onecodex.com:8443/', 'https://app.onecodex.com:8443'],
	['https://gateway.example/one/codex/', 'https://gateway.example/one/codex'],
	['http://localhost', 'http://localhost'],
	['http://localhost:8080/', 'http://localhost:8080'],
	['http://127.0.0.1:3000/prefix/', 'http://127.0.0.1:3000/prefix'],
	['HTTP://LOCALHOST:1', 'http://localhost:1'],
	['https://localhost', 'https://localhost'],
])('%j is %s', (text, base) => {
	expect(readBaseUrl(text)).toEqual({ ok: true, base });
});

const UNENCRYPTED = /http:\/\/, which would send the API key unencrypted/;
const NO_ADDRESS = /is not an address/;
const MORE = /holds more than an address/;

test.each<[unknown, RegExp]>([
	['http://app.onecodex.com', UNENCRYPTED],
	['http://localhost.example.com', UNENCRYPTED],
	['http://example.com/localhost', UNENCRYPTED],
	['http://localhost@example.com', UNENCRYPTED],
	['http://127.0.0.2', UNENCRYPTED],
	['http://127.0.0.1.nip.io', UNENCRYPTED],
	['http://[::1]', UNENCRYPTED],
	['http://0.0.0.0', UNENCRYPTED],
	['http://192.168.0.1', UNENCRYPTED],
	['ftp://app.onecodex.com', /does not begin with https/],
	['file:///etc/passwd', /does not begin with https/],
	['javascript:alert(1)', /does not begin with https/],
	['localhost:8080', /does not begin with https/],
	['https://user@app.onecodex.com', MORE],
	['https://user:secret@app.onecodex.com', MORE],
	['https://:secret@app.onecodex.com', MORE],
	['http://user@localhost', MORE],
	['https://app.onecodex.com/?key=1', MORE],
	['https://app.onecodex.com/#top', MORE],
	['app.onecodex.com', NO_ADDRESS],
	['https://', NO_ADDRESS],
	['https://a b', NO_ADDRESS],
	['', NO_ADDRESS],
	['  ', NO_ADDRESS],
	[undefined, NO_ADDRESS],
	[null, NO_ADDRESS],
	[5, NO_ADDRESS],
	[['https://app.onecodex.com'], NO_ADDRESS],
	[{}, NO_ADDRESS],
])('%j cannot be used', (text, what) => {
	expect(readBaseUrl(text)).toEqual({
		ok: false,
		what: expect.stringMatching(what) as string,
		cure: expect.stringContaining('https://') as string,
	});
});

test('a secret in the address is not repeated', () => {
	expect(JSON.stringify(readBaseUrl('https://user:secret@host'))).not.toContain('secret');
});

test.each([
	['https://app.onecodex.com/api/v1/account', true],
	['https://app.onecodex.com', true],
	['https://APP.onecodex.com:443/x', true],
	['http://app.onecodex.com/api', false],
	['https://app.onecodex.com:8443/api', false],
	['https://onecodex.com/api', false],
	['https://app.onecodex.com.evil.example/', false],
	['https://evil.example/https://app.onecodex.com', false],
	['https://app.onecodex.com@evil.example/', false],
	['https://evil.example\\@app.onecodex.com/', false],
	['//app.onecodex.com/api', false],
	['/api/v1/account', false],
	['', false],
])('%s stays at the host: %j', (url, is) => {
	expect(isAt('https://app.onecodex.com', url)).toBe(is);
});
