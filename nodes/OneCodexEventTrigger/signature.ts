import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod/v4';

/** The header that One Codex signs its webhooks with, as n8n hands it over: in small letters. */
export const SIGNATURE_HEADER = 'x-onecodex-signature';

/** How far the time of a signature may lie in the future, in milliseconds: two clocks may differ. */
const AHEAD_MS = 5 * 60_000;

/** Whether a request comes from One Codex; if not, why, in words for the one who sent it. */
export type Verdict = { ok: true } | Refusal;
export interface Refusal {
	ok: false;
	reason: string;
}

const NO_SECRET =
	'The One Codex API credential of the trigger could not be read, or has neither a Webhook Secret nor an API key. Look at it in n8n.';
const MISSING = 'The X-OneCodex-Signature header is missing.';
const MALFORMED =
	'The X-OneCodex-Signature header is not of the form t=(Unix seconds),v1=(64 hex digits).';
const MISMATCH =
	'The signature does not fit. Check the Webhook Secret in the One Codex API credential in n8n; where it is empty, the API key is used.';
const minutes = (ms: number) => (ms === 60_000 ? '1 minute' : `${ms / 60_000} minutes`);
const tooOld = (windowMs: number) =>
	`The signature was made more than ${minutes(windowMs)} ago, which is the Signature Time Window of the trigger. Send the event again, and check the clock of the server that n8n runs on.`;
const AHEAD =
	'The signature was made more than 5 minutes in the future. Check the clock of the server that n8n runs on.';

// One Codex's documentation writes `t=…c v1=…`, with an apparent slip for the comma, and splits the
// header at spaces: all of these are read.
const SEPARATORS = /[\s,]+/;
const TIME = /^t=(\d{1,12})c?$/;
const SIGNATURE = /^v1=([0-9a-f]{64})$/i;
const MAX_HEADER_LENGTH = 4096;

/** What a signature header holds. */
export interface Signature {
	/** Seconds since 1970, as they were signed. */
	time: string;
	/** 32 bytes each. One that fits suffices, as when the secret is being changed. */
	hashes: Buffer[];
}

/**
 * Reads the header `X-OneCodex-Signature: t=<unix seconds>,v1=<hex>` of a webhook.
 * Source: https://developer.onecodex.com/api-reference/checking-webhook-signatures
 * @param header the header, if the request has it
 */
export function readSignature(header: unknown): Signature | Refusal {
	if (typeof header !== 'string' || header.trim() === '') return refused(MISSING);
	return readHeader(header) ?? refused(MALFORMED);
}

/** What a signature is checked against. */
export interface Check {
	/** Byte for byte as it came. */
	body: Buffer;
	/** The time, in milliseconds since 1970. */
	now: number;
	/** How long ago the signature may have been made, in milliseconds. */
	windowMs: number;
}

/**
 * Checks a signature: the HMAC-SHA256 of the time, a full stop and the body.
 * @param secret what One Codex signs with, see {@link readSecret}; without one nothing is accepted
 */
export function checkSignature(signature: Signature, secret: string, check: Check): Verdict {
	if (secret === '') return refused(NO_SECRET);
	const expected = sign(signature.time, check.body, secret);
	if (!signature.hashes.some((one) => timingSafeEqual(one, expected))) return refused(MISMATCH);
	const ago = check.now - Number(signature.time) * 1000;
	if (ago > check.windowMs) return refused(tooOld(check.windowMs));
	return ago < -AHEAD_MS ? refused(AHEAD) : { ok: true };
}

/** Without a secret of its own, a webhook is signed with the API key of the account. */
const credentialSchema = z.object({
	apiKey: z.string().catch(''),
	webhookSecret: z.string().catch(''),
});

/** The secret in a One Codex API credential; empty if there is none. */
export function readSecret(credential: unknown): string {
	const read = credentialSchema.safeParse(credential);
	if (!read.success) return '';
	// Copied secrets often come with a space or a line break around them.
	return read.data.webhookSecret.trim() || read.data.apiKey.trim();
}

function refused(reason: string): Refusal {
	return { ok: false, reason };
}

/** Both signatures that are compared have 32 bytes: others are no signatures. */
function sign(time: string, body: Buffer, secret: string): Buffer {
	return createHmac('sha256', secret).update(`${time}.`).update(body).digest();
}

function readHeader(header: string): Signature | undefined {
	if (header.length > MAX_HEADER_LENGTH) return undefined;
	const parts = header.split(SEPARATORS);
	const times = parts.filter((part) => part.startsWith('t='));
	const time = TIME.exec(times[0] ?? '')?.[1];
	const hashes = parts
		.map((part) => SIGNATURE.exec(part)?.[1])
		.filter((hex) => hex !== undefined)
		.map((hex) => Buffer.from(hex, 'hex'));
	// With two times it would be open which of them was signed.
	if (times.length !== 1 || time === undefined || hashes.length === 0) return undefined;
	return { time, hashes };
}
