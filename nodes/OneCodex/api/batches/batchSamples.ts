import { readTubes } from '../answers';
import type { Failure } from '../../domain/failure';
import { BATCHES, pathOf } from '../kinds';
import { knowledgeOf } from '../knowledge';
import { PAGE_SIZE, readExtent, type Extent } from '../lists/pages';
import type { Client } from '../http/request';
import type { AnsweredTube, TubeList } from '../../domain/batch';
import type { Result } from '../../domain/result';

/**
 * All tubes of a batch with their samples. By its description, the list has no pages, but all other lists of
 * One Codex do. If its headers or a number of entries such as 50 leave open whether that is all, more pages
 * are requested.
 */
export async function samplesOfBatch(client: Client, batchId: string): Promise<Result<TubeList>> {
	const knowledge = knowledgeOf(client.account);
	const list: Gathered = { tubes: new Map(), count: 0, unreadable: 0, pageSize: 0 };
	for (let number = 1; ; number++) {
		const answer = await readPiece(client, batchId, number);
		if (!answer.ok) {
			// A server without pages, or without any after the last, may refuse to return one.
			if (number > 1 && !lacksSome(list) && isRefusedPage(answer.failure)) break;
			return answer;
		}
		// The same again, or nothing: the list comes as a whole, or there is no such page.
		if (!gather(list, answer.value)) break;
		if (isMoreThanAPage(list)) knowledge.samplesComeWhole = true;
		if (!mayHaveMore(list, knowledge.samplesComeWhole)) break;
	}
	if (lacksSome(list)) return { ok: false, failure: NOT_WHOLE };
	const { tubes, unreadable } = list;
	return { ok: true, value: { tubes: [...tubes.values()], unreadable } };
}

const NOT_WHOLE: Failure = {
	delivery: 'rejected',
	said: '',
	list: { code: 'incomplete samples' },
};

/** What was received of a list so far. */
interface Gathered {
	tubes: Map<string, AnsweredTube>;
	count: number;
	unreadable: number;
	/** How many entries its first page has. */
	pageSize: number;
	/** What its last page says about the whole list. */
	last?: Extent;
}

/** Whether the last page says that there is more than was received. */
const lacksSome = ({ count, last }: Gathered) =>
	last?.hasNext === true || (last?.total !== undefined && count < last.total);

/** Whether a first page is longer than any: then such lists have no pages. */
const isMoreThanAPage = ({ count, pageSize, last }: Gathered) =>
	count === pageSize && count > PAGE_SIZE && last?.total === undefined;

const isRefusedPage = ({ status }: Failure) => status === 404 || status === 400;

async function readPiece(client: Client, batchId: string, number: number) {
	return await client.request({
		method: 'GET',
		path: `${pathOf(BATCHES, batchId)}/samples`,
		// The first page is requested as described.
		...(number > 1 && { query: { page: number } }),
		read: (body, headers) => {
			const tubes = readTubes(body);
			return tubes && { ...tubes, ...readExtent((body as unknown[]).length, headers) };
		},
	});
}

/** Adds a page; false if it has no new tube. */
function gather(list: Gathered, piece: TubeList & Extent): boolean {
	const before = list.tubes.size;
	for (const tube of piece.tubes) list.tubes.set(`${tube.barcode} ${tube.sampleUri}`, tube);
	const isNew = list.tubes.size > before;
	const isRepeated = !isNew && piece.tubes.length > 0;
	if (isRepeated) return false;
	list.count += piece.count;
	list.unreadable += piece.unreadable;
	list.pageSize ||= piece.count;
	// An empty page says nothing about the pages before it.
	if (piece.count > 0) list.last = piece;
	return isNew;
}

/** Whether there may be another page, by what the last one shows. */
function mayHaveMore({ count, pageSize, last }: Gathered, comesWhole: boolean): boolean {
	if (!last) return false;
	if (last.hasNext === true) return true;
	if (last.total !== undefined) return count < last.total;
	if (last.hasNext === false) return false;
	// Page sizes are round numbers, and all pages but the last have the same size.
	return !comesWhole && last.count === pageSize && pageSize % 5 === 0;
}
