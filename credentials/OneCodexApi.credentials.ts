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
import { CREDENTIAL_FLAWS } from '../nodes/OneCodex/wording/details';

/** How n8n's request helpers are told not to follow redirects: the present one, and the two of old. */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

/** What decides who gets a request, in either of n8n's forms. */
type Addressed = IHttpRequestOptions & {
	uri?: unknown;
	rejectUnauthorized?: boolean;
	agentOptions?: { rejectUnauthorized?: boolean };
};

/** Headers that no request sets for itself: the key, and a host that a gateway could pass it on to. */
const OWN_HEADERS = /^(?:x-api-key|host)$/i;

/** The API key of a One Codex account, where that account lives and what its webhooks are signed with. */
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
	 * A function rather than n8n's generic form, because this is the one place that every request with
	 * the key passes, those of the HTTP Request node included: the key goes to no other host than that of
	 * the credential, and to none that an answer redirects to.
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
			: `The API key of this credential is for ${address.base} only. Change the address of the request, or the Base URL of the credential.`;
		if (fault !== undefined) throw new Error(fault);
		// One address, the one that was checked: n8n's helpers differ in which of several they take.
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
		rules: [
			testRule(401, 'One Codex does not know this API key. Copy it again from your account.'),
			testRule(403, 'One Codex knows this API key, but it may not read the account.'),
			testRule(404, 'There is no One Codex API at this Base URL.'),
			...[301, 302, 307, 308].map((status) =>
				testRule(status, 'This Base URL leads to another address. Enter the final address.'),
			),
		],
	};
}

function testRule(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}

/** Where a request goes: what n8n's client makes of it, and of `uri`, in which the HTTP Request node writes. */
function targetOf({ baseURL, url, uri }: Addressed): string {
	const target = String(url ?? uri ?? '');
	const isWhole = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(target);
	if (!baseURL || isWhole) return target;
	return target === '' ? baseURL : `${withoutSlashes(baseURL)}/${target.replace(/^\/+/, '')}`;
}

/** Why the key could get to others on its way to the right address; undefined if it cannot. */
function whyUnsafe({ protocol }: URL, options: Addressed): string | undefined {
	if (protocol === 'http:') {
		return options.proxy
			? 'The API key would go to the proxy unencrypted. Take the proxy out of the options of the request.'
			: undefined;
	}
	const isUnchecked =
		options.rejectUnauthorized === false ||
		options.skipSslCertificateValidation ||
		options.agentOptions?.rejectUnauthorized === false;
	return isUnchecked
		? 'The API key goes to no host whose certificate is not checked. Turn off Ignore SSL Issues, and make the certificate known to n8n with NODE_EXTRA_CA_CERTS.'
		: undefined;
}
