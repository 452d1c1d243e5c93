import { expiryIn, linkFlaw } from '../../nodes/OneCodex/api/files/fileLink';

const CODEX = 'https://app.onecodex.com';
const flaws = (urls: string[], base = CODEX) => urls.map((url) => linkFlaw(base, url));

test.each<[string, string[], ReturnType<typeof linkFlaw>]>([
	[
		'a public name, encrypted',
		[
			'https://files.s3.amazonaws.com/a?X-Amz-Signature=1',
			'https://files.example.:8443/a',
			`${CODEX}/files/1`,
			'https://xn--mnchen-3ya.example/a',
			'https://10.example/a',
		],
		undefined,
	],
	['no encryption', ['http://files.example/a', 'http://app.onecodex.com/a'], 'unencrypted'],
	[
		'another protocol',
		[
			'ftp://files.example/a',
			'file:///etc/passwd',
			'data:text/plain,a',
			'javascript:1',
			's3://b/a',
		],
		'other protocol',
	],
	['no URL', ['', '/files/1', 'files.example/a', 'https://', 'https://999.1.1.1/'], 'no address'],
	['a user', ['https://key@files.example/a', 'https://a:b@app.onecodex.com/a'], 'more'],
	[
		'an IP address, however it is written',
		[
			...['127.0.0.1', '10.0.0.1.', '169.254.169.254', '192.168.0.1:443', '8.8.8.8', '0'],
			...['2130706433', '0x7f.1', '0177.0.0.1', '127.1', '１２７.0.0.1', '0xA9FEA9FE'],
			...['[::1]', '[::ffff:127.0.0.1]', '[fe80::1]', '[fd00::1]', '[2606:4700::1111]', '[::]'],
		].map((host) => `https://${host}/a`),
		'private',
	],
	[
		'a name of a network of its own',
		[
			...['localhost', 'LOCALHOST.', 'a.localhost', 'metadata', 'metadata.google.internal'],
			...['nas.local', 'router.home.arpa', 'intranet', 'files.lan', 'files.corp.', 'nas.private'],
			...['localhost.localdomain', 'localhost..'],
		].map((host) => `https://${host}/a`),
		'private',
	],
])('%s', (_, urls, flaw) => {
	expect(flaws(urls)).toEqual(urls.map(() => flaw));
});

test('only the very host of the credential may be on this computer', () => {
	const own = 'http://127.0.0.1:5000';
	expect(flaws([`${own}/a`, 'http://127.0.0.1:5000/b?c'], own)).toEqual([undefined, undefined]);
	const others = ['http://127.0.0.1:5001/a', 'http://localhost:5000/a', 'http://127.0.0.1/a'];
	expect(flaws(others, own)).toEqual(others.map(() => 'unencrypted'));
	expect(flaws(['https://127.0.0.1:5000/a'], own)).toEqual(['private']);
	expect(flaws(['http://files.example/a'], own)).toEqual(['unencrypted']);
});

test.each<[string, string | undefined]>([
	['X-Amz-Date=20260105T080000Z&X-Amz-Expires=3600', '2026-01-05T09:00:00.000Z'],
	['X-Goog-Date=20260105T080000Z&X-Goog-Expires=60', '2026-01-05T08:01:00.000Z'],
	['AWSAccessKeyId=A&Expires=1767603600&Signature=S', '2026-01-05T09:00:00.000Z'],
	['X-Amz-Date=20260105T080000Z', undefined],
	['X-Amz-Expires=3600', undefined],
	['Expires=soon', undefined],
	['Expires=1e300', undefined],
	['', undefined],
])('a link with %s expires at %s', (query, at) => {
	const expiry = expiryIn(`https://files.example/a?${query}`);
	expect(expiry === undefined ? undefined : new Date(expiry).toISOString()).toBe(at);
});

test('what is no URL has no expiry', () => {
	expect(expiryIn('soon')).toBeUndefined();
});
