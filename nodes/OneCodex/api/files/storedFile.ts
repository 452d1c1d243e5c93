import type { IExecuteFunctions } from 'n8n-workflow';

import { linkFlaw } from './fileLink';
import { asStored, type StoredFile } from './unpacked';
import { deliveryOfStatus, readRetryAfter } from '../http/failure';
import type { HttpAnswer } from '../http/httpAnswer';
import { readNetworkError } from '../http/obstacle';
import type { Client } from '../http/request';
import { clock, later, now, TIMEOUT_MS } from '../http/timing';
import { USER_AGENT } from '../http/userAgent';
import type { Failure, LinkFlaw } from '../../domain/failure';
import type { Result } from '../../domain/result';

/** What is to become of a file. */
export interface FileWish {
	/** Its name, without folders. */
	name: string;
	/** The most bytes that it may have. */
	most: number;
}

type FileStream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

type FileAnswer = Pick<HttpAnswer, 'statusCode' | 'headers'> & { body: FileStream };

// Some stores send on to the region where the file is.
const MOST_REDIRECTS = 3;

/**
 * Gets a file from where a link says and hands it to n8n, which stores it as it comes: what is in
 * memory is what is on its way. The key is not sent, wherever the link or a redirect leads, and each
 * address has to pass {@link linkFlaw}. What a failure says has nothing of the link but its host.
 * @returns undefined if the file is larger than it may be
 * @throws the reason of a cancelled execution
 */
export async function storeFile(
	context: IExecuteFunctions,
	{ base, signal }: Client,
	link: string,
	wish: FileWish,
): Promise<Result<StoredFile | undefined>> {
	let url = link;
	for (let redirects = 0; ; redirects++) {
		const flaw = linkFlaw(base, url);
		if (flaw) return refused(url, { link: flaw });
		const ending = new AbortController();
		const until = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
		let answer: FileAnswer;
		try {
			answer = await ask(context, url, until);
		} catch (error) {
			signal?.throwIfAborted();
			return { ok: false, failure: networkFailure(error, url) };
		}
		try {
			const { statusCode: status, headers } = answer;
			if (status >= 200 && status < 300) return await store(context, { answer, url, ending }, wish);
			const { location } = headers;
			if (status < 300 || status >= 400 || typeof location !== 'string') {
				const retryAfterMs = readRetryAfter(headers['retry-after'], clock());
				return refused(url, { status, retryAfterMs, delivery: deliveryOfStatus(status) });
			}
			if (redirects === MOST_REDIRECTS) return refused(url, { status });
			if (!URL.canParse(location, url)) return refused(url, { link: 'no address' });
			url = new URL(location, url).href;
		} finally {
			// Whatever was not read is not wanted.
			answer.body.on('error', () => {});
			ending.abort();
			signal?.throwIfAborted();
		}
	}
}

async function ask(
	context: IExecuteFunctions,
	url: string,
	abortSignal: AbortSignal,
): Promise<FileAnswer> {
	return (await context.helpers.httpRequest({
		method: 'GET',
		url,
		// As it is stored, where the store heeds that: what is unpacked on the way may have any size.
		headers: { ...USER_AGENT, 'Accept-Encoding': 'identity' },
		encoding: 'stream',
		timeout: TIMEOUT_MS,
		abortSignal,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	})) as FileAnswer;
}

interface Arriving {
	answer: FileAnswer;
	url: string;
	/** Ends the request. */
	ending: AbortController;
}

async function store(
	context: IExecuteFunctions,
	{ answer: { headers, body }, url, ending }: Arriving,
	{ name, most }: FileWish,
): Promise<Result<StoredFile | undefined>> {
	const { 'content-length': length } = headers;
	const sent = length === undefined ? undefined : Number(length);
	if (sent !== undefined && sent > most) return { ok: true, value: undefined };
	let bytes = body.readableLength;
	let isLost = false;
	const watch = watchFor(() => {
		isLost = true;
		ending.abort();
	});
	body.on('error', () => {
		isLost = true;
	});
	// n8n reads it in one way or another. A listener of ours would set it going before that.
	const push = body.push.bind(body);
	body.push = (chunk: Buffer | null, encoding) => {
		watch.note();
		bytes += chunk?.length ?? 0;
		if (bytes > most) ending.abort();
		return push(chunk, encoding);
	};
	const type = String(headers['content-type'] ?? '')
		.split(';')[0]
		?.trim();
	try {
		// Without a name, n8n would keep the whole link with the file.
		const stored = await context.helpers.prepareBinaryData(
			body,
			name,
			type || 'application/octet-stream',
		);
		const file = asStored(stored, name, { sent, arrived: bytes });
		return { ok: true, value: bytes > most ? undefined : file };
	} catch (error) {
		if (bytes > most) return { ok: true, value: undefined };
		if (isLost) return { ok: false, failure: networkFailure(error, url) };
		const said = error instanceof Error ? error.message : '';
		return { ok: false, failure: { delivery: 'rejected', disk: true, said } };
	} finally {
		watch.end();
	}
}

/** Does something when nothing was noted for as long as an answer may take. */
function watchFor(giveUp: () => void) {
	let latest = now();
	let isOver = false;
	const look = () => {
		if (isOver) return;
		if (now() - latest >= TIMEOUT_MS) giveUp();
		else later(TIMEOUT_MS, look);
	};
	later(TIMEOUT_MS, look);
	return {
		note: () => {
			latest = now();
		},
		end: () => {
			isOver = true;
		},
	};
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : '');

function refused(url: string, about: Partial<Failure> & { link?: LinkFlaw }): Result<never> {
	return { ok: false, failure: { delivery: 'rejected', said: '', store: hostOf(url), ...about } };
}

/** What n8n throws here is the error of the network itself, which may have the whole link in it. */
function networkFailure(error: unknown, url: string): Failure {
	const { code, message, cause, name } = (error ?? {}) as Record<string, unknown>;
	const blocked = String(name).startsWith('SsrfBlocked') ? error : cause;
	const known = { code, messages: [message], cause: blocked };
	return { ...readNetworkError(known, url), store: hostOf(url) };
}
