import { isAt, readBaseUrl } from '../../nodes/OneCodex/api/http/address';
import type { AddressFlaw } from '../../nodes/OneCodex/domain/failure';

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

test.each<[unknown, AddressFlaw]>([
	['http://app.onecodex.com', 'unencrypted'],
	['http://localhost.example.com', 'unencrypted'],
	['http://example.com/localhost', 'unencrypted'],
	['http://localhost@example.com', 'unencrypted'],
	['http://127.0.0.2', 'unencrypted'],
	['http://127.0.0.1.nip.io', 'unencrypted'],
	['http://[::1]', 'unencrypted'],
	['http://0.0.0.0', 'unencrypted'],
	['http://192.168.0.1', 'unencrypted'],
	['ftp://app.onecodex.com', 'other protocol'],
	['file:///etc/passwd', 'other protocol'],
	['javascript:alert(1)', 'other protocol'],
	['localhost:8080', 'other protocol'],
	['https://user@app.onecodex.com', 'more'],
	['https://user:secret@app.onecodex.com', 'more'],
	['https://:secret@app.onecodex.com', 'more'],
	['http://user@localhost', 'more'],
	['https://app.onecodex.com/?key=1', 'more'],
	['https://app.onecodex.com/#top', 'more'],
	['app.onecodex.com', 'no address'],
	['https://', 'no address'],
	['https://a b', 'no address'],
	['', 'no address'],
	['  ', 'no address'],
	[undefined, 'no address'],
	[null, 'no address'],
	[5, 'no address'],
	[['https://app.onecodex.com'], 'no address'],
	[{}, 'no address'],
])('%j cannot be used: %s', (text, flaw) => {
	expect(readBaseUrl(text)).toEqual({ ok: false, flaw });
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
