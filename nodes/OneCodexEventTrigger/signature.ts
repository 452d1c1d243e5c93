import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod/v4';

import { WEBHOOKS } from '../OneCodex/wording/webhookTexts';

/** The header with the signature of a webhook, in lower case as n8n passes it on. */
export const SIGNATURE_HEADER = 'x-onecodex-signature';

/** How far in the future a signature may be dated, in milliseconds, since two clocks may differ. */
const AHEAD_MS = 5 * 60_000;

/** Whether a request comes from One Codex. If not, the reason is a message for its sender. */
export type SignatureCheck = { ok: true } | Refusal;
export interface Refusal {
	ok: false;
	reason: string;
}

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
	/** 32 bytes each. One valid signature is enough, as while the secret is being changed. */
	hashes: Buffer[];
}

/**
 * Reads the header `X-OneCodex-Signature: t=<unix seconds>,v1=<hex>` of a webhook.
 * Source: https://developer.onecodex.com/api-reference/checking-webhook-signatures
 * @param header the header, if the request has it
 */
export function readSignature(header: unknown): Signature | Refusal {
	if (typeof header !== 'string' || header.trim() === '')
		return refused(WEBHOOKS.missingSignature());
	return readHeader(header) ?? refused(WEBHOOKS.malformedSignature());
}

/** What a signature is checked against. */
export interface Check {
	/** The bytes as they were received. */
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
export function checkSignature(signature: Signature, secret: string, check: Check): SignatureCheck {
	if (secret === '') return refused(WEBHOOKS.noSecret());
	const expected = sign(signature.time, check.body, secret);
	if (!signature.hashes.some((one) => timingSafeEqual(one, expected)))
		return refused(WEBHOOKS.wrongSignature());
	const ago = check.now - Number(signature.time) * 1000;
	if (ago > check.windowMs) return refused(WEBHOOKS.oldSignature(check.windowMs));
	return ago < -AHEAD_MS ? refused(WEBHOOKS.futureSignature(AHEAD_MS)) : { ok: true };
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

/** The signature of a body, 32 bytes, as many as each in a header has. */
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
	// With two times, it is unclear which one was signed.
	if (times.length !== 1 || time === undefined || hashes.length === 0) return undefined;
	return { time, hashes };
}
