import { deliveryOfStatus, readRetryAfter, saysRepeated } from './failure';
import type { Received } from '../../domain/failure';
import { clock } from './timing';
import { shorten } from '../../checking/naming';
import type { Result } from '../../domain/result';

/** An answer as n8n returns it. */
export interface HttpAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

const MAX_SAID_LENGTH = 500;

/**
 * What an answer says: the value that `read` makes of one of success, or why there is none.
 * @param apiKey is taken out of what the answer says
 * @param read returns undefined for a body that is not the documented one
 */
export function readAnswer<T>(
	{ statusCode: status, headers, body }: HttpAnswer,
	apiKey: string,
	read: (body: unknown, headers: Record<string, unknown>) => T | undefined,
): Result<T> {
	if (status >= 200 && status < 300) {
		const value = read(body, headers);
		if (value !== undefined) return { ok: true, value };
		return { ok: false, failure: { delivery: 'unknown', said: '', received: contentOf(body) } };
	}
	const said = saidBy(body).replaceAll(apiKey, '[API key]').slice(0, MAX_SAID_LENGTH);
	const retryAfterMs = readRetryAfter(headers['retry-after'], clock());
	const delivery = deliveryOfStatus(status);
	const conflict = status === 400 || status === 409;
	const repeated = conflict && saysRepeated(said);
	const isPage = isText(body);
	return {
		ok: false,
		failure: { delivery, status, said, isPage, retryAfterMs, conflict, repeated },
	};
}

/** The message of an error answer. Of a gateway's page, nothing is worth showing. */
function saidBy(body: unknown): string {
	const message = (body as { message?: unknown } | null | undefined)?.message;
	return typeof message === 'string' ? message : '';
}

const isText = (body: unknown) => typeof body === 'string' && body.trim() !== '';

function contentOf(body: unknown): Received {
	if (body === undefined || body === null) return { kind: 'nothing' };
	if (typeof body === 'string') {
		if (body.trim() === '') return { kind: 'nothing' };
		return { kind: /^\s*</.test(body) ? 'web page' : 'text' };
	}
	if (Array.isArray(body)) return { kind: 'list' };
	const keys = shorten(Object.keys(body).slice(0, 10).join(', '), MAX_SAID_LENGTH);
	return { kind: 'object', keys };
}
