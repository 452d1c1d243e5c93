import type { Failure, Obstacle } from '../domain/failure';
import { CREDENTIAL_FLAWS } from './credentialTexts';
import { listText, receivedText, saidBy } from './details';
import { fileAdvice, fileDetail } from './fileTexts';
import { LABELS } from './labels';

/** A failed call in words for people. Each is one sentence or more, with its end mark. */
export interface FailureWords {
	/** Fixed text: it has nothing from outside, since n8n rewrites headlines by words in them. */
	headline: string;
	/** What is known of it, the API's own message among it. */
	detail: string;
	cure: string;
}

interface Advice {
	headline: string;
	cure: string;
}

const CHECK_ADDRESS = `Check ${LABELS.baseUrl} in the credential. It should be the address of One Codex, without a path.`;
const CORRECT_OR_CHECK = `Correct what the message names, or check ${LABELS.baseUrl} in the credential, and run the workflow again.`;

const ADVICE: Record<number, Advice> = {
	400: {
		headline: 'One Codex rejected the request (400)',
		cure: 'Correct what One Codex names, and run the workflow again.',
	},
	401: {
		headline: 'Invalid API key (401)',
		cure: 'Copy the API key from your One Codex account again, paste it into the credential, and test it.',
	},
	403: {
		headline: 'The API key is not allowed to do this (403)',
		cure: 'Use the API key of an account with this permission, or ask One Codex for it.',
	},
	404: {
		headline: 'Not found in One Codex (404)',
		cure: CHECK_ADDRESS,
	},
	405: {
		headline: 'One Codex does not accept this kind of request (405)',
		cure: CHECK_ADDRESS,
	},
	407: {
		headline: 'The proxy of n8n requires a user name and a password (407)',
		cure: 'Add both to HTTPS_PROXY in the environment of n8n, and restart n8n.',
	},
	409: {
		headline: 'The request conflicts with data in One Codex (409)',
		cure: 'Look it up in One Codex, correct what the message names, and run the workflow again.',
	},
	412: {
		headline: 'One Codex requires something else first (412)',
		cure: 'Do what the message asks for, such as accepting terms in One Codex, and run the workflow again.',
	},
	413: {
		headline: 'The request is too large (413)',
		cure: `Shorten long texts. If you are registering tubes, lower ${LABELS.maxSamples}.`,
	},
	429: {
		headline: 'Too many requests to One Codex (429)',
		cure: 'Wait a minute and run the workflow again. Another program may be using the same account.',
	},
};

const AND_RESTART = 'in the environment of n8n, and restart n8n';

/** What to do about what stops a request on its way. */
const ON_THE_WAY: Record<Obstacle, Advice> = {
	authority: {
		headline: 'n8n does not trust the certificate of One Codex',
		cure: `A proxy or firewall of your network probably inspects encrypted connections. Save the certificate of its authority as a file, set NODE_EXTRA_CA_CERTS to that file ${AND_RESTART}. Otherwise check ${LABELS.baseUrl} in the credential.`,
	},
	validity: {
		headline: 'The certificate of One Codex is expired or not valid yet',
		cure: `Check the clock of the computer that runs n8n. If it is right, the server at ${LABELS.baseUrl}, or a proxy in between, needs a new certificate.`,
	},
	'host name': {
		headline: 'The certificate belongs to a different host',
		cure: `Check ${LABELS.baseUrl} in the credential. If a proxy or firewall of your network answers instead of One Codex, ask your administrator to let n8n through.`,
	},
	proxy: {
		headline: 'The proxy of n8n does not connect to One Codex',
		cure: `Correct HTTPS_PROXY, or add the host of ${LABELS.baseUrl} to NO_PROXY if n8n needs no proxy for it, ${AND_RESTART}.`,
	},
	n8n: {
		headline: 'n8n blocks the address of One Codex',
		cure: `If the address is right, add its host to N8N_SSRF_ALLOWED_HOSTNAMES, or its IP addresses to N8N_SSRF_ALLOWED_IP_RANGES, ${AND_RESTART}.`,
	},
};
const ENCRYPTION: Advice = {
	headline: 'No encrypted connection to One Codex',
	cure: `Check ${LABELS.baseUrl} in the credential, and that HTTPS_PROXY in the environment of n8n begins with http://, as for most proxies.`,
};
const GATEWAY: Advice = {
	headline: 'A gateway or proxy answered instead of One Codex',
	cure: `Wait a few minutes and try again. If n8n uses a proxy (HTTPS_PROXY), check that it lets n8n reach One Codex, or add the host of ${LABELS.baseUrl} to NO_PROXY.`,
};
const REFUSED: Advice = {
	headline: 'One Codex rejected the request',
	cure: 'Correct what the message names, and run the workflow again.',
};
const REDIRECTED: Advice = {
	headline: 'The base URL redirects to another address',
	cure: `Enter the final address of One Codex as ${LABELS.baseUrl} in the credential. The API key was not sent to the other address.`,
};
const DOWN: Advice = {
	headline: 'One Codex could not process the request',
	cure: 'Wait a few minutes and try again.',
};
const UNREACHABLE: Advice = {
	headline: 'Could not connect to One Codex',
	cure: `Check the internet connection of n8n, its proxy if it uses one (HTTPS_PROXY, NO_PROXY), and ${LABELS.baseUrl} in the credential. Then run the workflow again.`,
};
const CUT_OFF: Advice = {
	headline: 'The connection to One Codex was lost before the response arrived',
	cure: 'Check the internet connection of n8n.',
};
const UNREADABLE: Advice = {
	headline: 'Unexpected response from One Codex',
	cure: `If this happens again, check ${LABELS.baseUrl} in the credential.`,
};
const UNRELIABLE: Advice = {
	headline: 'Inconsistent list from One Codex',
	cure: 'Run the workflow again in a few minutes. If this happens again, ask One Codex about it.',
};
const BAD_CREDENTIAL: Advice = {
	headline: 'The credential needs fixing',
	cure: 'Open the credential and correct it.',
};

/** What a failure means and what to do about it. */
export function failureWords(failure: Failure): FailureWords {
	const { headline, cure } = fileAdvice(failure) ?? adviceFor(failure);
	return { headline, cure, detail: fileDetail(failure) ?? detailOf(failure) };
}

function adviceFor(failure: Failure): Advice {
	const { credential, list, received, obstacle, status } = failure;
	if (credential !== undefined) return BAD_CREDENTIAL;
	if (list !== undefined) return UNRELIABLE;
	if (received !== undefined) return UNREADABLE;
	if (obstacle !== undefined) return ON_THE_WAY[obstacle];
	return status === undefined ? adviceForNoAnswer(failure) : adviceForStatus(status, failure);
}

function adviceForNoAnswer({ delivery, code = '' }: Failure): Advice {
	if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return ENCRYPTION;
	return delivery === 'not sent' || code.endsWith('UNREACH') ? UNREACHABLE : CUT_OFF;
}

function adviceForStatus(status: number, { isPage, said }: Failure): Advice {
	// These are for gateways by definition; of the others, One Codex's have its own form.
	if (status === 502 || status === 504) return GATEWAY;
	if (isPage && (status === 403 || status >= 500)) return GATEWAY;
	const advice = ADVICE[status];
	if (advice?.cure === CHECK_ADDRESS && said !== '') return { ...advice, cure: CORRECT_OR_CHECK };
	if (advice) return advice;
	if (status >= 500) return DOWN;
	return status >= 400 ? REFUSED : REDIRECTED;
}

function detailOf({ status, code, said, received, list, credential }: Failure): string {
	if (credential !== undefined) return CREDENTIAL_FLAWS[credential];
	if (list !== undefined) return listText(list);
	if (received !== undefined) return receivedText(received);
	if (said !== '') return saidBy('One Codex', said);
	return status === undefined ? `(${code || 'no details'})` : `(status ${status})`;
}
