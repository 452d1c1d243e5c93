import type { ApiFailure } from '../../api/failure';
import type { PlannedBatch } from '../../registration/plan';
import type { BatchOutcome } from '../../registration/register';

type Failed = Extract<BatchOutcome<ApiFailure>, { kind: 'failed' }>;
type Registered = Extract<BatchOutcome<ApiFailure>, { kind: 'registered' }>;

/** A batch in a sentence: its name and how many samples it has. */
export const nameBatch = ({ name, tubes }: PlannedBatch) =>
	`"${name}" (${tubes.length} sample${tubes.length === 1 ? '' : 's'})`;

/** What a failure says about the batch that was to be registered. */
export function whatIsKnown({ planned, failure }: Failed): string {
	const batch = nameBatch(planned);
	if (failure.delivery === 'unknown') {
		return `The batch ${batch} may have been registered: look for it in One Codex before you run the workflow again.`;
	}
	return `The batch ${batch} was not registered.`;
}

/** The batches of the run that stand already when a later one fails; none if there are none. */
export function registeredBefore(outcomes: Array<BatchOutcome<ApiFailure>>): string[] {
	const registered = outcomes.filter((one): one is Registered => one.kind === 'registered');
	if (registered.length === 0) return [];
	const names = registered.map(({ planned, batch }) => {
		const number = batch.batch.batch_number;
		return nameBatch(planned) + (typeof number === 'string' ? `, batch number ${number}` : '');
	});
	return [`Registered before it in this run: ${names.join('; ')}.`];
}
