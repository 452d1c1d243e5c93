import { createHash } from 'node:crypto';

import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { readBaseUrl } from './address';
import { makeCalls, type ApiCall, type SendOnce } from './calls';
import type { Deadline } from './deadline';
import { readAnswer, type HttpAnswer } from './httpAnswer';
import type { Failure } from '../../domain/failure';
import { readNetworkError } from './obstacle';
import { clock, LONGEST_ANSWER_MS, POST_TIMEOUT_MS, TIMEOUT_MS } from './timing';
import { within } from './within';
import { USER_AGENT } from './userAgent';
import type { Result } from '../../domain/result';

/** What a node can ask One Codex from: an execution, a poll, or a drop-down of the editor. */
export type ApiContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** A way to One Codex with the credential of a node, for one execution. */
export interface Client {
	/** Identifies the account, without holding a key. */
	account: string;
	/** The address of One Codex, without a slash at its end; empty where the credential cannot be used. */
	base: string;
	/** Ends when the execution is cancelled. */
	signal: AbortSignal | undefined;
	/**
	 * The time by One Codex's clock, in milliseconds since 1970, from the date of its last answer. Before the
	 * first answer, or if answers have no date, the time of this computer.
	 */
	clock(): number;
	/** Whether that is known from an answer. */
	tellsTime(): boolean;
	/**
	 * Makes one call, within the rate limit, and again where that is safe. It follows no redirect: the
	 * key goes to the host of the credential and nowhere else.
	 * @returns the checked answer, or the failure of the last try
	 * @throws the reason of a cancelled execution
	 */
	request<T>(call: ApiCall<T>): Promise<Result<T>>;
}

interface Access {
	base: string;
	apiKey: string;
	deadline: Deadline | undefined;
	/** Called with the headers of each answer. */
	noteDate(headers: Record<string, unknown>): void;
}

const CREDENTIAL = 'oneCodexApi';
// What can be sent in a header.
const KEY = /^[\x21-\x7e]+$/;
const JSON_CONTENT = { 'Content-Type': 'application/json' };

/**
 * Reads the credential of the node, once for all calls of an execution: n8n fetches it from its
 * database each time. With one that cannot be used, all calls fail and nothing is sent.
 * @param deadline after which every call fails with TOO_LATE; none by default
 * @throws n8n's own error where the node has no credential
 */
export async function connect(context: ApiContext, deadline?: Deadline): Promise<Client> {
	const credential = await context.getCredentials<{ apiKey: unknown; baseUrl: unknown }>(
		CREDENTIAL,
	);
	const apiKey = String(credential.apiKey).trim();
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const address = readBaseUrl(credential.baseUrl);
	if (!address.ok || !KEY.test(apiKey)) {
		const flaw = address.ok ? 'bad key' : address.flaw;
		const failure: Failure = { delivery: 'not sent', said: '', credential: flaw };
		const request = () => Promise.resolve({ ok: false as const, failure });
		return { account: '', base: '', signal, clock, tellsTime: () => false, request };
	}
	const { base } = address;
	const account = createHash('sha256').update(`${base}\n${apiKey}`).digest('hex');
	let aheadMs: number | undefined;
	const noteDate = (headers: Record<string, unknown>) => {
		aheadMs = aheadOf(headers) ?? aheadMs;
	};
	const access = { base, apiKey, noteDate, deadline };
	const tryOnce: SendOnce = (call) => send(context, access, call);
	return {
		account,
		base,
		signal,
		clock: () => clock() + (aheadMs ?? 0),
		tellsTime: () => aheadMs !== undefined,
		request: makeCalls({ account, signal, deadline }, tryOnce),
	};
}

/** How many milliseconds a server's clock is ahead of this computer's, if the answer has a date. */
function aheadOf({ date }: Record<string, unknown>): number | undefined {
	const at = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(at) ? undefined : at - clock();
}

async function send<T>(
	context: ApiContext,
	{ base, apiKey, noteDate, deadline }: Access,
	call: ApiCall<T>,
): Promise<Result<T>> {
	const longest = call.method === 'POST' ? POST_TIMEOUT_MS : TIMEOUT_MS;
	try {
		// n8n writes the key into this object: it is made anew for each request and kept nowhere.
		const asking: Promise<unknown> = context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			{
				method: call.method,
				url: base + call.path,
				...(call.query && { qs: { ...call.query } }),
				// As text: n8n copies objects, and leaves out keys such as "constructor" when it does.
				...(call.body && { body: JSON.stringify(call.body) }),
				headers: { ...USER_AGENT, ...(call.body && JSON_CONTENT) },
				json: true,
				timeout: Math.max(1, Math.min(longest, deadline?.left() ?? Infinity)),
				disableFollowRedirect: true,
				// A status error would make n8n send the request again after a 401.
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
			},
		);
		const answer = await within(deadline?.left() ?? LONGEST_ANSWER_MS, asking);
		noteDate((answer as HttpAnswer).headers);
		return readAnswer(answer as HttpAnswer, apiKey, (body, headers) => call.read(body, headers));
	} catch (error) {
		return { ok: false, failure: readNetworkError(error, base) };
	}
}
