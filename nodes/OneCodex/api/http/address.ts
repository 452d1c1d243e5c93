import type { AddressFlaw } from '../../domain/failure';

/** The base URL of One Codex, or why it cannot be used. */
export type Address = { ok: true; base: string } | { ok: false; flaw: AddressFlaw };

/** What every key may read. */
export const ACCOUNT_PATH = '/api/v1/account';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1']);

/**
 * Checks the base URL of a credential: the API key goes to this address with every request, so it
 * has to be encrypted on the way, unless it stays on this computer.
 * @returns the address without a slash at its end
 */
export function readBaseUrl(text: unknown): Address {
	const typed = typeof text === 'string' ? text.trim() : '';
	if (!URL.canParse(typed)) return { ok: false, flaw: 'no address' };
	const url = new URL(typed);
	if (url.protocol === 'http:' && !LOCAL_HOSTS.has(url.hostname)) {
		return { ok: false, flaw: 'unencrypted' };
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		return { ok: false, flaw: 'other protocol' };
	}
	if (url.username || url.password || url.search || url.hash) {
		return { ok: false, flaw: 'more' };
	}
	return { ok: true, base: url.origin + withoutSlashes(url.pathname) };
}

/** Whether a request to `url` stays at the host of the base URL, and so may carry the API key. */
export function isAt(base: string, url: string): boolean {
	return URL.canParse(url) && new URL(url).origin === new URL(base).origin;
}

/** A text without the slashes at its end. */
export function withoutSlashes(text: string): string {
	return text.replace(/(?<!\/)\/+$/, '');
}
