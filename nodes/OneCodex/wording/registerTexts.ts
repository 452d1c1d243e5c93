import type { PlannedBatch } from '../registration/planning/plan';
import type { IfRegistered } from '../registration/looking/registeredTubes';
import { nameSome } from '../checking/naming';
import { batchNumber } from '../domain/batch';
import { nameKey } from '../domain/batchNames';
import { LABELS } from './labels';
import type { FailedBatch, RunResult } from '../registration/result';

const namePlanned = ({ name, tubes }: PlannedBatch) =>
	`"${name}" (${tubes.length} sample${tubes.length === 1 ? '' : 's'})`;

const SET_TO_EXISTING = `set ${LABELS.ifRegistered} to ${LABELS.existing}`;

const runAgain = (ifRegistered: IfRegistered) =>
	ifRegistered === 'reuse'
		? 'Running the workflow again is safe: tubes that are already registered are not sent again.'
		: `Before you run the workflow again, ${SET_TO_EXISTING}, so that tubes that are already registered are not sent again.`;

/** What a failure leaves known about the batch that was to be registered, and what to do about that. */
export function whatIsKnown(
	{ planned, step, batch }: FailedBatch,
	ifRegistered: IfRegistered,
): string {
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
			return `The batch ${name} was not registered. To use the existing registration, ${SET_TO_EXISTING}, and ${LABELS.lookBack} to ${LABELS.inAllBatches} with enough days.`;
		case 'repeated unread':
			return `One Codex says that tubes of the batch ${name} are already registered. Its lists could not be read, so it is not known in which batch. ${runAgain(ifRegistered)}`;
		case 'unread':
			return `${notKnown} The lists of One Codex could not be read in the following minute, so look for the batch in One Codex. ${runAgain(ifRegistered)}`;
		case 'unseen': {
			const isNamed = nameKey(batch?.name ?? '') === nameKey(planned.name);
			const where = batch
				? `One Codex has the batch number ${batchNumber(batch)}${isNamed ? ' of that name' : ''}, which may be this one. Check it in One Codex.`
				: 'One Codex did not list such a batch in the following minute, so look for it in One Codex.';
			return `${notKnown} ${where} ${runAgain(ifRegistered)}`;
		}
	}
}

const MAX_NAMED_BATCHES = 10;

/** The batches of the run that are registered when a later one fails; none if there are none. */
export function registeredBefore({ registered }: RunResult, ifRegistered: IfRegistered): string[] {
	if (registered.length === 0) return [];
	const names = registered.map(
		({ planned, batch }) => `${namePlanned(planned)}, batch number ${batchNumber(batch)}`,
	);
	const next =
		ifRegistered === 'reuse'
			? 'A new execution returns their items and continues from there.'
			: `To get their items and continue from there, ${SET_TO_EXISTING} before you run the workflow again.`;
	return [`Registered in this execution: ${nameSome(names, MAX_NAMED_BATCHES, '; ')}. ${next}`];
}

/** What to say of a tube that One Codex does not show although it was sent. */
export function missingText({ tube, planned, batch }: RunResult['missing'][number]): string {
	const name = batch.name ?? planned.name;
	return `The tube ${tube.tube_barcode} was sent with the batch "${name}", but One Codex does not show it there. Look up batch number ${batchNumber(batch)} in One Codex, and ask One Codex about the tube before you run the workflow again.`;
}

// One Codex allows ten requests a second, and each batch takes one.
const BATCHES_A_MINUTE = 600;

/**
 * Why a run registers nothing: a column with a value of its own for each tube, mapped to Batch Name, is an easy
 * mistake.
 */
export const TOO_MANY_BATCHES = {
	/** @param count how many batches there are to register */
	headline: (count: number) => `These rows would create ${count} new sequencing batches`,
	/** @param names how many names the batches have; a large one is split into several */
	detail: (count: number, names: number, maxBatches: number) => {
		const minutes = Math.ceil(count / BATCHES_A_MINUTE);
		return `Nothing was sent to One Codex. The rows have ${names} different batch name${names === 1 ? '' : 's'}, and ${count} batches take at least ${minutes} minute${minutes === 1 ? '' : 's'} to register. If ${LABELS.batchName} has the wrong column, such as the tube barcodes, correct it. If ${LABELS.maxSamples} is too low, raise it. If you want that many batches, raise ${LABELS.maxBatches} (now ${maxBatches}).`;
	},
};
