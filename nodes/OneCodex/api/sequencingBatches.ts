import type { IDataObject } from 'n8n-workflow';

import { readRegistration, readTubes } from './answers';
import { concernsAllCalls, type ApiFailure } from './failure';
import { filteredLists, type ListFilter } from './filters';
import { BATCHES, pathOf } from './kinds';
import type { Client } from './request';
import { now, pause } from './timing';
import { cleanProse } from '../checking/cells';
import { createMemory, forgetOld, type Memory } from '../registration/memory';
import type {
	AnsweredBatch,
	AnsweredTube,
	BatchFilter,
	Registry,
	Result,
} from '../registration/registry';

const memories = new Map<string, Memory>();

/** The calls of the API that registering needs. */
export function sequencingBatches(client: Client): Registry<ApiFailure> {
	const memory = memories.get(client.account) ?? createMemory();
	memories.set(client.account, memory);
	for (const one of memories.values()) forgetOld(one, now());
	const list = filteredLists(client, BATCHES);
	return {
		memory,
		register: (body) =>
			client.request({
				method: 'POST',
				path: `${BATCHES.path}/register`,
				body,
				read: readRegistration,
			}),
		samplesOf: (batchId) => samplesOfBatch(client, batchId),
		batches: (filter) => list(batchFilter(filter)),
		concernsAllCalls,
		now,
		pause: (ms) => pause(ms, client.signal),
	};
}

/** The tubes of a batch with their Samples. The API gives them all at once. */
export async function samplesOfBatch(
	client: Client,
	batchId: string,
): Promise<Result<AnsweredTube[], ApiFailure>> {
	const path = `${pathOf(BATCHES, batchId)}/samples`;
	return await client.request({ method: 'GET', path, read: readTubes });
}

/** A filter as lists take it. */
export function batchFilter({ namePrefix, createdSince }: BatchFilter): ListFilter<AnsweredBatch> {
	const isOlder = ({ createdAt }: AnsweredBatch) =>
		createdSince !== undefined && createdAt !== undefined && createdAt < createdSince;
	const where: IDataObject = {
		...(namePrefix !== undefined && { name: { $startswith: namePrefix } }),
		...(createdSince !== undefined && {
			created_at: { $gte: new Date(createdSince).toISOString() },
		}),
	};
	return {
		where,
		keeps: (batch) =>
			(namePrefix === undefined || cleanProse(batch.name ?? '').startsWith(namePrefix)) &&
			!isOlder(batch),
		isPast: isOlder,
	};
}
