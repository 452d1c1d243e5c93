import { readNetworkError } from '../../nodes/OneCodex/api/http/obstacle';

const BASE = 'https://app.onecodex.com/prefix';

test.each([
	...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
	...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_UNTRUSTED', 'INVALID_CA'],
])('%s: the authority is not known, and nothing was sent', (httpCode) => {
	const failure = { delivery: 'not sent', code: httpCode, obstacle: 'authority', said: '' };
	expect(readNetworkError({ httpCode }, BASE)).toEqual(failure);
});

test.each([
	['CERT_HAS_EXPIRED', 'validity'],
	['CERT_NOT_YET_VALID', 'validity'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'host name'],
	['HOSTNAME_MISMATCH', 'host name'],
])('%s is about the %s of the certificate', (httpCode, obstacle) => {
	expect(readNetworkError({ httpCode }, BASE)).toMatchObject({ delivery: 'not sent', obstacle });
});

// They can come in the middle of a connection, when the request is gone.
test.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ECONNRESET', 'HPE_INVALID_CONSTANT'])(
	'%s shows no obstacle, and nobody knows of the request',
	(httpCode) => {
		const failure = { delivery: 'unknown', code: httpCode, obstacle: undefined, said: '' };
		expect(readNetworkError({ httpCode, messages: ['read it'] }, BASE)).toEqual(failure);
	},
);

test.each([
	['https://app.onecodex.com', 'connect ECONNREFUSED 10.0.0.1:443', undefined],
	['https://app.onecodex.com', 'connect ECONNREFUSED 10.0.0.1:3128', 'proxy'],
	['https://app.onecodex.com', 'connect ECONNREFUSED ::1:3128', 'proxy'],
	['https://app.onecodex.com:8443', 'connect ECONNREFUSED 10.0.0.1:8443', undefined],
	['https://app.onecodex.com:8443', 'connect ECONNREFUSED 10.0.0.1:443', 'proxy'],
	['http://localhost', 'connect ECONNREFUSED ::1:80', undefined],
	['http://localhost', 'connect ECONNREFUSED 127.0.0.1:443', 'proxy'],
	['http://localhost:5000', 'connect ECONNREFUSED 127.0.0.1:50001', 'proxy'],
	['https://App.OneCodex.com', 'getaddrinfo ENOTFOUND app.onecodex.com', undefined],
	['https://app.onecodex.com', 'getaddrinfo EAI_AGAIN proxy.lab', 'proxy'],
	['https://app.onecodex.com', 'connect ETIMEDOUT 10.0.0.1:3128', 'proxy'],
	['https://app.onecodex.com', 'connect EHOSTUNREACH 10.0.0.1:3128 - Local (0.0.0.0:0)', 'proxy'],
	['https://app.onecodex.com', 'getaddrinfo ENOTFOUND', undefined],
	['https://app.onecodex.com', '', undefined],
])('at %s, "%s" is about: %s', (base, message, obstacle) => {
	const httpCode = /[A-Z_]{6,}/.exec(message)?.[0];
	const failure = readNetworkError({ httpCode, messages: [message, message] }, base);
	expect(failure.obstacle).toBe(obstacle);
	expect(failure.delivery).toBe(httpCode ? 'not sent' : 'unknown');
});

test('a proxy that hangs up before there is a tunnel got nothing of the request', () => {
	const messages = ['Proxy connection ended before receiving CONNECT response'];
	const failure = readNetworkError({ httpCode: null, messages }, BASE);
	expect(failure).toMatchObject({ delivery: 'not sent', obstacle: 'proxy' });
});

test.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])('%s is of n8n itself', (name) => {
	const error = { httpCode: null, cause: Object.assign(new Error('blocked'), { name }) };
	const failure = { delivery: 'not sent', code: name, obstacle: 'n8n', said: '' };
	expect(readNetworkError(error, BASE)).toEqual(failure);
});

test.each([undefined, null, 'text', {}, { messages: 'text', cause: 'text' }, { cause: null }])(
	'%j says nothing',
	(error) => {
		const failure = { delivery: 'unknown', code: '', obstacle: undefined, said: '' };
		expect(readNetworkError(error, BASE)).toEqual(failure);
	},
);

test('nothing of a message is passed on', () => {
	const messages = ['connect ECONNREFUSED http://user:secret@proxy:3128'];
	expect(JSON.stringify(readNetworkError({ messages }, BASE))).not.toContain('secret');
});
