import type { Request, Response } from 'express';

/** One request to the API. Never holds the key. */
export type RequestRecord = {
	method: string;
	path: string;
	query: Record<string, string>;
	/** What was answered; undefined while nothing was, or never will be. */
	status?: number;
	/** When it arrived, in milliseconds of the sandbox's clock. */
	at: number;
	keyPresented: boolean;
	userAgent: string | undefined;
	/** The body as read from JSON, once it has been read. */
	body?: unknown;
	/** Lower case, in the order they came. */
	headerNames: string[];
};

const records = new WeakMap<Response, RequestRecord>();

/** Starts the record of a request. */
export function startRecord(request: Request, response: Response, at: number): RequestRecord {
	const url = new URL(request.originalUrl, 'http://sandbox');
	const record: RequestRecord = {
		method: request.method,
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		at,
		keyPresented: request.get('x-api-key') !== undefined,
		userAgent: request.get('user-agent'),
		headerNames: Object.keys(request.headers),
	};
	records.set(response, record);
	return record;
}

/** The record of the request that `response` answers. */
export function recordOf(response: Response): RequestRecord {
	const record = records.get(response);
	if (!record) throw new Error('The request was not recorded');
	return record;
}
