import {
	concernsAllCalls,
	deliveryOfCode,
	deliveryOfStatus,
	readRetryAfter,
	saysRepeated,
} from '../../nodes/OneCodex/api/http/failure';

describe('what a status says about the request', () => {
	test.each([408, 460, 499])('%d, a time-out on the way: nothing is known', (status) => {
		expect(deliveryOfStatus(status)).toBe('unknown');
	});

	test.each([
		...[301, 302, 304, 307, 308],
		...[400, 401, 403, 404, 405, 409, 412, 413, 422, 429, 451],
	])('%d: it was not carried out', (status) => {
		expect(deliveryOfStatus(status)).toBe('rejected');
	});

	test.each([303, 500, 502, 503, 504, 599, 100, 199])('%d: nobody knows', (status) => {
		expect(deliveryOfStatus(status)).toBe('unknown');
	});
});

describe('what the code of a network failure says about the request', () => {
	test.each([
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EAI_NODATA',
		'CERT_HAS_EXPIRED',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'HOSTNAME_MISMATCH',
		'INVALID_CA',
		'INVALID_PURPOSE',
		'ERR_INVALID_URL',
	])('%s: it was never sent', (code) => {
		expect(deliveryOfCode(code)).toBe('not sent');
	});

	test.each([
		'',
		'ECONNRESET',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'ECONNABORTED',
		'ETIMEDOUT',
		'ESOCKETTIMEDOUT',
		'EPIPE',
		'EPROTO',
		'ERR_TLS_HANDSHAKE_TIMEOUT',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_BAD_RESPONSE',
		'ERR_CANCELED',
		'500',
		'econnrefused',
		'ECONNREFUSED ',
		'XECONNREFUSED',
		'EAI_',
		'CERT_',
		'undefined',
	])('%j: nobody knows', (code) => {
		expect(deliveryOfCode(code)).toBe('unknown');
	});
});

test.each([401, 407, 429])('%d would meet any other call, too', (status) => {
	expect(concernsAllCalls({ status, delivery: 'rejected', said: '' })).toBe(true);
});

test.each([
	['Tube 12345678901234 is already registered', true],
	['DUPLICATE barcode', true],
	['barcode exists', true],
	['The tube_barcode is in use', true],
	["Barcode 1 doesn't exist", false],
	['Unregistered tube barcode', false],
	['No such barcode is registered', false],
	['Nonexistent barcode', false],
	['batch_name is too long', false],
	['', false],
	['The tube barcode 12345678901234 does not exist', false],
	['Barcode ABC1234567 is not registered', false],
	['This tube has not been registered', false],
	['Specimen type does not exist', false],
])('%j says that a tube is registered already: %j', (said, is) => {
	expect(saysRepeated(said)).toBe(is);
});

describe('Retry-After', () => {
	const now = Date.UTC(2026, 0, 5, 8, 0, 0);

	test.each([
		['0', 0],
		['1', 1000],
		[' 120 ', 120_000],
		['Mon, 05 Jan 2026 08:00:30 GMT', 30_000],
		['Mon, 05 Jan 2026 07:59:30 GMT', 0],
	])('%j is %d milliseconds', (header, ms) => {
		expect(readRetryAfter(header, now)).toBe(ms);
	});

	test.each([undefined, null, '', ' ', 'soon', 'NaN', 5, ['1']])('%j is none', (header) => {
		expect(readRetryAfter(header, now)).toBeUndefined();
	});
});
