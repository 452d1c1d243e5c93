import { z } from 'zod/v4';

import { isAt } from '../http/address';
import { millisOf } from '../answers';
import { pathOf, SAMPLES } from '../kinds';
import type { Client } from '../http/request';
import { once } from '../../domain/once';
import type { LinkFlaw } from '../../domain/failure';
import type { Result } from '../../domain/result';

/** A link to a file. It is signed: whoever has it can read the file. */
export interface FileLink {
	url: string;
	/** Milliseconds since 1970, or undefined if neither the answer nor the link says it. */
	expiresAt: number | undefined;
}

/** The answer to a request for a link. */
export const linkSchema = once(() =>
	z.looseObject({
		download_uri: z.string(),
		expires_in_hours: z.number().optional().catch(undefined),
	}),
);

const HOUR_MS = 3_600_000;

/** Asks for a link to the file of a sample. */
export async function sampleLink(client: Client, id: string): Promise<Result<FileLink>> {
	return await client.request({
		method: 'POST',
		path: `${pathOf(SAMPLES, id)}/download_uri`,
		changesNothing: true,
		read: (body) => {
			const { data } = linkSchema().safeParse(body);
			if (!data) return undefined;
			const { download_uri: url, expires_in_hours: hours = NaN } = data;
			return { url, expiresAt: timeIn(client.clock() + hours * HOUR_MS) ?? expiryIn(url) };
		},
	});
}

/**
 * When a link expires by what it says itself, in milliseconds since 1970: Amazon's and Google's signed
 * links have a date and seconds from then on, or the second of their end.
 */
export function expiryIn(url: string): number | undefined {
	if (!URL.canParse(url)) return undefined;
	const parts = new Map(
		[...new URL(url).searchParams].map(([name, value]) => [
			name.toLowerCase().replace(/^x-(?:amz|goog)-/, ''),
			value,
		]),
	);
	const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
	const begin = millisOf(parts.get('date')?.replace(basic, '$1-$2-$3T$4:$5:$6Z')) ?? 0;
	const seconds = Number(parts.get('expires') ?? NaN);
	return timeIn(begin + seconds * 1_000);
}

/** Earlier than 2001 are seconds that lack their date, and later than this there are no dates. */
const timeIn = (at: number) => (at > 1e12 && at <= 8.64e15 ? at : undefined);

// Names that are for networks of one's own: RFC 6761, RFC 6762 (appendix G), RFC 8375, and what Linux calls itself.
const OWN_NETWORK = new Set([
	'localhost',
	'local',
	'internal',
	'arpa',
	'intranet',
	'lan',
	'home',
	'corp',
	'private',
	'localdomain',
]);

/**
 * Why a file is not requested from an address that an answer names, or undefined if it may be. It has to be
 * encrypted, and at a public name: no file is stored at a bare IP address, and most of what should not
 * be reached is. The host of the credential is trusted as it is, since it gets the key itself.
 * @param base the address of One Codex
 */
export function linkFlaw(base: string, url: string): LinkFlaw | undefined {
	if (!URL.canParse(url)) return 'no address';
	const { protocol, hostname, username, password } = new URL(url);
	if (username || password) return 'more';
	if (isAt(base, url)) return undefined;
	if (protocol === 'http:') return 'unencrypted';
	if (protocol !== 'https:') return 'other protocol';
	return isPublicName(hostname) ? undefined : 'private';
}

/** Whether a host is a name with a dot; URL has made plain numbers of all forms of IPv4 addresses. */
function isPublicName(hostname: string): boolean {
	const labels = hostname.replace(/\.+$/, '').split('.');
	const last = labels.at(-1) ?? '';
	return labels.length > 1 && !/^\d+$|[[\]:]/.test(last) && !OWN_NETWORK.has(last);
}

/** What is behind the last slash of a path. */
export const baseOf = (path: string | null | undefined): string =>
	path?.split(/[/\\]/).at(-1) ?? '';
