import type { IExecuteFunctions } from 'n8n-workflow';

import type { FileLink } from './fileLink';
import { storeFile, type FileWish } from './storedFile';
import type { StoredFile } from './unpacked';
import type { Client } from '../http/request';
import { delayBeforeRetry } from '../http/retry';
import { pause, random } from '../http/timing';
import type { Result } from '../../domain/result';

// What stores answer to a link that has expired, or whose own credentials have.
const MAY_BE_EXPIRED = [400, 401, 403];

/** A file to be downloaded. */
export interface FileToGet extends FileWish {
	/** Asks One Codex for a link. */
	link(): Promise<Result<FileLink>>;
	/** A link that is there already. */
	given?: FileLink | undefined;
}

/**
 * Downloads a file into n8n, from its beginning again where it was lost on the way, and with a new link, once,
 * where the store refuses the first.
 * @returns undefined if the file is larger than it may be
 * @throws the reason of a cancelled execution
 */
export async function download(
	context: IExecuteFunctions,
	client: Client,
	{ link, given, ...wish }: FileToGet,
): Promise<Result<StoredFile | undefined>> {
	let current: Result<FileLink> = given ? { ok: true, value: given } : await link();
	let isRenewed = false;
	for (let number = 1, elapsedMs = 0; ; number++) {
		if (!current.ok) return current;
		const stored = await storeFile(context, client, current.value.url, wish);
		if (stored.ok) return stored;
		const { failure } = stored;
		if (!isRenewed && MAY_BE_EXPIRED.includes(failure.status ?? 0)) {
			isRenewed = true;
			current = await link();
			continue;
		}
		// How long a try took says nothing: a large file may break off after an hour.
		const delay = delayBeforeRetry({ method: 'GET', failure, number, elapsedMs }, random());
		if (delay === undefined) return stored;
		await pause(delay, client.signal);
		elapsedMs += delay;
	}
}
