import type { CredentialFlaw, ListFlaw, Received } from '../api/http/failure';
import { LABELS } from './labels';

const ADDRESS = `Enter an address such as https://app.onecodex.com.`;

/** What is wrong with a credential, and how to correct it. */
export const CREDENTIAL_FLAWS: Record<CredentialFlaw, string> = {
	'no address': `${LABELS.baseUrl} is not a URL. ${ADDRESS}`,
	unencrypted: `${LABELS.baseUrl} begins with http://, so the API key would be sent unencrypted. Use https:// (plain http is for localhost and 127.0.0.1 only).`,
	'other protocol': `${LABELS.baseUrl} does not begin with https://. ${ADDRESS}`,
	more: `${LABELS.baseUrl} contains more than an address (a user name, ? or #). ${ADDRESS}`,
	'bad key': `${LABELS.apiKey} is empty, or has a character that no API key has. Copy it again from your One Codex account.`,
};

const RECEIVED: Record<Exclude<Received['kind'], 'object'>, string> = {
	nothing: 'an empty response',
	'web page': 'a web page (HTML) instead of data',
	text: 'text that is not complete JSON',
	list: 'a list without the documented content',
};

/** What One Codex returned in place of the documented content. */
export const receivedText = (received: Received): string =>
	received.kind === 'object'
		? `Received JSON without the documented content (it has: ${received.keys || 'nothing'}).`
		: `Received ${RECEIVED[received.kind]}.`;

/** Why a list cannot be relied on. */
export function listText(flaw: ListFlaw): string {
	switch (flaw.code) {
		case 'incomplete':
			return 'The list has fewer entries than its count says.';
		case 'incomplete samples':
			return 'The list of samples in a batch has fewer entries than its count says.';
		case 'unsteady':
			return 'The list changes faster than it can be read.';
		case 'unreadable':
			return `Batch number ${flaw.batch} has a sample without a readable tube barcode, so it could be any tube.`;
		case 'empty':
			return `Batch number ${flaw.batch} is new and has no samples yet.`;
		case 'changing':
			return `Batch number ${flaw.batch} is one of many that another program is registering under the same name.`;
	}
}
