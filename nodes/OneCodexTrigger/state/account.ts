import type { IPollFunctions } from 'n8n-workflow';

import { ANALYSES, type AnsweredAnalysis } from '../../OneCodex/api/analyses';
import { samplesOfBatch } from '../../OneCodex/api/batches/batchSamples';
import { TOO_LATE, type Deadline } from '../../OneCodex/api/http/deadline';
import type { Failure } from '../../OneCodex/domain/failure';
import { BATCHES, SAMPLES, type AnsweredSample, type Kind } from '../../OneCodex/api/kinds';
import { listSince } from '../../OneCodex/api/lists/listSince';
import { lookUp } from '../../OneCodex/api/lists/lookUp';
import { page, sortByAge } from '../../OneCodex/api/lists/pages';
import type { Place } from '../../OneCodex/api/lists/place';
import { idOf } from '../../OneCodex/api/references';
import { connect } from '../../OneCodex/api/http/request';
import { clock } from '../../OneCodex/api/http/timing';
import { failureWords } from '../../OneCodex/wording/failures';
import { POLLS } from '../../OneCodex/wording/pollTexts';
import type { AnsweredBatch } from '../../OneCodex/domain/batch';
import type { Result } from '../../OneCodex/domain/result';
import { apiError } from '../../OneCodex/resources/rows/errorItems';
import { saysNotFound } from '../../OneCodex/resources/rows/findRows';
import { readNames, type Names } from '../../OneCodex/resources/sample/names';
import { analysisAccount, type AnalysisAccount } from './analysisAccount';
import { accountOf } from './identity';
import type { Clocks, Entry, Listed } from '../listed';

// The part of a poll's time that is left when it breaks off a list.
const SHARE_FOR_OTHERS = 0.4;

/** What was found of some objects, by their ids: undefined where One Codex says that there is none. */
export type Read<T> = Map<string, T | undefined>;

/** The barcodes of the tubes of a batch, by the ids of their samples. */
export type Barcodes = Map<string, string>;

/**
 * What a trigger asks of an account. What could not be read, or not in time, is missing from what it gives,
 * and is to be asked for again.
 */
export interface Account extends AnalysisAccount {
	/**
	 * What identifies it; undefined if One Codex does not say.
	 * @param isNeeded whether to throw a NodeApiError where One Codex could not be asked
	 */
	identity(isNeeded: boolean): Promise<string | undefined>;
	/**
	 * All batches from a time on (milliseconds since 1970), newest first; all of them without one.
	 * @param from where the poll before broke off the list
	 */
	batches(since: number | undefined, from?: Place): Promise<Listed<AnsweredBatch>>;
	/** The same of the analyses. */
	analyses(since: number | undefined, from?: Place): Promise<Listed<AnsweredAnalysis>>;
	/** The newest batches, newest first: as many as asked for, or all there are; undefined if not read. */
	newestBatches(count: number): Promise<AnsweredBatch[] | undefined>;
	/** The same of the analyses. */
	newestAnalyses(count: number): Promise<AnsweredAnalysis[] | undefined>;
	batchesById(ids: string[]): Promise<Read<AnsweredBatch>>;
	samplesById(ids: string[]): Promise<Read<AnsweredSample>>;
	analysesById(ids: string[]): Promise<Read<AnsweredAnalysis>>;
	/** The barcodes of a batch; none if One Codex does not show it; undefined if they were not read. */
	barcodesOf(batchId: string): Promise<Barcodes | undefined>;
	/** The names of what samples refer to, as far as they can be read. */
	namesOf(samples: AnsweredSample[]): Promise<Names>;
	clocks(): Clocks;
	/** Whether time is over, and whatever is asked for is missing. */
	isOver(): boolean;
	/**
	 * Ends a poll: with a warning in n8n's log if some objects could not be read.
	 * @throws NodeApiError where nothing could be read
	 */
	settle(): void;
}

/**
 * The account of the credential of a trigger.
 * @throws NodeApiError, from any of its functions, where One Codex refuses the key
 */
export async function openAccount(context: IPollFunctions, deadline: Deadline): Promise<Account> {
	const client = await connect(context, deadline);
	const troubles = countTroubles(context);
	const read = <T>(result: Result<T>) => troubles.note(result);
	const byId = async <T extends { id: string }>(kind: Kind<T>, ids: string[]): Promise<Read<T>> => {
		const there: Read<T> = new Map();
		for (const [id, found] of await lookUp(client, kind, ids)) {
			read(found);
			if (found.ok) there.set(id, found.value);
		}
		return there;
	};
	const newest = async <T extends { id: string }>(kind: Kind<T>, count: number) => {
		const query = { sort: sortByAge(), page: 1, per_page: count };
		return read(await page(client, kind, query))?.entries;
	};
	// What is followed has to be read, too.
	const timeForOthers = deadline.left() * SHARE_FOR_OTHERS;
	const isOver = () => deadline.left() < timeForOthers;
	const listed = async <T extends Entry>(kind: Kind<T>, since = -Infinity, from?: Place) => {
		const { entries, failure, place } = await listSince(client, kind, { since, from, isOver });
		if (failure) read({ ok: false, failure });
		// Of an empty account there is nothing to read.
		if (!failure || entries.length > 0) read({ ok: true, value: entries });
		return {
			entries: entries.filter(({ createdAt = Infinity }) => createdAt >= since),
			isWhole: failure === undefined,
			place,
		};
	};
	// Once a poll: it takes a while where One Codex fails.
	let asked: ReturnType<typeof accountOf> | undefined;
	return {
		identity: async (isNeeded) => {
			const who = await (asked ??= accountOf(client));
			if (who.ok) return who.value;
			// What is known of one account must not be taken for that of another.
			if (isNeeded || refusesKey(who.failure)) throw troubles.error(who.failure);
			return undefined;
		},
		batches: async (since, from) => await listed(BATCHES, since, from),
		analyses: async (since, from) => await listed(ANALYSES, since, from),
		newestBatches: (count) => newest(BATCHES, count),
		newestAnalyses: (count) => newest(ANALYSES, count),
		batchesById: (ids) => byId(BATCHES, ids),
		samplesById: (ids) => byId(SAMPLES, ids),
		analysesById: (ids) => byId(ANALYSES, ids),
		...analysisAccount(client, read),
		barcodesOf: async (batchId) => {
			const list = await samplesOfBatch(client, batchId);
			if (!list.ok && saysNotFound(list.failure)) return new Map<string, string>();
			const tubes = read(list)?.tubes.flatMap(({ barcode, sampleUri }) => {
				const id = idOf(sampleUri);
				return id === undefined ? [] : [[id, barcode] as const];
			});
			return tubes && new Map(tubes);
		},
		namesOf: async (samples) => await readNames(client, samples),
		clocks: () => ({ own: clock(), theirs: client.clock() }),
		isOver: () => deadline.signal.aborted,
		settle: () => troubles.settle(),
	};
}

const refusesKey = ({ status, credential }: Failure) => status === 401 || credential !== undefined;

/** Counts what could not be read in a poll. */
function countTroubles(context: IPollFunctions) {
	let isAnyRead = false;
	let count = 0;
	let first: Failure | undefined;
	let isLate = false;
	const error = (failure: Failure) => apiError(context.getNode(), failure, [POLLS.nextPoll()]);
	return {
		error,
		note: <T>(result: Result<T>): T | undefined => {
			if (result.ok) {
				isAnyRead = true;
				return result.value;
			}
			const { failure } = result;
			// No call of this poll or the next is going to fare better.
			if (refusesKey(failure)) throw error(failure);
			if (failure === TOO_LATE) isLate = true;
			else {
				count += 1;
				first ??= failure;
			}
			return undefined;
		},
		settle: () => {
			if (!isAnyRead && (first || isLate)) throw error(first ?? TOO_LATE);
			if (!first) return;
			context.logger.warn(POLLS.unread(count, failureWords(first)), {
				nodeName: context.getNode().name,
				workflowId: context.getWorkflow().id,
			});
		},
	};
}
