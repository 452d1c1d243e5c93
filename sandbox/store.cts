import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import type { Fault } from './faults.cts';
import { recordOf } from './request-log.cts';
import type { Clock } from './state.cts';
import type { Described } from './wire.cts';
import type { World } from './worlds.cts';

/** Where the files are: another host than the API's in real life, the same one here. */
export const storePath = '/store';

/** A file; its content is the same letters over and over. `size` is in bytes. */
export type StoredFile = { name: string; size: number };

const LIFETIME_HOURS = 24;
const letters = Buffer.from('ACGT'.repeat(16_384));

/** Makes the store of files, which knows links and no keys. `world` is that of the call. */
export function createStore(clock: Clock, world: () => World) {
	let listener: (sent: number) => void = () => {};
	let links = new Map<string, { path: string; file: StoredFile; expiresAt: number }>();

	return {
		/** Makes a signed link to a file. `origin` is the address of the sandbox. */
		link: (origin: string, file: StoredFile): Described<'SampleLink'> => {
			const signature = randomBytes(16).toString('hex');
			const path = `${storePath}/${randomBytes(4).toString('hex')}/${encodeURIComponent(file.name)}`;
			const expiresAt = clock.now() + LIFETIME_HOURS * 3_600_000;
			links.set(signature, { path, file, expiresAt });
			const date = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');
			const query = new URLSearchParams({
				'X-Amz-Date': date,
				'X-Amz-Expires': String(LIFETIME_HOURS * 3_600),
				'X-Amz-Signature': signature,
			});
			const download_uri = `${origin}${path}?${query.toString()}`;
			return { download_uri, expires_in_hours: LIFETIME_HOURS };
		},
		/**
		 * Answers a request for a file. A `stopFile` ends or holds up what is sent.
		 *
		 * @param closing aborted when the sandbox closes
		 */
		serve: async (
			request: Request,
			response: Response,
			fault: Fault | undefined,
			closing: AbortSignal,
		): Promise<void> => {
			const kept = links.get(recordOf(response).query['X-Amz-Signature'] ?? '');
			if (request.get('x-api-key') !== undefined) return refuse(response, 400, 'InvalidArgument');
			if (!kept || kept.path !== request.originalUrl.split('?')[0])
				return refuse(response, 403, 'SignatureDoesNotMatch');
			if (kept.expiresAt <= clock.now()) return refuse(response, 403, 'AccessDenied');
			response.status(200).set('Content-Type', 'binary/octet-stream');
			const { fileLength, fileEncoding } = world();
			const stop = fault?.kind === 'stopFile' ? fault : undefined;
			let content = Readable.from(contentOf(kept.file.size, stop, closing, listener));
			let { size } = kept.file;
			if (fileEncoding === 'gzip') {
				const packed = gzipSync(await buffer(content));
				response.set({ 'Content-Type': 'application/gzip', 'Content-Encoding': 'gzip' });
				content = Readable.from([packed]);
				size = packed.length;
			}
			if (fileLength === 'sent') response.set('Content-Length', String(size));
			// A client may go whenever it likes.
			await pipeline(content, response).catch(() => response.destroy());
		},
		/** Is told how many bytes of a file were sent, for each part of it. */
		onFile: (listen: (sent: number) => void): void => {
			listener = listen;
		},
		/** Forgets every link, and who listens. */
		reset: (): void => {
			listener = () => {};
			links = new Map();
		},
	};
}

async function* contentOf(
	size: number,
	stop: StopFile | undefined,
	closing: AbortSignal,
	note: (sent: number) => void,
) {
	const end = Math.min(size, stop?.after ?? Infinity);
	for (let sent = 0; sent < end; sent += letters.length) {
		note(sent);
		yield letters.subarray(0, Math.min(letters.length, end - sent));
	}
	if (stop?.then === 'hold' && !closing.aborted) await once(closing, 'abort');
	if (stop) throw new Error('The file ends here');
}

type StopFile = Fault & { kind: 'stopFile' };

function refuse(response: Response, status: number, code: string): void {
	const secret = 'SECRET OF THE STORE';
	response.status(status).type('xml').send(`<Error><Code>${code}</Code>${secret}</Error>`);
}
