import { readRegistration } from '../../api/answers';
import { lookAtBatches } from '../../api/batches/batchLook';
import { samplesOfBatch } from '../../api/batches/batchSamples';
import { concernsAllCalls } from '../../api/http/failure';
import { BATCHES } from '../../api/kinds';
import type { Client } from '../../api/http/request';
import { later, now, pause } from '../../api/http/timing';
import {
	createMemory,
	forgetOld,
	SETTLING_MS,
	type Memory,
} from '../../registration/looking/memory';
import { batchNumber } from '../../domain/batch';
import type { Registry } from '../../registration/registry';
import { takingBreaks } from '../rows/takingBreaks';

const memories = new Map<string, Memory>();

/** What this process recently did with an account, for all executions. */
function memoryOf(account: string): Memory {
	const memory = memories.get(account) ?? createMemory();
	memories.set(account, memory);
	return memory;
}

const forgetting = new WeakSet<Memory>();

/** Forgets expired entries, until none are left. */
function forgetInTime(memory: Memory): void {
	if (forgetting.has(memory)) return;
	forgetting.add(memory);
	later(SETTLING_MS, () => {
		forgetting.delete(memory);
		forgetOld(memory, now());
		if (memory.registrations.length + memory.doubts.size > 0) forgetInTime(memory);
	});
}

/** The API calls that Register needs. */
export function sequencingBatches(client: Client): Registry {
	const memory = memoryOf(client.account);
	return {
		memory,
		register: async (body) => {
			forgetInTime(memory);
			const path = `${BATCHES.path}/register`;
			return await client.request({ method: 'POST', path, body, read: readRegistration });
		},
		samplesOf: (batchId) => samplesOfBatch(client, batchId),
		useless: (code, batch) => ({
			delivery: 'rejected',
			said: '',
			list: { code, batch: batchNumber(batch) },
		}),
		look: () => lookAtBatches(client),
		concernsAllCalls,
		now,
		clock: client.clock,
		tellsTime: client.tellsTime,
		pause: (ms) => pause(ms, client.signal),
		takeBreak: takingBreaks(client.signal),
	};
}
