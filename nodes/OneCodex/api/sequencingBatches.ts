import type { IDataObject } from 'n8n-workflow';

import { readBatches, readRegistration, readTubes } from './answers';
import type { ApiFailure } from './failure';
import { pages } from './pages';
import type { Client } from './request';
import { now, pause } from './timing';
import { createMemory, forgetOld, type Memory } from '../registration/memory';
import type { AnsweredBatch, BatchFilter, Registry, Result } from '../registration/registry';

const PATH = '/api/v1/sequencing/batches';

const memories = new Map<string, Memory>();

/** The calls of the API that registering needs. */
export function sequencingBatches(client: Client): Registry<ApiFailure> {
	const memory = memories.get(client.account) ?? createMemory();
	memories.set(client.account, memory);
	for (const one of memories.values()) forgetOld(one, now());
	return {
		memory,
		register: (body) =>
			client.request({ method: 'POST', path: `${PATH}/register`, body, read: readRegistration }),
		samplesOf: (batchId) =>
			client.request({
				method: 'GET',
				path: `${PATH}/${encodeURIComponent(batchId)}/samples`,
				read: readTubes,
			}),
		batches: filteredLists(client),
		now,
		pause: (ms) => pause(ms, client.signal),
	};
}

/** Lists that are filtered by the server until it refuses to, and by this side anyway. */
function filteredLists(client: Client): Registry<ApiFailure>['batches'] {
	let serverFilters = true;
	return async function* (filter): AsyncGenerator<Result<AnsweredBatch[], ApiFailure>, void> {
		const list = (where: IDataObject | undefined) =>
			pages(client, {
				path: PATH,
				query: {
					sort: JSON.stringify({ created_at: true }),
					...(where && { where: JSON.stringify(where) }),
				},
				read: readBatches,
				idOf: ({ id }) => id,
			});
		if (serverFilters) {
			for await (const page of list(whereOf(filter))) {
				if (!page.ok && refusesFilter(page.failure)) {
					serverFilters = false;
					break;
				}
				yield page;
			}
			if (serverFilters) return;
		}
		for await (const page of list(undefined)) {
			if (!page.ok) {
				yield page;
				return;
			}
			yield { ok: true, value: page.value.filter((batch) => fits(batch, filter)) };
			// Newest first: what follows an older one is older still.
			if (page.value.some((batch) => isOlder(batch, filter.createdSince))) return;
		}
	};
}

/** One Codex is known to fail, rather than to refuse, on some filters. */
const refusesFilter = ({ status }: ApiFailure) => status === 400 || status === 500;

function whereOf({ namePrefix, createdSince }: BatchFilter): IDataObject {
	return {
		...(namePrefix !== undefined && { name: { $startswith: namePrefix } }),
		...(createdSince !== undefined && {
			created_at: { $gte: new Date(createdSince).toISOString() },
		}),
	};
}

function fits(batch: AnsweredBatch, { namePrefix, createdSince }: BatchFilter): boolean {
	if (namePrefix !== undefined && !batch.name?.startsWith(namePrefix)) return false;
	return !isOlder(batch, createdSince);
}

const isOlder = ({ createdAt }: AnsweredBatch, since: number | undefined) =>
	since !== undefined && createdAt !== undefined && createdAt < since;
