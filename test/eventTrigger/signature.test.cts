import { createHmac } from 'node:crypto';

import {
	checkSignature,
	readSecret,
	readSignature,
	type SignatureCheck,
} from '../../nodes/OneCodexEventTrigger/signature';
import { WEBHOOKS } from '../../nodes/OneCodex/wording/webhookTexts';
import { makeSignatureHeader, signatureOf } from './signature-header.cts';

const SECRET = 'the-webhook-secret';
const NOW = 1_764_000_000_000;
const T = NOW / 1000;
const BODY = Buffer.from('{ "event_type":"sample.uploaded",\n\t"name": "Zoë’s tube 🧫" }');

const hexOf = (time: number | string, body = BODY, secret = SECRET) =>
	signatureOf(time, body, secret);
const HEX = hexOf(T);

const WINDOW_MS = 60 * 60_000;

function verify(
	header: unknown,
	{ body = BODY, secret = SECRET, now = NOW, windowMs = WINDOW_MS } = {},
): SignatureCheck {
	const signature = readSignature(header);
	return 'ok' in signature ? signature : checkSignature(signature, secret, { body, now, windowMs });
}
const reasonFor = (...call: Parameters<typeof verify>) => {
	const verdict = verify(...call);
	return verdict.ok ? 'accepted' : verdict.reason;
};

test('the signature of a known body is the known one', () => {
	const header = 't=1764000000,v1=112dc1736ad0328f094ebdad63c8bde5936ce7d0bb7ae467f9f8d481a26df51c';
	const body = Buffer.from('{"a":1}');
	expect(makeSignatureHeader(body, 'secret', NOW)).toBe(header);
	expect(verify(header, { body, secret: 'secret' })).toEqual({ ok: true });
});

test('a made header is accepted, and says the second that it was made in', () => {
	const header = makeSignatureHeader(BODY, SECRET, NOW + 999);
	expect(header).toBe(`t=${T},v1=${HEX}`);
	expect(verify(header)).toEqual({ ok: true });
});

test.each<[string, string]>([
	['as documented', `t=${T},v1=${HEX}`],
	['a space instead of the comma', `t=${T} v1=${HEX}`],
	['a comma and a space', `t=${T}, v1=${HEX}`],
	["One Codex's own example, with its slip", `t=${T}c v1=${HEX}`],
	['the signature first', `v1=${HEX},t=${T}`],
	['spaces around and a comma at the end', `  t=${T},v1=${HEX},  `],
	['upper-case digits', `t=${T},v1=${HEX.toUpperCase()}`],
	['a wrong signature before', `t=${T},v1=${'0'.repeat(64)},v1=${HEX}`],
	['a wrong signature behind', `t=${T},v1=${HEX},v1=${'0'.repeat(64)}`],
	['something that is no signature before', `t=${T},v1=abc,v1=,v1=${HEX}`],
	['another scheme beside', `t=${T},v0=abc,v2=def,v1=${HEX}`],
	['the same signature twice', `t=${T},v1=${HEX},v1=${HEX}`],
])('accepted: %s', (_, header) => {
	expect(verify(header)).toEqual({ ok: true });
});

test.each<[string, unknown]>([
	['none', undefined],
	['empty', ''],
	['blank', '  '],
	['null', null],
	['a list', [`t=${T},v1=${HEX}`]],
])('a missing header is refused: %s', (_, header) => {
	expect(reasonFor(header)).toBe(WEBHOOKS.missingSignature());
});

test.each<[string, string]>([
	['no time', `v1=${HEX}`],
	['an empty time', `t=,v1=${HEX}`],
	['a time that is no number', `t=now,v1=${HEX}`],
	['a negative time', `t=-${T},v1=${HEX}`],
	['a time with decimals', `t=${T}.0,v1=${HEX}`],
	['a time with an exponent', `t=1e9,v1=${HEX}`],
	['a time of 13 digits', `t=${NOW},v1=${HEX}`],
	['a time in other digits', `t=١٧٦٤٠٠٠٠٠٠,v1=${HEX}`],
	['two times', `t=${T},t=${T},v1=${HEX}`],
	['the whole header twice', `t=${T},v1=${HEX}, t=${T},v1=${HEX}`],
	['no signature', `t=${T}`],
	['an empty signature', `t=${T},v1=`],
	['a signature that is too short', `t=${T},v1=${HEX.slice(2)}`],
	['a signature that is too long', `t=${T},v1=${HEX}00`],
	['a signature that is not hex', `t=${T},v1=${'g'.repeat(64)}`],
	['a signature under another name', `t=${T},v0=${HEX}`],
	['an upper-case name', `T=${T},V1=${HEX}`],
	['other separators', `t=${T};v1=${HEX}`],
	['spaces around the equals sign', `t = ${T}, v1 = ${HEX}`],
	['words', 'let me in'],
])('a header of another form is refused: %s', (_, header) => {
	expect(reasonFor(header)).toBe(WEBHOOKS.malformedSignature());
});

test.each<[string, string, Parameters<typeof verify>[1]]>([
	['another body', `t=${T},v1=${HEX}`, { body: Buffer.from(`${BODY.toString()} `) }],
	['the body parsed and written again', `t=${T},v1=${HEX}`, { body: rewritten(BODY) }],
	['an empty body', `t=${T},v1=${HEX}`, { body: Buffer.alloc(0) }],
	['another secret', `t=${T},v1=${HEX}`, { secret: 'another' }],
	['the secret with a space', `t=${T},v1=${HEX}`, { secret: `${SECRET} ` }],
	['another time', `t=${T + 1},v1=${HEX}`, {}],
	['the same time written otherwise', `t=0${T},v1=${HEX}`, {}],
	['one digit off', `t=${T},v1=${HEX.slice(0, -1)}${HEX.endsWith('0') ? '1' : '0'}`, {}],
	['a signature of the body alone', `t=${T},v1=${bodyAlone()}`, {}],
])('a signature that does not fit is refused: %s', (_, header, call) => {
	expect(reasonFor(header, call)).toBe(WEBHOOKS.wrongSignature());
});

function rewritten(body: Buffer): Buffer {
	return Buffer.from(JSON.stringify(JSON.parse(body.toString())));
}

function bodyAlone(): string {
	return createHmac('sha256', SECRET).update(BODY).digest('hex');
}

test.each([
	[60, 3600, 0, true],
	[60, 3600, 1, false],
	[60, 86_400, 0, false],
	[1, 60, 0, true],
	[1, 60, 1, false],
	[1440, 86_400, 0, true],
	[1440, 86_400, 1, false],
])('in a window of %d minutes, made %d s and %d ms ago: accepted is %s', (...row) => {
	const [minutes, seconds, ms, accepted] = row;
	const now = NOW + seconds * 1000 + ms;
	const verdict = verify(`t=${T},v1=${HEX}`, { now, windowMs: minutes * 60_000 });
	expect(verdict.ok).toBe(accepted);
	if (!verdict.ok) expect(verdict.reason).toBe(WEBHOOKS.oldSignature(minutes * 60_000));
});

test.each([
	[300, 0, true],
	[300, 1, false],
	[86_400, 0, false],
])('made %d s and %d ms in the future: accepted is %s', (seconds, ms, accepted) => {
	const now = NOW - seconds * 1000 - ms;
	const verdict = verify(`t=${T},v1=${HEX}`, { now, windowMs: 24 * WINDOW_MS });
	expect(verdict.ok).toBe(accepted);
	if (!verdict.ok) expect(verdict.reason).toBe(WEBHOOKS.futureSignature(5 * 60_000));
});

test('the largest time that the form has is refused, not taken for now', () => {
	const header = `t=999999999999,v1=${hexOf('999999999999')}`;
	expect(reasonFor(header)).toBe(WEBHOOKS.futureSignature(5 * 60_000));
});

test('without a secret even the signature that fits it is refused', () => {
	const header = `t=${T},v1=${hexOf(T, BODY, '')}`;
	expect(reasonFor(header, { secret: '' })).toBe(WEBHOOKS.noSecret());
});

test('no reason says anything of the secret, of the right signature or of what was sent', () => {
	const headers = [undefined, 'secret words', `t=${T},v1=${'a'.repeat(64)}`, `t=1,v1=${hexOf(1)}`];
	const reasons = headers.map((header) => reasonFor(header));
	expect(new Set(reasons).size).toBe(headers.length);
	const said = reasons.join(' ');
	for (const secret of [SECRET, HEX, 'secret words', 'aaaa']) expect(said).not.toContain(secret);
});

// A pattern that backtracks needs minutes for these; one that does not, milliseconds.
const many = (text: string) => text.repeat(200_000 / text.length);
test.each<[string, string]>([
	['digits', `t=${many('1')},v1=${HEX}`],
	['hex digits', `t=${T},v1=${many('a')}`],
	['spaces', `t=${T}${many(' ')}v1=${HEX}`],
	['commas', `${many(', ')}!`],
	['signatures', `t=${T},${many(`v1=${'0'.repeat(64)},`)}v1=${HEX}`],
	['times', many('t=1,')],
])('a header of 200,000 characters is refused: %s', async (_, header) => {
	expect(reasonFor(header)).toBe(WEBHOOKS.malformedSignature());
	// Jest notices that the time is up only when its own timer gets a turn.
	await new Promise((resolve) => setTimeout(resolve));
});

test.each<[string, unknown, string]>([
	['its own secret', { apiKey: 'key', webhookSecret: 'own' }, 'own'],
	['the API key', { apiKey: 'key', webhookSecret: '' }, 'key'],
	['the API key, of a credential from before the field', { apiKey: 'key' }, 'key'],
	['the API key, when the field is blank', { apiKey: 'key', webhookSecret: ' \n' }, 'key'],
	['trimmed', { apiKey: 'key', webhookSecret: '\town \n' }, 'own'],
	['the API key, trimmed', { apiKey: ' key\n' }, 'key'],
	['none', { apiKey: '', webhookSecret: '' }, ''],
	['none, blank', { apiKey: ' ', webhookSecret: ' ' }, ''],
	['none, of other kinds', { apiKey: 1, webhookSecret: null }, ''],
	['none, of no credential', undefined, ''],
])('the secret of a credential is %s', (_, credential, secret) => {
	expect(readSecret(credential)).toBe(secret);
});
