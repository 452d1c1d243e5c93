import type { ApiFailure } from '../../api/http/failure';
import type { PlannedBatch } from '../../registration/planning/plan';
import { nameSome } from '../../checking/naming';
import { batchNumber } from '../../registration/registry';
import type { FailedBatch, RunResult } from '../../registration/result';

const namePlanned = ({ name, tubes }: PlannedBatch) =>
	`"${name}" (${tubes.length} sample${tubes.length === 1 ? '' : 's'})`;

const SAFE_AGAIN =
	'Running the workflow again is safe: what stands already is found and not sent again.';

/** What a failure leaves known about the batch that was to be registered, and what to do about that. */
export function whatIsKnown({ planned, step, batch }: FailedBatch<ApiFailure>): string {
	const name = namePlanned(planned);
	const notKnown = `It is not known whether the batch ${name} was registered.`;
	switch (step) {
		case 'look-up':
			return `Whether tubes of the batch ${name} are registered already could not be looked up, so nothing of it was sent.`;
		case 'empty':
			return `It may be the batch ${name} on its way, so nothing of that was sent. If it stays empty, ask One Codex to cancel it.`;
		case 'refused':
			return `The batch ${name} was not registered.`;
		case 'repeated':
			return `The batch ${name} was not registered. To use what is registered already, set the option If Already Registered to Use the Existing Registration, and Look For Earlier Registrations to In All Batches with enough days.`;
		case 'repeated unread':
			return `One Codex says that tubes of the batch ${name} are registered already; where could not be looked up. ${SAFE_AGAIN}`;
		case 'unread':
			return `${notKnown} The lists of One Codex could not be read in the minute after: look for the batch there. ${SAFE_AGAIN}`;
		case 'unseen': {
			const where = batch
				? `One Codex has the batch number ${batchNumber(batch)} of that name, which may be it: look there.`
				: 'One Codex showed no such batch in the minute after: look for it there.';
			return `${notKnown} ${where} ${SAFE_AGAIN}`;
		}
	}
}

const MAX_NAMED_BATCHES = 10;

/** The batches of the run that stand already when a later one fails; none if there are none. */
export function registeredBefore({ registered }: RunResult<ApiFailure>): string[] {
	if (registered.length === 0) return [];
	const names = registered.map(
		({ planned, batch }) => `${namePlanned(planned)}, batch number ${batchNumber(batch)}`,
	);
	return [
		`Registered in this run: ${nameSome(names, MAX_NAMED_BATCHES, '; ')}. A new run gives their items and goes on from there.`,
	];
}
