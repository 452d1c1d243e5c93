import { createMemory } from '../../nodes/OneCodex/registration/looking/memory';
import type { AnsweredBatch, AnsweredTube, TubeList } from '../../nodes/OneCodex/domain/batch';
import type { Failure } from '../../nodes/OneCodex/domain/failure';
import type { Registry } from '../../nodes/OneCodex/registration/registry';
import type { Result } from '../../nodes/OneCodex/domain/result';
import type { RegisterRequest } from '../../nodes/OneCodex/registration/planning/schema';

export const BATCH: AnsweredBatch = {
	id: 'b1',
	name: 'Rack 1',
	canceled: false,
	createdAt: 0,
	batch: { $uri: '/api/v1/sequencing/batches/b1' },
};

export const answered = (barcode: string): AnsweredTube => ({
	barcode,
	sampleUri: `/api/v1/samples/${barcode}`,
	sample: {},
});

type Listed = Result<TubeList>;

export const REJECTED: Failure = { delivery: 'rejected', said: 'rejected' };

/** Answers each registration by a function of the batch's name, and keeps what it was asked and waited for. */
export function fakeRegistry(
	answerTo: (name: string) => string[] | Failure,
	listed: Listed = { ok: false, failure: REJECTED },
) {
	const requests: RegisterRequest[] = [];
	const looked: string[] = [];
	const pauses: number[] = [];
	const registry: Registry = {
		register(request) {
			requests.push(request);
			const answer = answerTo(request.batch_name);
			return Promise.resolve(
				Array.isArray(answer)
					? { ok: true, value: { batch: BATCH, tubes: answer.map(answered) } }
					: { ok: false, failure: answer },
			);
		},
		samplesOf(id) {
			looked.push(id);
			return Promise.resolve(listed);
		},
		useless: (list) => ({ delivery: 'rejected', said: list }),
		look() {
			throw new Error('No batches were to be listed');
		},
		concernsAllCalls: () => false,
		memory: createMemory(),
		now: () => 0,
		clock: () => 0,
		tellsTime: () => true,
		pause(ms) {
			pauses.push(ms);
			return Promise.resolve();
		},
		takeBreak: () => Promise.resolve(),
	};
	return { registry, requests, looked, pauses };
}
