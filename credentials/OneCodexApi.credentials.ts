import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { isAt, readBaseUrl, withoutSlashes } from '../nodes/OneCodex/api/address';

/** How n8n's request helpers are told not to follow redirects: the present one, and the two of old. */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

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
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const address = readBaseUrl(credentials.baseUrl);
		if (!address.ok) throw new Error(`${address.what}. ${address.cure}.`);
		if (!isAt(address.base, targetOf(options))) {
			throw new Error(
				`The API key of this credential is for ${address.base} only. Change the address of the request, or the Base URL of the credential.`,
			);
		}
		return {
			...options,
			...NO_REDIRECTS,
			headers: { ...options.headers, 'X-API-Key': String(credentials.apiKey).trim() },
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim() }}',
			url: '/api/v1/account',
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

/** Where a request goes. n8n's HTTP Request node writes the address in `uri`. */
function targetOf(options: IHttpRequestOptions & { uri?: unknown }): string {
	const url = String(options.url ?? options.uri ?? '');
	// What begins with two slashes names a host of its own.
	if (!options.baseURL || url.startsWith('//') || URL.canParse(url)) return url;
	return `${withoutSlashes(options.baseURL)}/${url.replace(/^\//, '')}`;
}
