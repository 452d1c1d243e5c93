import { readTubes } from './answers';
import type { ApiFailure } from './failure';
import { BATCHES, pathOf } from './kinds';
import { knowledgeOf } from './knowledge';
import { readExtent, type Extent } from './pages';
import type { Client } from './request';
import type { AnsweredTube, Result, TubeList } from '../registration/registry';

/**
 * All tubes of a batch with their Samples. By its description, the list has no pages. All other lists of
 * One Codex have: where its headers, or a number of entries such as 50, leave open whether that is all,
 * more pages are asked for.
 */
export async function samplesOfBatch(
	client: Client,
	batchId: string,
): Promise<Result<TubeList, ApiFailure>> {
	const knowledge = knowledgeOf(client.account);
	const list: Gathered = { tubes: new Map(), count: 0, unreadable: 0, pageSize: 0 };
	for (let number = 1; ; number++) {
		const answer = await readPiece(client, batchId, number);
		if (!answer.ok) {
			// Whoever knows no pages, or none behind the last, may refuse to give one.
			const isEnd = number > 1 && !lacksSome(list) && isRefusedPage(answer.failure);
			if (!isEnd) return answer;
			if (number === 2 && answer.failure.status === 400) knowledge.samplesComeWhole = true;
			break;
		}
		const isNew = gather(list, answer.value);
		// The same list once more: whichever page is asked for, all of it comes.
		if (number === 2 && !isNew && answer.value.count > 0) knowledge.samplesComeWhole = true;
		if (!isNew || !mayHaveMore(list, knowledge.samplesComeWhole)) break;
	}
	if (lacksSome(list)) return { ok: false, failure: NOT_WHOLE };
	const { tubes, unreadable } = list;
	return { ok: true, value: { tubes: [...tubes.values()], unreadable } };
}

const NOT_WHOLE: ApiFailure = {
	delivery: 'rejected',
	said: '',
	came: 'a list of samples that is not whole',
};

/** What came of a list so far. */
interface Gathered {
	tubes: Map<string, AnsweredTube>;
	count: number;
	unreadable: number;
	/** How many entries its first page has. */
	pageSize: number;
	/** What its last page says of the whole. */
	last?: Extent;
}

const lacksSome = ({ count, last }: Gathered) => last?.total !== undefined && count < last.total;

const isRefusedPage = ({ status }: ApiFailure) => status === 404 || status === 400;

async function readPiece(client: Client, batchId: string, number: number) {
	return await client.request({
		method: 'GET',
		path: `${pathOf(BATCHES, batchId)}/samples`,
		// The first page is asked for as the description has it.
		...(number > 1 && { query: { page: number } }),
		read: (body, headers) => {
			const tubes = readTubes(body);
			return tubes && { ...tubes, ...readExtent((body as unknown[]).length, headers) };
		},
	});
}

/** Adds a page; false if it holds nothing new. */
function gather(list: Gathered, piece: TubeList & Extent): boolean {
	const before = list.tubes.size;
	for (const tube of piece.tubes) list.tubes.set(`${tube.barcode} ${tube.sampleUri}`, tube);
	const isNew = list.tubes.size > before || (before === 0 && piece.unreadable > 0);
	if (!isNew) return false;
	list.count += piece.count;
	list.pageSize ||= piece.count;
	list.unreadable += piece.unreadable;
	list.last = piece;
	return true;
}

/** Whether there may be another page, as far as the last one tells. */
function mayHaveMore({ count, pageSize, last }: Gathered, comesWhole: boolean): boolean {
	if (!last) return false;
	if (last.total !== undefined) return count < last.total;
	if (last.hasNext !== undefined) return last.hasNext;
	// Pages are as large as round numbers are, and all but the last of one size.
	return !comesWhole && last.count === pageSize && pageSize % 5 === 0;
}
