import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import {
	ACCOUNT_PATH,
	isAt,
	readBaseUrl,
	withoutSlashes,
} from '../nodes/OneCodex/api/http/address';
import { USER_AGENT } from '../nodes/OneCodex/api/http/userAgent';
import {
	CREDENTIAL_FLAWS,
	KEY_NOT_SENT,
	TEST_RESULTS,
} from '../nodes/OneCodex/wording/credentialTexts';

/** Turns redirects off in n8n's request helpers: the current one, and the two older ones. */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

/** The settings that decide where a request goes, in both of n8n's forms. */
type Addressed = IHttpRequestOptions & {
	uri?: unknown;
	rejectUnauthorized?: boolean;
	agentOptions?: { rejectUnauthorized?: boolean };
};

/** Headers that a request must not set: the key, and a host that a gateway could forward it to. */
const OWN_HEADERS = /^(?:x-api-key|host)$/i;

/** The API key of a One Codex account, the address of One Codex, and the secret that signs its webhooks. */
export class OneCodexApi implements ICredentialType {
	name = 'oneCodexApi';

	displayName = 'One Codex API';

	icon: Icon = { light: 'file:../icons/onecodex.svg', dark: 'file:../icons/onecodex.dark.svg' };

	documentationUrl = 'https://developer.onecodex.com';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In One Codex, open the settings of your account to find the API key',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.onecodex.com',
			placeholder: 'e.g. https://app.onecodex.com',
			required: true,
			description:
				'Where One Codex runs. Plain http is accepted for localhost and 127.0.0.1 only, since the API key would travel unencrypted.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for One Codex Event Trigger. Leave empty if One Codex signs with the API key.',
		},
	];

	/**
	 * A function rather than n8n's generic form, because every request with the key passes through here,
	 * including those of the HTTP Request node. The key is sent only to the host of the credential, and
	 * never to an address that an answer redirects to.
	 * @throws an Error with the reason if the request could reveal the key
	 */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: Addressed,
	): Promise<IHttpRequestOptions> => {
		const address = readBaseUrl(credentials.baseUrl);
		if (!address.ok) throw new Error(CREDENTIAL_FLAWS[address.flaw]);
		const target = targetOf(options);
		const fault = isAt(address.base, target)
			? whyUnsafe(new URL(target), options)
			: KEY_NOT_SENT.otherHost(address.base);
		if (fault !== undefined) throw new Error(fault);
		// Only the address that was checked, since n8n's helpers differ in which of several they use.
		const oneAddress = { baseURL: undefined, uri: undefined, url: new URL(target).href };
		const headers = Object.entries(options.headers ?? {}).filter(
			([name]) => !OWN_HEADERS.test(name),
		);
		const key = { 'X-API-Key': String(credentials.apiKey).trim() };
		return {
			...options,
			...NO_REDIRECTS,
			...oneAddress,
			headers: { ...Object.fromEntries(headers), ...key },
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim() }}',
			url: ACCOUNT_PATH,
			headers: { ...USER_AGENT },
			disableFollowRedirect: true,
		},
		rules: Object.entries(TEST_RESULTS).map(([status, message]) => ({
			type: 'responseCode',
			properties: { value: Number(status), message },
		})),
	};
}

/** The address that n8n's client builds from a request. The HTTP Request node sets `uri`. */
function targetOf({ baseURL, url, uri }: Addressed): string {
	const target = String(url ?? uri ?? '');
	const isWhole = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(target);
	if (!baseURL || isWhole) return target;
	return target === '' ? baseURL : `${withoutSlashes(baseURL)}/${target.replace(/^\/+/, '')}`;
}

/** Why others could read the key on its way to the right address; undefined if they cannot. */
function whyUnsafe({ protocol }: URL, options: Addressed): string | undefined {
	if (protocol === 'http:') {
		return options.proxy ? KEY_NOT_SENT.unencryptedProxy() : undefined;
	}
	const isUnchecked =
		options.rejectUnauthorized === false ||
		options.skipSslCertificateValidation ||
		options.agentOptions?.rejectUnauthorized === false;
	return isUnchecked ? KEY_NOT_SENT.uncheckedCertificate() : undefined;
}
