import type { ApiFailure } from './http/failure';
import type { Obstacle } from './http/obstacle';

/** A failed call in words for people. Each is one sentence or more, with its end mark. */
export interface FailureWords {
	/** Fixed text: nothing from outside stands in it, since n8n rewrites headlines by words in them. */
	headline: string;
	/** What is known of it, the API's own message among it. */
	detail: string;
	cure: string;
}

interface Advice {
	headline: string;
	cure: string;
}

const ADVICE: Record<number, Advice> = {
	400: {
		headline: 'One Codex refused the request (400)',
		cure: 'Correct what One Codex names, and run the workflow again.',
	},
	401: {
		headline: 'One Codex does not accept the API key (401)',
		cure: 'Open the credential, copy the API key from your One Codex account again, and test it.',
	},
	403: {
		headline: 'The API key is not allowed to do this (403)',
		cure: 'Use the API key of an account that may do it, or ask One Codex to allow it.',
	},
	404: {
		headline: 'One Codex does not have what was asked for (404)',
		cure: 'Check the Base URL of the credential: it should be the address of One Codex alone.',
	},
	405: {
		headline: 'One Codex does not take this kind of request (405)',
		cure: 'Check the Base URL of the credential: it should be the address of One Codex alone.',
	},
	409: {
		headline: 'The request conflicts with what One Codex has (409)',
		cure: 'Look it up in One Codex, correct what the message names, and run the workflow again.',
	},
	412: {
		headline: 'A condition for the request is not met (412)',
		cure: 'Do what the message asks for (such as accepting terms in One Codex), and run the workflow again.',
	},
	407: {
		headline: 'The proxy of n8n asks for a user name and a password (407)',
		cure: 'Put both into HTTPS_PROXY in the settings of n8n, and start n8n again.',
	},
	413: {
		headline: 'The request is too large (413)',
		cure: 'Send less at once: lower the option Max Samples per Batch, or take out long texts.',
	},
	429: {
		headline: 'One Codex gets too many requests (429)',
		cure: 'Wait a minute and run the workflow again. Other programs may be using the same account.',
	},
};

/** What to do about what stops a request on its way. What it names are settings in n8n's environment. */
const ON_THE_WAY: Record<Obstacle, Advice> = {
	authority: {
		headline: 'n8n does not know the authority that the certificate of One Codex is from',
		cure: 'If a proxy or firewall of your network reads encrypted connections, save the certificate of its authority as a file, name it in NODE_EXTRA_CA_CERTS in the settings of n8n, and start n8n again. Otherwise check the Base URL of the credential.',
	},
	validity: {
		headline: 'The certificate of One Codex is not valid at this time',
		cure: 'Check the clock of the computer that runs n8n. If it is right, ask the people who run the server at the Base URL, or a proxy before it, to renew the certificate.',
	},
	'host name': {
		headline: 'The certificate is for another host than that of the Base URL',
		cure: 'Check the Base URL of the credential. If a proxy or firewall of your network answers in place of One Codex, ask the people who run it to let n8n through.',
	},
	proxy: {
		headline: 'The proxy of n8n gives no connection to One Codex',
		cure: 'Correct HTTPS_PROXY in the settings of n8n, or name the host of the Base URL in NO_PROXY if n8n needs no proxy for it, and start n8n again.',
	},
	n8n: {
		headline: 'n8n itself blocks the address of One Codex',
		cure: 'If it is the right one, allow it in the settings of n8n: its host in N8N_SSRF_ALLOWED_HOSTNAMES, or its IP addresses in N8N_SSRF_ALLOWED_IP_RANGES. Then start n8n again.',
	},
};
const ENCRYPTION: Advice = {
	headline: 'The encryption of the connection to One Codex failed',
	cure: 'Check the Base URL of the credential, and whether HTTPS_PROXY in the settings of n8n begins with http://, as it does for most proxies.',
};
const GATEWAY: Advice = {
	headline: 'A gateway or proxy answered in place of One Codex',
	cure: 'Wait some minutes and try again. If n8n uses a proxy (HTTPS_PROXY), ask the people who run it whether it lets n8n reach One Codex, or name the host of the Base URL in NO_PROXY.',
};
const REFUSED: Advice = {
	headline: 'One Codex refused the request',
	cure: 'Correct what the message names, and run the workflow again.',
};
const REDIRECTED: Advice = {
	headline: 'The Base URL leads to another address',
	cure: 'Enter the final address of One Codex as Base URL in the credential. The API key was sent to no other address.',
};
const DOWN: Advice = {
	headline: 'One Codex failed to answer the request',
	cure: 'One Codex has a problem. Wait some minutes and try again.',
};
const UNREACHABLE: Advice = {
	headline: 'One Codex could not be reached',
	cure: 'Check the internet connection of n8n, its proxy if it uses one (HTTPS_PROXY, NO_PROXY), and the Base URL of the credential, and run the workflow again.',
};
const CUT_OFF: Advice = {
	headline: 'The connection to One Codex broke off before the answer came',
	cure: 'Check the internet connection of n8n.',
};
const UNREADABLE: Advice = {
	headline: 'The answer of One Codex is not the documented one',
	cure: 'If this happens again, check the Base URL of the credential.',
};
const UNRELIABLE: Advice = {
	headline: 'A list of One Codex cannot be relied on',
	cure: 'Run the workflow again in some minutes. If this happens again, ask One Codex about it.',
};
const BAD_CREDENTIAL: Advice = {
	headline: 'The credential cannot be used',
	cure: 'Open the credential and correct it.',
};

/** What a failure means and what to do about it. */
export function failureWords(failure: ApiFailure): FailureWords {
	const { headline, cure } = adviceFor(failure);
	return { headline, cure, detail: detailOf(failure) };
}

function adviceFor(failure: ApiFailure): Advice {
	const { unusable, list, came, obstacle, status } = failure;
	if (unusable !== undefined) return BAD_CREDENTIAL;
	if (list !== undefined) return UNRELIABLE;
	if (came !== undefined) return UNREADABLE;
	if (obstacle !== undefined) return ON_THE_WAY[obstacle];
	return status === undefined ? adviceForNoAnswer(failure) : adviceForStatus(status, failure);
}

function adviceForNoAnswer({ delivery, code = '' }: ApiFailure): Advice {
	if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return ENCRYPTION;
	return delivery === 'not sent' || code.endsWith('UNREACH') ? UNREACHABLE : CUT_OFF;
}

function adviceForStatus(status: number, { isPage }: ApiFailure): Advice {
	// These are for gateways by definition; of the others, One Codex's have its own form.
	if (status === 502 || status === 504) return GATEWAY;
	if (isPage && (status === 403 || status >= 500)) return GATEWAY;
	if (ADVICE[status]) return ADVICE[status];
	if (status >= 500) return DOWN;
	return status >= 400 ? REFUSED : REDIRECTED;
}

function detailOf({ status, code, said, came, list, unusable }: ApiFailure): string {
	if (unusable !== undefined) return unusable;
	if (list !== undefined) return `${list}.`;
	if (came !== undefined) return `What came is ${came}.`;
	if (said !== '') return `One Codex says: "${said}"`;
	return status === undefined ? `(${code || 'no details'})` : `(status ${status})`;
}
