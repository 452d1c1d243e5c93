import { concernsAllCalls } from './http/failure';
import type { Failure } from '../domain/failure';
import type { Client } from './http/request';

/** A client that stops asking, and why it did: undefined as long as it asks. */
type LosableClient = Client & { lost(): Failure | undefined };

/**
 * Makes a client that sends nothing more after a failure that concerns all calls. The calls to come fail
 * with the same failure.
 * @param mostInARow so many calls in a row that fail, and are not refused, count as such a failure
 */
export function untilLost(client: Client, mostInARow = Infinity): LosableClient {
	let lost: Failure | undefined;
	let inARow = 0;
	return {
		...client,
		lost: () => lost,
		request: async (call) => {
			if (lost) return { ok: false, failure: lost };
			const answer = await client.request(call);
			inARow = answer.ok || answer.failure.delivery === 'rejected' ? 0 : inARow + 1;
			if (!answer.ok && (concernsAllCalls(answer.failure) || inARow >= mostInARow)) {
				lost = answer.failure;
			}
			return answer;
		},
	};
}
