import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { readBaseUrl } from './address';
import {
	deliveryOfCode,
	deliveryOfStatus,
	readRetryAfter,
	saysRepeated,
	type ApiFailure,
} from './failure';
import { waitForTurn } from './limiter';
import { delayBeforeRetry } from './retry';
import { GET_TIMEOUT_MS, now, pause, POST_TIMEOUT_MS, random } from './timing';
import type { Result } from '../registration/registry';

/** One call of the API. Values from outside have to be encoded before they enter the path. */
export interface ApiCall<T> {
	method: IHttpRequestMethods;
	/** From the root of the API, such as `/api/v1/account`. */
	path: string;
	query?: IDataObject;
	body?: object;
	/** Makes a checked value of an answer of success; undefined if it is not the documented one. */
	read(body: unknown, headers: Record<string, unknown>): T | undefined;
}

interface HttpAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

interface Account {
	base: string;
	apiKey: string;
	/** Tells accounts apart without holding the key. */
	digest: string;
}

const CREDENTIAL = 'oneCodexApi';
const MAX_SAID_LENGTH = 500;

/**
 * Makes one call with the credential of the node, within the rate limit, and again where that is safe.
 * It follows no redirect: the key goes to the host of the credential and nowhere else.
 * @returns the checked answer, or the failure of the last try
 * @throws the reason of a cancelled execution, and n8n's own error where the node has no credential
 */
export async function request<T>(
	context: IExecuteFunctions,
	call: ApiCall<T>,
): Promise<Result<T, ApiFailure>> {
	const account = await readAccount(context);
	if (!account.ok) return account;
	const signal = context.getExecutionCancelSignal();
	const begin = now();
	for (let number = 1; ; number++) {
		await waitForTurn(account.value.digest, signal);
		const answer = await send(context, account.value, call);
		// What n8n breaks off is over, but a POST may have been carried out: a later run finds it.
		signal?.throwIfAborted();
		if (answer.ok) return answer;
		const { method } = call;
		const failed = { method, failure: answer.failure, number, elapsedMs: now() - begin };
		const delay = delayBeforeRetry(failed, random());
		if (delay === undefined) return answer;
		await pause(delay, signal);
	}
}

/** What tells the account of the node's credential apart from others in this n8n, without its key. */
export async function accountDigest(context: IExecuteFunctions): Promise<string> {
	const account = await readAccount(context);
	return account.ok ? account.value.digest : '';
}

async function readAccount(context: IExecuteFunctions): Promise<Result<Account, ApiFailure>> {
	const credential = await context.getCredentials<{ apiKey: unknown; baseUrl: unknown }>(
		CREDENTIAL,
	);
	const apiKey = String(credential.apiKey);
	const address = readBaseUrl(credential.baseUrl);
	if (!address.ok) {
		const why = `${address.what}. ${address.cure}.`;
		return { ok: false, failure: { delivery: 'not sent', said: '', address: why } };
	}
	const { base } = address;
	const digest = createHash('sha256').update(`${base}\n${apiKey}`).digest('hex');
	return { ok: true, value: { base, apiKey, digest } };
}

async function send<T>(
	context: IExecuteFunctions,
	account: Account,
	call: ApiCall<T>,
): Promise<Result<T, ApiFailure>> {
	try {
		// n8n writes the key into this object: it is made anew for each request and kept nowhere.
		const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			{
				method: call.method,
				url: account.base + call.path,
				...(call.query && { qs: { ...call.query } }),
				...(call.body && { body: call.body }),
				json: true,
				timeout: call.method === 'GET' ? GET_TIMEOUT_MS : POST_TIMEOUT_MS,
				disableFollowRedirect: true,
				// A status error would make n8n send the request again after a 401.
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
			},
		);
		return readAnswer(call, answer as HttpAnswer, account.apiKey);
	} catch (error) {
		const code = networkCode(error);
		return { ok: false, failure: { delivery: deliveryOfCode(code), code, said: '' } };
	}
}

function readAnswer<T>(
	call: ApiCall<T>,
	{ statusCode: status, headers, body }: HttpAnswer,
	apiKey: string,
): Result<T, ApiFailure> {
	if (status >= 200 && status < 300) {
		const value = call.read(body, headers);
		if (value !== undefined) return { ok: true, value };
		return { ok: false, failure: { delivery: 'unknown', said: '', came: nameContent(body) } };
	}
	const said = saidBy(body).replaceAll(apiKey || '\0', '[API key]');
	const retryAfterMs = readRetryAfter(headers['retry-after'], now());
	const delivery = deliveryOfStatus(status, retryAfterMs !== undefined);
	const repeated = saysRepeated(status, said);
	return { ok: false, failure: { delivery, status, said, retryAfterMs, repeated } };
}

/** The code that n8n gives a failed connection, such as ECONNRESET; empty if there is none. */
function networkCode(error: unknown): string {
	const { httpCode, code } = (error ?? {}) as { httpCode?: unknown; code?: unknown };
	return String(httpCode ?? code ?? '');
}

/** The message of an error answer. Of a gateway's page, nothing is worth showing. */
function saidBy(body: unknown): string {
	const message = (body as { message?: unknown } | null | undefined)?.message;
	return typeof message === 'string' ? message.slice(0, MAX_SAID_LENGTH) : '';
}

/** What came under a status of success without the documented content. */
function nameContent(body: unknown): string {
	if (body === undefined || body === null) return 'an empty answer';
	if (typeof body === 'string') {
		if (body.trim() === '') return 'an empty answer';
		if (/^\s*</.test(body)) return 'a web page (HTML) instead of data';
		return 'text that is not complete JSON';
	}
	if (Array.isArray(body)) return 'a list without the documented content';
	const keys = Object.keys(body).slice(0, 10).join(', ');
	return `JSON without the documented content (it has: ${keys || 'nothing'})`;
}
