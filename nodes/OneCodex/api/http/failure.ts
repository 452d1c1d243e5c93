import type { Delivery, Failure } from '../../domain/failure';

// Failures to connect, before the first byte of a request is sent.
const NOT_SENT_CODES =
	/^(ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|ERR_TLS_CERT_\w+|ERR_INVALID_URL)$/;

/** What a network failure says about the request. An unknown code counts as `unknown`. */
export function deliveryOfCode(code: string): Delivery {
	return NOT_SENT_CODES.test(code) ? 'not sent' : 'unknown';
}

/**
 * What a status other than success says about the request. Whoever answers 503 and asks to come back later
 * may be a gateway that gave up on One Codex when it was at work.
 */
export function deliveryOfStatus(status: number): Delivery {
	// 303 sends on to the result of a request that was carried out; other redirects did nothing.
	if (status === 303) return 'unknown';
	// Time-outs of a gateway on the way, and connections that it saw closed.
	if (status === 408 || status === 460 || status === 499) return 'unknown';
	return status >= 300 && status < 500 ? 'rejected' : 'unknown';
}

/** Whether all calls fail for the same reason until the user changes a setting. */
export const staysSo = ({ credential, status, obstacle }: Failure): boolean =>
	credential !== undefined ||
	status === 401 ||
	status === 407 ||
	(obstacle !== undefined && obstacle !== 'proxy');

/** Whether any other call would fail for the same reason now. */
export const concernsAllCalls = (failure: Failure): boolean =>
	staysSo(failure) || failure.status === 429 || failure.delivery === 'not sent';

// "Does not exist", "unregistered" and "no such tube is registered" mean the opposite.
const DENIED = /\b(?:not|no|never|cannot|non|un)\b|n't\b|\b(?:non|un)-?(?:exist|register)/i;
const ASSERTED = /\b(?:already|duplicate[ds]?|in use|taken)\b/i;

/**
 * Whether a refusal says that a barcode is already registered. The API has no code for that, so this only
 * decides what is advised.
 */
export function saysRepeated(said: string): boolean {
	if (!/barcode|tube/i.test(said)) return false;
	return ASSERTED.test(said) || (/exist|registered/i.test(said) && !DENIED.test(said));
}

/**
 * Reads a Retry-After header, which is a number of seconds or a date.
 * @param now milliseconds since 1970
 * @returns milliseconds to wait, not below 0; undefined if there is no such header or it is neither
 */
export function readRetryAfter(header: unknown, now: number): number | undefined {
	const text = typeof header === 'string' ? header.trim() : '';
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	// An HTTP date begins with the day of the week; Date.parse makes dates of much else.
	const date = /^[A-Z][a-z]{2},/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
