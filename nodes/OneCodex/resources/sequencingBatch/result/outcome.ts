import type { PlannedBatch } from '../../../registration/planning/plan';
import { nameSome } from '../../../checking/naming';
import { batchNumber } from '../../../domain/batch';
import { LABELS } from '../../../wording/labels';
import type { FailedBatch, RunResult } from '../../../registration/result';

const namePlanned = ({ name, tubes }: PlannedBatch) =>
	`"${name}" (${tubes.length} sample${tubes.length === 1 ? '' : 's'})`;

const SAFE_AGAIN =
	'Running the workflow again is safe: tubes that are already registered are not sent again.';

/** What a failure leaves known about the batch that was to be registered, and what to do about that. */
export function whatIsKnown({ planned, step, batch }: FailedBatch): string {
	const name = namePlanned(planned);
	const notKnown = `It is not known whether the batch ${name} was registered.`;
	switch (step) {
		case 'look-up':
			return `Could not check whether tubes of the batch ${name} are already registered, so none of them was sent.`;
		case 'empty':
			return `It may be the batch ${name}, still without its tubes, so none of these was sent. If it stays empty, ask One Codex to cancel it.`;
		case 'refused':
			return `The batch ${name} was not registered.`;
		case 'repeated':
			return `The batch ${name} was not registered. To use the existing registration, set ${LABELS.ifRegistered} to ${LABELS.existing}, and ${LABELS.lookBack} to ${LABELS.inAllBatches} with enough days.`;
		case 'repeated unread':
			return `One Codex says that tubes of the batch ${name} are already registered, but could not list where. ${SAFE_AGAIN}`;
		case 'unread':
			return `${notKnown} The lists of One Codex could not be read in the following minute, so look for the batch in One Codex. ${SAFE_AGAIN}`;
		case 'unseen': {
			const where = batch
				? `One Codex has the batch number ${batchNumber(batch)} of that name, which may be this one. Check it in One Codex.`
				: 'One Codex did not list such a batch in the following minute, so look for it in One Codex.';
			return `${notKnown} ${where} ${SAFE_AGAIN}`;
		}
	}
}

const MAX_NAMED_BATCHES = 10;

/** The batches of the run that are registered when a later one fails; none if there are none. */
export function registeredBefore({ registered }: RunResult): string[] {
	if (registered.length === 0) return [];
	const names = registered.map(
		({ planned, batch }) => `${namePlanned(planned)}, batch number ${batchNumber(batch)}`,
	);
	return [
		`Registered in this execution: ${nameSome(names, MAX_NAMED_BATCHES, '; ')}. A new execution returns their items and continues from there.`,
	];
}
