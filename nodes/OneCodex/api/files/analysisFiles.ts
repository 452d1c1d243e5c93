import { z } from 'zod/v4';

import { baseOf, expiryIn, type FileLink } from './fileLink';
import { ANALYSES, CLASSIFICATIONS } from '../analyses';
import { number, pathOf } from '../kinds';
import { text } from '../references';
import type { Client } from '../http/request';
import { once } from '../../domain/once';
import type { Result } from '../../domain/result';

/** A file that an analysis wrote. Without its link, nothing of it is of use. */
export const analysisFileSchema = once(() =>
	z.looseObject({ filename: text(), filepath: text(), size: number(), url: z.string() }),
);

/** The answer to a request for the files of an analysis; an entry that is no file is read as null. */
export const analysisFilesSchema = once(() =>
	z.looseObject({ files: z.array(analysisFileSchema().nullable().catch(null)) }),
);

/** A file of an analysis, with its link. */
export interface AnalysisFile {
	/** Without folders. */
	name: string;
	path: string | null;
	/** In bytes. */
	size: number | null;
	link: FileLink;
}

/** The files of an analysis. */
export interface AnalysisFiles {
	files: AnalysisFile[];
	/** How many entries of the list could not be read, and are not in it. */
	unreadable: number;
}

/** Reads which files an analysis has: where all analyses are, or else where classifications are. */
export async function analysisFiles(client: Client, id: string): Promise<Result<AnalysisFiles>> {
	const ask = async (kind: typeof ANALYSES) =>
		await client.request({
			method: 'GET',
			path: `${pathOf(kind, id)}/file_details`,
			read: readFiles,
		});
	const first = await ask(ANALYSES);
	if (first.ok || first.failure.status !== 404) return first;
	const second = await ask(CLASSIFICATIONS);
	return second.ok || second.failure.status !== 404 ? second : first;
}

function readFiles(body: unknown): AnalysisFiles | undefined {
	const { data } = analysisFilesSchema().safeParse(body);
	if (!data) return undefined;
	const files = data.files.flatMap((file) => {
		if (!file) return [];
		const { filename, filepath = null, size = null, url } = file;
		const name = baseOf(filename) || baseOf(filepath) || 'file';
		return [{ name, path: filepath, size, link: { url, expiresAt: expiryIn(url) } }];
	});
	const unreadable = data.files.length - files.length;
	return files.length === 0 && unreadable > 0 ? undefined : { files, unreadable };
}
