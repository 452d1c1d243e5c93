import type { ApiFailure } from '../../api/failure';
import type { PlannedBatch } from '../../registration/plan';
import type { FailedBatch, RunResult } from '../../registration/result';
import type { AnsweredBatch } from '../../registration/registry';

/** A number of samples in words. */
const countSamples = (count: number) => `${count} sample${count === 1 ? '' : 's'}`;

const namePlanned = ({ name, tubes }: PlannedBatch) => `"${name}" (${countSamples(tubes.length)})`;

/** How the lab calls a batch: by its number, or by its id where the answer gives no number. */
export function batchNumber({ id, batch }: AnsweredBatch): string {
	return typeof batch.batch_number === 'string' ? batch.batch_number : id;
}

const SAFE_AGAIN =
	'Running the workflow again is safe: what stands already is found and not sent again.';

/** What a failure leaves known about the batch that was to be registered, and what to do about that. */
export function whatIsKnown({ planned, failure, step, batch }: FailedBatch<ApiFailure>): string {
	const name = namePlanned(planned);
	if (step === 'look-up') {
		return `Whether tubes of the batch ${name} are registered already could not be looked up, so nothing of it was sent.`;
	}
	if (step === 'answer') {
		const where = batch
			? `One Codex has the batch number ${batchNumber(batch)} of that name, which may be it: look there.`
			: 'One Codex showed no such batch in the minute after: look for it there.';
		return `It is not known whether the batch ${name} was registered. ${where} ${SAFE_AGAIN}`;
	}
	if (failure.repeated) {
		return `The batch ${name} was not registered. No batch of that name has these tubes: set the option Look For Earlier Registrations to In All Batches to find them elsewhere.`;
	}
	return `The batch ${name} was not registered.`;
}

/** The batches of the run that stand already when a later one fails; none if there are none. */
export function registeredBefore({ registered }: RunResult<ApiFailure>): string[] {
	if (registered.length === 0) return [];
	const names = registered.map(
		({ planned, batch }) => `${namePlanned(planned)}, batch number ${batchNumber(batch)}`,
	);
	return [
		`Registered in this run: ${names.join('; ')}. A new run gives their items and goes on from there.`,
	];
}
