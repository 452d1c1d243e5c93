import { createMemory } from '../../nodes/OneCodex/registration/looking/memory';
import type {
	AnsweredBatch,
	AnsweredTube,
	Failure,
	Registry,
	Result,
	TubeList,
} from '../../nodes/OneCodex/registration/registry';
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

export interface NamedFailure extends Failure {
	name: string;
}
type Listed = Result<TubeList, NamedFailure>;

export const REJECTED: NamedFailure = { delivery: 'rejected', name: 'rejected' };

/** Answers each registration by a function of the batch's name, and keeps what it was asked and waited for. */
export function fakeRegistry(
	answerTo: (name: string) => string[] | NamedFailure,
	listed: Listed = { ok: false, failure: REJECTED },
) {
	const requests: RegisterRequest[] = [];
	const looked: string[] = [];
	const pauses: number[] = [];
	const registry: Registry<NamedFailure> = {
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
		useless: (list) => ({ delivery: 'rejected', name: list }),
		look() {
			throw new Error('No batches were to be listed');
		},
		concernsAllCalls: () => false,
		memory: createMemory(),
		now: () => 0,
		clock: () => 0,
		pause(ms) {
			pauses.push(ms);
			return Promise.resolve();
		},
	};
	return { registry, requests, looked, pauses };
}
