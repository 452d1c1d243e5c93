import type { PlannedBatch } from '../../nodes/OneCodex/registration/planning/plan';
import { registerBatches, type RegisterSettings } from '../../nodes/OneCodex/registration/register';
import type { Lab } from './lab.cts';

/** Registers some batches, each tube once, if nothing else is set. */
export const run = (lab: Lab, batches: PlannedBatch[], settings: Partial<RegisterSettings> = {}) =>
	registerBatches(batches, lab.registry, {
		ifRegistered: 'reuse',
		lookBackMs: 0,
		maxSamplesPerBatch: 5000,
		maxBatches: 20_000,
		stopAtFailure: true,
		...settings,
	});

type Result = Awaited<ReturnType<typeof run>>;
/** The rows that came out, each with the id of its batch and whether it stood already. */
export const rowsOf = ({ tubes }: Result) =>
	tubes.map(({ row, batch, alreadyRegistered }) => [row, batch.id, alreadyRegistered]);
/** The batches that failed, and how. */
export const failuresOf = ({ failures }: Result) =>
	failures.map(({ planned, step, failure }) => [planned.name, step, failure.said]);
/** What was sent: the names of batches, with their barcodes. */
export const sentOf = ({ posts }: Lab) =>
	posts.map(({ batch_name, samples }) => [batch_name, samples.map((one) => one.tube_barcode)]);
