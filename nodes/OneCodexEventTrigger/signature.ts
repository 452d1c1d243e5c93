import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod/v4';

/** The header that One Codex signs its webhooks with, as n8n hands it over: in small letters. */
export const SIGNATURE_HEADER = 'x-onecodex-signature';

/** How far the time of a signature may be off, in milliseconds: what is older could be a replay. */
const TOLERANCE_MS = 5 * 60_000;

/** Whether a request comes from One Codex; if not, why, in words for the one who sent it. */
export type Verdict = { ok: true } | { ok: false; reason: string };

const NO_SECRET =
	'The One Codex API credential of the trigger could not be read, or has neither a Webhook Secret nor an API key. Look at it in n8n.';
const MISSING = 'The X-OneCodex-Signature header is missing.';
const MALFORMED =
	'The X-OneCodex-Signature header is not of the form t=(Unix seconds),v1=(64 hex digits).';
const MISMATCH =
	'The signature does not fit. Check the Webhook Secret in the One Codex API credential in n8n; where it is empty, the API key is used.';
const STALE =
	'The time of the signature is more than 5 minutes off. Send the event again, and check the clock of the server that n8n runs on.';

// One Codex's documentation writes `t=…c v1=…`, with an apparent slip for the comma, and splits the
// header at spaces: all of these are read.
const SEPARATORS = /[\s,]+/;
const TIME = /^t=(\d{1,12})c?$/;
const SIGNATURE = /^v1=([0-9a-f]{64})$/i;
const MAX_HEADER_LENGTH = 4096;

/**
 * Checks the header `X-OneCodex-Signature: t=<unix seconds>,v1=<hex>` of a webhook: a signature is the
 * HMAC-SHA256 of the time, a full stop and the body, byte for byte as it came. One of several
 * signatures suffices, as when the secret is being changed.
 * Source: https://developer.onecodex.com/api-reference/checking-webhook-signatures
 * @param header the header, if the request has it
 * @param secret what One Codex signs with, see {@link readSecret}; without one nothing is accepted
 * @param now the time, in milliseconds since 1970
 */
export function verifySignature(
	header: unknown,
	body: Buffer,
	secret: string,
	now: number,
): Verdict {
	if (secret === '') return refused(NO_SECRET);
	if (typeof header !== 'string' || header.trim() === '') return refused(MISSING);
	const read = readHeader(header);
	if (!read) return refused(MALFORMED);
	const expected = sign(read.time, body, secret);
	if (!read.signatures.some((one) => timingSafeEqual(one, expected))) return refused(MISMATCH);
	if (Math.abs(now - Number(read.time) * 1000) > TOLERANCE_MS) return refused(STALE);
	return { ok: true };
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

function refused(reason: string): Verdict {
	return { ok: false, reason };
}

/** Both signatures that are compared have 32 bytes: others are no signatures. */
function sign(time: string, body: Buffer, secret: string): Buffer {
	return createHmac('sha256', secret).update(`${time}.`).update(body).digest();
}

function readHeader(header: string): { time: string; signatures: Buffer[] } | undefined {
	if (header.length > MAX_HEADER_LENGTH) return undefined;
	const parts = header.split(SEPARATORS);
	const times = parts.filter((part) => part.startsWith('t='));
	const time = TIME.exec(times[0] ?? '')?.[1];
	const signatures = parts
		.map((part) => SIGNATURE.exec(part)?.[1])
		.filter((hex) => hex !== undefined)
		.map((hex) => Buffer.from(hex, 'hex'));
	// With two times it would be open which of them was signed.
	if (times.length !== 1 || time === undefined || signatures.length === 0) return undefined;
	return { time, signatures };
}
