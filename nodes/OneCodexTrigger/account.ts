import type { IPollFunctions } from 'n8n-workflow';

import { lookAtBatches } from '../OneCodex/api/batchLook';
import { samplesOfBatch } from '../OneCodex/api/batchSamples';
import type { ApiFailure } from '../OneCodex/api/failure';
import { BATCHES, SAMPLES, type AnsweredSample, type Kind } from '../OneCodex/api/kinds';
import { lookUp } from '../OneCodex/api/lookUp';
import { page } from '../OneCodex/api/pages';
import { connect } from '../OneCodex/api/request';
import type { AnsweredBatch, AnsweredTube, Result } from '../OneCodex/registration/registry';
import { apiError } from '../OneCodex/resources/errorItems';
import { saysNotFound } from '../OneCodex/resources/findRows';

/** What a trigger asks of an account. Any failure ends the poll: the next one asks again. */
export interface Account {
	/** All batches from a time on (milliseconds since 1970), newest first; all of them without one. */
	batches(since: number | undefined): Promise<AnsweredBatch[]>;
	/** The newest batches, newest first: as many as asked for, or all there are. */
	newestBatches(count: number): Promise<AnsweredBatch[]>;
	/** Those of some batches that are there, by their ids. */
	batchesById(ids: string[]): Promise<Map<string, AnsweredBatch>>;
	samplesById(ids: string[]): Promise<Map<string, AnsweredSample>>;
	/** The tubes of a batch; none if One Codex does not show the batch. */
	tubesOf(batchId: string): Promise<AnsweredTube[]>;
}

/**
 * The account of the credential of a trigger.
 * @throws NodeApiError, from any of its functions, for a call that failed
 */
export async function openAccount(context: IPollFunctions): Promise<Account> {
	const client = await connect(context);
	const must = <T>(result: Result<T, ApiFailure>): T => {
		if (result.ok) return result.value;
		throw apiError(context.getNode(), result.failure, [
			'Nothing is lost: the next poll tries again.',
		]);
	};
	const byId = async <T extends { id: string }>(kind: Kind<T>, ids: string[]) => {
		const there = new Map<string, T>();
		for (const [id, found] of await lookUp(client, kind, ids)) {
			const value = must(found);
			if (value) there.set(id, value);
		}
		return there;
	};
	return {
		batches: async (since) => {
			const all: AnsweredBatch[] = [];
			// Whether batches can be filtered by their age is not documented: the list is read so far.
			for await (const one of lookAtBatches(client).since(since ?? -Infinity))
				all.push(...must(one));
			return all.filter(({ createdAt }) => (createdAt ?? Infinity) >= (since ?? -Infinity));
		},
		newestBatches: async (count) => {
			const query = { sort: JSON.stringify({ created_at: true }), page: 1, per_page: count };
			return must(await page(client, BATCHES, query)).entries;
		},
		batchesById: (ids) => byId(BATCHES, ids),
		samplesById: (ids) => byId(SAMPLES, ids),
		tubesOf: async (batchId) => {
			const tubes = await samplesOfBatch(client, batchId);
			return !tubes.ok && saysNotFound(tubes.failure) ? [] : must(tubes).tubes;
		},
	};
}
