import type { CredentialFlaw } from '../domain/failure';
import { LABELS } from './labels';

const ENTER_ADDRESS = 'Enter an address such as https://app.onecodex.com.';
const REDIRECTS = 'This base URL redirects to another address. Enter the final address.';

/** What is wrong with a credential, and how to correct it. */
export const CREDENTIAL_FLAWS: Record<CredentialFlaw, string> = {
	'no address': `${LABELS.baseUrl} is not a URL. ${ENTER_ADDRESS}`,
	unencrypted: `${LABELS.baseUrl} begins with http://, so the API key would be sent unencrypted. Use https:// (plain http is for localhost and 127.0.0.1 only).`,
	'other protocol': `${LABELS.baseUrl} does not begin with https://. ${ENTER_ADDRESS}`,
	more: `${LABELS.baseUrl} contains more than an address (a user name, ? or #). ${ENTER_ADDRESS}`,
	'bad key': `${LABELS.apiKey} is empty, or has a character that no API key has. Copy it again from your One Codex account.`,
};

/** Why the API key is not sent with a request, such as one of the HTTP Request node. */
export const KEY_NOT_SENT = {
	/** @param base the base URL of the credential */
	otherHost: (base: string) =>
		`This API key is for ${base} only. Change the URL of the request, or ${LABELS.baseUrl} in the credential.`,
	unencryptedProxy: () =>
		'The API key would be sent to the proxy unencrypted. Remove the proxy from the options of the request.',
	uncheckedCertificate: () =>
		"The API key is only sent to hosts whose certificate is checked. Turn off 'Ignore SSL Issues', and set NODE_EXTRA_CA_CERTS to the certificate in the environment of n8n.",
};

/** What the test of a credential says of each HTTP status. */
export const TEST_RESULTS = {
	401: 'Invalid API key. Copy it again from your One Codex account.',
	403: 'This API key is not allowed to read the account.',
	404: 'No One Codex API found at this base URL.',
	301: REDIRECTS,
	302: REDIRECTS,
	307: REDIRECTS,
	308: REDIRECTS,
};
