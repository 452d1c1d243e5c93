import type {
	CredentialFlaw,
	Failure,
	ListFlaw,
	Received,
} from '../../nodes/OneCodex/domain/failure';
import { failureWords } from '../../nodes/OneCodex/wording/failures';
import { description, schemaOf } from '../contract/description.cts';

const rejected = (status: number, said = ''): Failure => ({
	delivery: 'rejected',
	status,
	said,
});
const notSent = (more: Partial<Failure>): Failure => ({
	...{ delivery: 'not sent', said: '' },
	...more,
});
const cutOff: Failure = { delivery: 'unknown', said: '' };
const wordsOf = (status: number) => failureWords(rejected(status));

/** The statuses of failure that the description names: as answers, in words, or as an error's status. */
const STATUSES = [
	...new Set([
		...Object.values(description.paths)
			.flatMap((path) => Object.values(path))
			.flatMap((operation) => Object.keys(operation.responses ?? {})),
		...(description.components.responses.Refused?.description.match(/\b\d{3}\b/g) ?? []),
		...(schemaOf('Error').properties?.status?.enum ?? []).map(String),
	]),
]
	.filter((status) => /^[45]\d\d$/.test(status))
	.map(Number)
	.toSorted();

test('the description names statuses of failure', () => {
	expect(STATUSES).toEqual([400, 401, 403, 404, 405, 409, 412, 429, 500, 503]);
});

test.each(STATUSES)('%d has a headline and a cure, both sentences', (status) => {
	const { headline, cure, detail } = wordsOf(status);
	expect(headline).toMatch(/^[A-Z].*[^.]$/);
	expect(cure).toMatch(/^[A-Z].*\.$/);
	expect(detail).toBe(`(status ${status})`);
});

const refusals = STATUSES.filter((status) => status < 500);

test.each(refusals)('the advice on %d is its own', (status) => {
	const others = refusals.filter((other) => other !== status).map(wordsOf);
	expect(others.map(({ headline }) => headline)).not.toContain(wordsOf(status).headline);
});

test.each([400, 401, 403, 404, 409, 412, 413, 429])('the headline for %d names it', (status) => {
	expect(wordsOf(status).headline).toContain(`(${status})`);
});

test.each<[string, Failure, RegExp, RegExp]>([
	['a wrong key', rejected(401), /API key/, /credential/],
	['a forbidden key', rejected(403), /not allowed/, /API key/],
	['a server that fails', rejected(500), /could not process/, /try again/],
	['a gateway', rejected(502), /gateway or proxy/, /NO_PROXY/],
	['a slow gateway', rejected(504), /gateway or proxy/, /HTTPS_PROXY/],
	['a page of a gateway', { ...rejected(503), isPage: true }, /gateway or proxy/, /NO_PROXY/],
	['a page that forbids', { ...rejected(403), isPage: true }, /gateway or proxy/, /NO_PROXY/],
	['a page of no gateway', { ...rejected(404), isPage: true }, /Not found/, /Base URL/],
	['a closed proxy', rejected(407), /proxy .* password/, /HTTPS_PROXY/],
	['no proxy', notSent({ obstacle: 'proxy' }), /proxy/, /HTTPS_PROXY.* NO_PROXY/],
	[
		'a strange authority',
		notSent({ obstacle: 'authority' }),
		/does not trust/,
		/NODE_EXTRA_CA_CERTS/,
	],
	['an old certificate', notSent({ obstacle: 'validity' }), /not valid yet/, /clock/],
	['another host', notSent({ obstacle: 'host name' }), /different host/, /Base URL/],
	['blocked', notSent({ obstacle: 'n8n' }), /blocks/, /_ALLOWED_HOSTNAMES.*_ALLOWED_IP_RANGES/],
	['no encryption', { ...cutOff, code: 'EPROTO' }, /encrypted/, /HTTPS_PROXY/],
	['bad encryption', { ...cutOff, code: 'ERR_SSL_BAD_MAC' }, /encrypted/, /Base URL/],
	['another refusal', rejected(418), /rejected/, /Correct/],
	['a redirect', rejected(301), /another address/, /not sent to the other/],
	['not reached', { delivery: 'not sent', code: 'ENOTFOUND', said: '' }, /not connect/, /Base URL/],
	['cut off', { delivery: 'unknown', code: 'ECONNRESET', said: '' }, /lost/, /connection/],
	[
		'strange',
		{ delivery: 'unknown', said: '', received: { kind: 'list' } },
		/Unexpected/,
		/Base URL/,
	],
	[
		'bad address',
		{ delivery: 'not sent', said: '', credential: 'more' },
		/credential/,
		/credential/,
	],
	['no way', { delivery: 'unknown', code: 'ENETUNREACH', said: '' }, /not connect/, /connection/],
])('%s', (_, failure, headline, cure) => {
	expect(failureWords(failure).headline).toMatch(headline);
	expect(failureWords(failure).cure).toMatch(cure);
});

test.each([404, 405])('after a %i, what to do depends on whether One Codex says why', (status) => {
	expect(failureWords(rejected(status)).cure).not.toMatch(/message/);
	expect(failureWords(rejected(status, 'No such job')).cure).toMatch(/message .* 'Base URL'/);
});

test('a request that is too large says what to do in any operation', () => {
	expect(failureWords(rejected(413)).cure).toMatch(/^Shorten .* registering/);
});

test.each<[string, Failure, string]>([
	['what One Codex says', rejected(400, 'No such tube'), 'One Codex says: "No such tube".'],
	[
		'it without a second end mark',
		rejected(400, 'No such tube!'),
		'One Codex says: "No such tube!"',
	],
	['the status', rejected(400), '(status 400)'],
	['the code', { delivery: 'unknown', code: 'EPIPE', said: '' }, '(EPIPE)'],
	['that there is nothing', { delivery: 'unknown', code: '', said: '' }, '(no details)'],
])('the detail says %s', (_, failure, detail) => {
	expect(failureWords(failure).detail).toBe(detail);
});

test.each<[Received, string]>([
	[{ kind: 'nothing' }, 'an empty response'],
	[{ kind: 'web page' }, 'a web page (HTML) instead of data'],
	[{ kind: 'text' }, 'text that is not complete JSON'],
	[{ kind: 'list' }, 'a list without the documented content'],
	[{ kind: 'object', keys: '' }, 'JSON without the documented content (it has: nothing)'],
	[{ kind: 'object', keys: 'a, b' }, 'JSON without the documented content (it has: a, b)'],
])('of %j it says what was received', (received, text) => {
	expect(failureWords({ ...cutOff, received }).detail).toBe(`Received ${text}.`);
});

const batch = 'SB000001';
test.each<[ListFlaw, RegExp]>([
	[{ code: 'incomplete' }, /^The list has fewer entries than its count/],
	[{ code: 'incomplete samples' }, /^The list of samples .* fewer entries than its count/],
	[{ code: 'unsteady' }, /changes faster/],
	[{ code: 'unreadable', batch }, /SB000001 has a sample without a readable tube barcode/],
	[{ code: 'empty', batch }, /SB000001 is new and has no samples/],
	[{ code: 'changing', batch }, /SB000001 .*another program/],
])('of the list %j it says what is wrong', (list, text) => {
	expect(failureWords({ ...rejected(200), list }).detail).toMatch(text);
});

test.each<[CredentialFlaw, RegExp]>([
	['no address', /^'Base URL' is not a URL\. .*https:\/\//],
	['unencrypted', /http:\/\/, so the API key would be sent unencrypted\. Use https:\/\//],
	['other protocol', /does not begin with https:\/\/\. .*https:\/\//],
	['more', /more than an address .*https:\/\//],
	['bad key', /^'API Key' is empty, or has a character/],
])('of a credential with %s it says what to enter', (credential, text) => {
	expect(failureWords(notSent({ credential })).detail).toMatch(text);
});

test('a headline and a cure have nothing from outside', () => {
	for (const status of [200, 301, ...STATUSES]) {
		const { headline, cure } = failureWords(rejected(status, 'OUTSIDE'));
		expect(headline + cure).not.toContain('OUTSIDE');
	}
});
