import type { Failure, LinkFlaw } from '../domain/failure';
import { saidBy } from './details';

const ASK = 'Ask One Codex about it.';

const FLAWS: Record<LinkFlaw, string> = {
	'no address': 'The link is not a URL.',
	unencrypted: 'The link is not encrypted (https).',
	'other protocol': 'The link is not encrypted (https).',
	more: 'The link contains a user name or a password.',
	private: 'The link does not lead to a public host name.',
};

/** What a failure at the place where a file is stored means, as in `failures.ts`; undefined for any other. */
export function fileAdvice(failure: Failure): { headline: string; cure: string } | undefined {
	const { store, link, disk, obstacle, status, delivery } = failure;
	if (disk)
		return {
			headline: 'n8n could not store the file',
			cure: 'Check that n8n has enough disk space, and that it accepts binary data of this size.',
		};
	if (store === undefined) return undefined;
	if (link) return { headline: 'The link to the file cannot be used', cure: ASK };
	if (obstacle)
		return {
			headline: 'The connection to the file server was stopped',
			cure: 'In the environment of n8n, check HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS and N8N_SSRF_ALLOWED_HOSTNAMES, and restart n8n.',
		};
	if (status === undefined)
		return delivery === 'not sent'
			? {
					headline: 'Could not connect to the file server',
					cure: 'Check that the network of n8n, and its proxy if it uses one, allow connections to this host.',
				}
			: {
					headline: 'The download was interrupted',
					cure: 'Check the internet connection of n8n, and run the workflow again.',
				};
	if (status === 429 || status >= 500)
		return {
			headline: 'The file server could not send the file',
			cure: 'Wait a few minutes and try again.',
		};
	return { headline: 'The file server refused the download', cure: ASK };
}

/** Where a file failed, and how. It names the host of the link and no more: the rest is a secret. */
export function fileDetail({ store, link, disk, status, code, said }: Failure): string | undefined {
	if (disk) return saidBy('n8n', said);
	if (store === undefined) return undefined;
	const why = link ? `${FLAWS[link]} ` : '';
	const how = status === undefined ? code : `status ${status}`;
	return `${why}One Codex refers to ${store || 'no host'} for this file${link ? '' : ` (${how || 'no details'})`}.`;
}
