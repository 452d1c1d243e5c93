import { cleanProse } from '../checking/cells';
import type { PlannedBatch } from './plan';
import { MAX_BATCH_NAME_LENGTH, MAX_SAMPLES_PER_BATCH } from './schema';

/**
 * Splits a batch that is too large evenly into batches named "NAME (1 of 3)" and so on. A name that
 * would become longer than 100 characters is cut before the number. Nothing is left of a batch without
 * tubes.
 * @param maxSamples the most samples that one batch may hold, 1 to 5,000
 */
export function splitBatch(batch: PlannedBatch, maxSamples: number): PlannedBatch[] {
	const count = Math.ceil(batch.tubes.length / maxSamples);
	if (count === 1) return [batch];
	return Array.from({ length: count }, (_, index) => ({
		...batch,
		name: numberedName(batch.name, index + 1, count),
		tubes: batch.tubes.slice(
			Math.floor((index * batch.tubes.length) / count),
			Math.floor(((index + 1) * batch.tubes.length) / count),
		),
	}));
}

function numberedName(name: string, number: number, count: number): string {
	const suffix = ` (${number} of ${count})`;
	const cut = name.slice(0, MAX_BATCH_NAME_LENGTH - suffix.length);
	// Half of a surrogate pair is no character.
	return cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd() + suffix;
}

const NUMBERED = /^(.*) \((\d+) of (\d+)\)$/s;

/**
 * Whether a batch of this name may hold tubes of the batch `base`: it has its name, or any number of it.
 * Another program may have sent it with marks that nobody sees, or with spaces around it.
 */
export function isNameOf(base: string, given: string): boolean {
	const name = cleanProse(given);
	if (name === base) return true;
	const [, , number, count] = NUMBERED.exec(name) ?? [];
	return number !== undefined && name === numberedName(base, Number(number), Number(count));
}

/** What all names that {@link isNameOf} accepts begin with, whatever their number. */
export function namePrefix(base: string): string {
	const longest = ` (${MAX_SAMPLES_PER_BATCH} of ${MAX_SAMPLES_PER_BATCH})`.length;
	return base
		.slice(0, MAX_BATCH_NAME_LENGTH - longest)
		.replace(/[\uD800-\uDBFF]$/, '')
		.trimEnd();
}
