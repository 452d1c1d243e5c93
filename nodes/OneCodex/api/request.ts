import type { IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { readBaseUrl } from './address';
import { deliveryOfCode, deliveryOfStatus, type ApiFailure } from './failure';
import type { Result } from '../registration/register';

/** One call of the API. Values from outside have to be encoded before they enter the path. */
export interface ApiCall {
	method: IHttpRequestMethods;
	/** From the root of the API, such as `/api/v1/account`. */
	path: string;
	body?: object;
}

interface HttpAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

const CREDENTIAL = 'oneCodexApi';
const TIMEOUT_MS = 120_000;
const MAX_SAID_LENGTH = 500;

/**
 * Makes one request with the credential of the node and gives the answer's JSON as it came, or the
 * failure. Never throws for what happens on the way, and follows no redirect: the key goes to the host
 * of the credential and nowhere else.
 * @throws n8n's own error where the node has no credential
 */
export async function request(
	context: IExecuteFunctions,
	call: ApiCall,
): Promise<Result<unknown, ApiFailure>> {
	const { apiKey, baseUrl } = await context.getCredentials<{ apiKey: string; baseUrl: string }>(
		CREDENTIAL,
	);
	const address = readBaseUrl(baseUrl);
	if (!address.ok) {
		const why = `${address.what}. ${address.cure}.`;
		return { ok: false, failure: { delivery: 'not sent', said: '', address: why } };
	}
	const answer = await send(context, address.base, call);
	if (!answer.ok) return answer;
	return readAnswer(answer.value, (text) => withoutKey(text, String(apiKey)));
}

async function send(
	context: IExecuteFunctions,
	base: string,
	call: ApiCall,
): Promise<Result<HttpAnswer, ApiFailure>> {
	try {
		// n8n writes the key into this object: it is made anew for each request and kept nowhere.
		const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			{
				method: call.method,
				url: base + call.path,
				...(call.body && { body: call.body }),
				json: true,
				timeout: TIMEOUT_MS,
				disableFollowRedirect: true,
				// A status error would make n8n send the request again after a 401.
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
			},
		);
		return { ok: true, value: answer as HttpAnswer };
	} catch (error) {
		const code = networkCode(error);
		return { ok: false, failure: { delivery: deliveryOfCode(code), code, said: '' } };
	}
}

function readAnswer(
	{ statusCode: status, headers, body }: HttpAnswer,
	hide: (text: string) => string,
): Result<unknown, ApiFailure> {
	if (status >= 200 && status < 300) return { ok: true, value: body };
	const delivery = deliveryOfStatus(status, headers['retry-after'] !== undefined);
	return { ok: false, failure: { delivery, status, said: hide(saidBy(body)) } };
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

function withoutKey(text: string, apiKey: string): string {
	return apiKey === '' ? text : text.replaceAll(apiKey, '[API key]');
}
